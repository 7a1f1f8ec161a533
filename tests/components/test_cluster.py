"""A cluster, its instances in order, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

import components as c
from aurora.errors import BadInput
from aurora.planning.recorder import Recording, Registration, record
from aurora.values import UNKNOWN, Secret
from tests.components.samples import KEY, MYSQL, PASSWORD, cluster, instances, shape

CLUSTER = "aws:rds/cluster:Cluster"
INSTANCE = "aws:rds/clusterInstance:ClusterInstance"


def built(**changes: Any) -> Recording:
    return record(lambda: cluster(**changes))


def props(**changes: Any) -> dict[str, Any]:
    return dict(built(**changes).named("it-cluster").props)


def refusals(**changes: Any) -> list[str]:
    with pytest.raises(BadInput) as refused:
        built(**changes)
    return [problem.code for problem in refused.value.problems]


def test_a_cluster_is_safe_by_default() -> None:
    given = props()
    assert given["storageEncrypted"] is True
    assert given["kmsKeyId"].endswith("key/0a")
    assert given["deletionProtection"] is True
    assert given["skipFinalSnapshot"] is False
    assert given["deleteAutomatedBackups"] is False
    assert given["copyTagsToSnapshot"] is True
    assert given["iamDatabaseAuthenticationEnabled"] is True
    assert given["engineLifecycleSupport"] == "open-source-rds-extended-support-disabled"
    assert given["autoMinorVersionUpgrade"] is False
    assert given["applyImmediately"] is False
    assert given["backupRetentionPeriod"] == 7


def test_rds_keeps_the_password_with_our_key() -> None:
    given = props()
    assert given["masterUsername"] == "boss"
    assert given["manageMasterUserPassword"] is True
    assert given["masterUserSecretKmsKeyId"] == KEY
    assert "masterPasswordWo" not in given


def test_an_own_password_is_write_only_and_secret() -> None:
    own = c.OwnCredentials(username="boss", password=PASSWORD, generation=3)
    given = props(credentials=own)
    assert given["masterPasswordWo"] == Secret(PASSWORD)
    assert given["masterPasswordWoVersion"] == 3
    assert "manageMasterUserPassword" not in given
    assert PASSWORD not in repr(own)


def test_insights_are_one_decision() -> None:
    recording = built()
    for resource in (recording.named("it-cluster"), *recording.of_type(INSTANCE)):
        assert resource.props["performanceInsightsEnabled"] is True
        assert resource.props["performanceInsightsRetentionPeriod"] == 465
        assert resource.props["performanceInsightsKmsKeyId"].endswith("key/0a")
        assert resource.props["monitoringInterval"] == 15
    assert recording.named("it-cluster").props["databaseInsightsMode"] == "advanced"


def test_without_insights_and_monitoring_nothing_of_them_is_said() -> None:
    recording = built(monitoring=c.Monitoring(insights=None))
    for resource in (recording.named("it-cluster"), *recording.of_type(INSTANCE)):
        assert resource.props["performanceInsightsEnabled"] is False
        assert "performanceInsightsKmsKeyId" not in resource.props
        assert "monitoringRoleArn" not in resource.props
        assert resource.props["monitoringInterval"] == 0


def test_the_first_instance_is_made_first_and_restarts_last() -> None:
    recording = built(instances=instances(4))
    first, *others = (recording.named(f"it-instance-{key}") for key in "1234")
    assert all(first.urn in other.dependencies for other in others)
    assert not any(other.urn in first.dependencies for other in others)
    windows = [r.props["preferredMaintenanceWindow"] for r in (first, *others)]
    assert windows == [
        "sun:05:30-sun:06:00",
        "sun:04:00-sun:04:30",
        "sun:04:30-sun:05:00",
        "sun:05:00-sun:05:30",
    ]


def test_instances_carry_identifier_tier_and_certificate() -> None:
    second = built().named("it-instance-2").props
    assert second["identifier"] == "shop-it-instance-2"
    assert second["promotionTier"] == 1
    assert second["caCertIdentifier"] == "rds-ca-rsa2048-g1"
    assert second["publiclyAccessible"] is False
    assert "engineVersion" not in second, "the cluster's version is the only one"


def test_logs_and_parameters_come_before_the_cluster() -> None:
    recording = built()
    found = recording.named("it-cluster")
    for name in ("it-log-group-audit", "it-log-group-error"):
        assert recording.named(name).urn in found.dependencies
    group = recording.named("it-cluster-parameters-aurora-mysql8-0")
    assert found.property_dependencies["dbClusterParameterGroupName"] == (group.urn,)


def test_the_final_snapshot_is_new_in_each_generation() -> None:
    recording = built()
    found = recording.named("it-cluster")
    group = recording.named("it-cluster-parameters-aurora-mysql8-0")
    assert found.props["finalSnapshotIdentifier"] is UNKNOWN
    assert found.property_dependencies["finalSnapshotIdentifier"] == (group.urn,)


def test_development_leaves_nothing() -> None:
    given = props(backups=c.Backups(final_snapshot=False, retain_automated=False))
    assert given["skipFinalSnapshot"] is True
    assert given["deleteAutomatedBackups"] is True
    assert "finalSnapshotIdentifier" not in given


def test_protection_can_be_lifted() -> None:
    recording = built(protection=c.Protection(deletion_protection=False, protect=False))
    resources: list[Registration] = [
        recording.named("it-cluster"),
        *recording.of_type(INSTANCE),
    ]
    assert not any(resource.protect for resource in resources)
    assert recording.named("it-cluster").props["deletionProtection"] is False


@pytest.mark.parametrize(
    ("upgrades", "ignored", "automatic"),
    [("pinned", (), False), ("floor", ("engineVersion",), True)],
)
def test_minor_upgrades_are_ours_or_awss(
    upgrades: str, ignored: tuple[str, ...], automatic: bool
) -> None:
    recording = built(upgrades=upgrades)
    assert recording.named("it-cluster").ignore_changes == ignored
    assert recording.named("it-cluster").props["autoMinorVersionUpgrade"] is automatic
    assert recording.named("it-instance-1").props["autoMinorVersionUpgrade"] is automatic


def test_serverless_instances_scale_within_the_capacity() -> None:
    given = props(
        instances=instances(1, "db.serverless"),
        serverless=c.Capacity(min_acu=0, max_acu=4, auto_pause_seconds=600),
    )
    assert given["serverlessv2ScalingConfiguration"] == {
        "minCapacity": 0,
        "maxCapacity": 4,
        "secondsUntilAutoPause": 600,
    }
    assert given["engineMode"] == "provisioned"


def test_data_from_elsewhere_brings_its_users() -> None:
    restored = props(source=c.Snapshot(identifier="before"), credentials=None)
    assert restored["snapshotIdentifier"] == "before"
    assert not {"masterUsername", "databaseName", "manageMasterUserPassword"} & set(restored)
    cloned = props(
        source=c.PointInTime(cluster_identifier="other", restore_type="copy-on-write"),
        credentials=None,
    )
    assert cloned["restoreToPointInTime"] == {
        "sourceClusterIdentifier": "other",
        "restoreType": "copy-on-write",
        "useLatestRestorableTime": True,
    }
    moment = c.PointInTime(cluster_identifier="other", time="2026-11-01T03:00:00Z")
    then = props(source=moment)["restoreToPointInTime"]
    assert then["restoreToTime"] == "2026-11-01T03:00:00Z"
    assert "useLatestRestorableTime" not in then


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"identifier": "Shop"}, "AUR-103"),
        ({"identifier": "shop--it"}, "AUR-103"),
        ({"identifier": "s" * 64}, "AUR-103"),
        ({"credentials": None}, "AUR-105"),
        ({"instances": instances(1, "db.serverless")}, "AUR-108"),
        ({"instances": {"1": c.Instance(class_="db.r6g.large", promotion_tier=16)}}, "AUR-108"),
        ({"monitoring": c.Monitoring(interval=60)}, "AUR-109"),
        ({"logs": c.Logs(exports=("postgresql",))}, "AUR-107"),
        ({"logs": c.Logs(exports=("audit",), retention_days=15)}, "AUR-107"),
        ({"maintenance_window": "sunday morning"}, "AUR-110"),
        ({"engine_version": "7.0"}, "AUR-102"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refusals(**changes) == [code]


def test_everything_wrong_is_told_at_once() -> None:
    codes = refusals(identifier="Shop", credentials=None, monitoring=c.Monitoring(interval=60))
    assert codes == ["AUR-103", "AUR-105", "AUR-109"]


def test_a_member_cannot_have_a_managed_password() -> None:
    membership = c.cluster_args.Membership(global_cluster_identifier="shop")
    assert refusals(membership=membership) == ["AUR-105"]


def test_postgresql_has_its_own_parameters() -> None:
    changes = {
        **shape(),
        **MYSQL,
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "logs": c.Logs(exports=("postgresql",)),
    }
    recording = built(**changes)
    group = recording.named("it-cluster-parameters-aurora-postgresql17").props
    values = {p["name"]: (p["value"], p["applyMethod"]) for p in group["parameters"]}
    assert values["rds.force_ssl"] == ("1", "immediate")
    assert values["log_connections"] == ("1", "immediate")
    assert group["family"] == "aurora-postgresql17"
