"""The global stack: the reference values, and no role anywhere."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.planning.recorder import Recording
from aurora.settings import GlobalSettings, Network, Readers, RegionSettings
from aurora.values import UNKNOWN
from tests.environments.plans import plan, planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

CLUSTER = "aws:rds/cluster:Cluster"
INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-1")


def given() -> GlobalSettings:
    found = settings("global")
    assert isinstance(found, GlobalSettings)
    return found


def facts(recording: Recording) -> dict[str, Any]:
    return {r.urn: (r.props, set(r.dependencies), r.protect) for r in recording.resources}


def test_there_are_the_instances_that_the_file_names() -> None:
    classes: dict[str, list[str]] = {}
    for instance in plan("global").of_type(INSTANCE):
        classes.setdefault(instance.props["region"], []).append(instance.props["instanceClass"])
        assert instance.props["monitoringInterval"] == 15
    assert classes == {
        "us-east-1": ["db.r6g.4xlarge", *["db.r6g.2xlarge"] * 3],
        "eu-west-1": ["db.r6g.xlarge"] * 2,
        "ap-southeast-1": ["db.r6g.xlarge"] * 2,
    }


def test_every_member_is_alike_but_for_its_place() -> None:
    alike = (
        *("engine", "engineVersion", "backupRetentionPeriod", "preferredBackupWindow", "port"),
        *("preferredMaintenanceWindow", "enabledCloudwatchLogsExports", "deletionProtection"),
        *("databaseInsightsMode", "storageEncrypted", "skipFinalSnapshot"),
        "deleteAutomatedBackups",
    )
    members = plan("global").of_type(CLUSTER)
    assert sorted(m.props["region"] for m in members) == sorted(REGIONS)
    for name in alike:
        assert len({str(m.props[name]) for m in members}) == 1, name


def test_identifiers_are_unique_across_regions() -> None:
    identifiers = [m.props["clusterIdentifier"] for m in plan("global").of_type(CLUSTER)]
    assert sorted(identifiers) == sorted(f"ecommerce-global-{region}" for region in REGIONS)


def test_the_order_of_regions_in_the_file_is_no_matter() -> None:
    """A switchover changes no key of the file; whoever sorts the file anew changes nothing."""
    original = given()
    turned = original.model_copy(update={"regions": dict(reversed(list(original.regions.items())))})
    one, other = facts(planned(original, "global")), facts(planned(turned, "global"))
    dashboards = [urn for urn in one if "Dashboard" in urn]
    stash = [urn for urn in one if "Stash" in urn]
    assert set(one) == set(other)
    for urn in set(one) - set(dashboards) - set(stash):
        assert one[urn] == other[urn], urn


def test_no_resource_is_named_after_a_role() -> None:
    for resource in plan("global").resources:
        words = set(resource.name.lower().split("-"))
        assert not words & {"primary", "secondary", "writer", "reader"}, resource.name


def test_another_region_adds_and_touches_no_other() -> None:
    original = given()
    more = RegionSettings(
        network=Network(cidr="10.3.0.0/16", allowed_cidrs=("10.3.0.0/16",)),
        readers=Readers(class_="db.r6g.xlarge", count=1),
    )
    wider = original.model_copy(update={"regions": {**original.regions, "eu-central-1": more}})
    one, other = facts(planned(original, "global")), facts(planned(wider, "global"))
    assert not set(one) - set(other)
    assert all("eu-central-1" in urn for urn in set(other) - set(one))
    changed = {urn.rpartition("::")[2] for urn in one if one[urn] != other[urn]}
    assert changed == {"global-secret", "global-dashboard", "global-password-1"}


def test_outputs_name_every_region_and_no_secret() -> None:
    outputs = plan("global").outputs
    assert outputs["globalClusterIdentifier"] == "ecommerce-global"
    assert outputs["globalEndpoint"] is UNKNOWN
    assert outputs["dashboardName"] == "ecommerce-global"
    assert set(outputs["regions"]) == set(REGIONS)
    for region, said in outputs["regions"].items():
        assert said["clusterIdentifier"] == f"ecommerce-global-{region}"
        assert said["port"] == 3307
        assert {"writerEndpoint", "readerEndpoint", "secretArn", "topicArn"} <= set(said)
    assert not [key for key in outputs if "password" in key.lower()]


def test_the_secret_is_copied_to_every_other_region() -> None:
    secret = plan("global").named("global-secret").props
    assert {r["region"] for r in secret["replicas"]} == set(REGIONS) - {"us-east-1"}


def test_autoscaling_is_where_the_file_says() -> None:
    targets = plan("global").of_type("aws:appautoscaling/target:Target")
    assert [t.props["resourceId"] for t in targets] == ["cluster:ecommerce-global-us-east-1"]
    assert (targets[0].props["minCapacity"], targets[0].props["maxCapacity"]) == (2, 8)
    instances = {r.urn for r in plan("global").of_type(INSTANCE) if "us-east-1" in r.name}
    assert instances <= set(targets[0].dependencies)


def test_lag_is_watched_in_every_region() -> None:
    lag = [
        alarm.props["region"]
        for alarm in plan("global").of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
        if alarm.props["metricName"] == "AuroraGlobalDBReplicationLag"
    ]
    assert lag == list(REGIONS)
