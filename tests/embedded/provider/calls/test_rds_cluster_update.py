"""An update sends what changed in one modification; some changes have calls of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/cluster:Cluster"
NUMBERS = count(1)
BASE = {
    "engine": "aurora-postgresql",
    "engineMode": "provisioned",
    "masterUsername": "keeper",
    "masterPassword": "not-a-real-word",
    "skipFinalSnapshot": True,
    "applyImmediately": True,
}


@pytest.fixture
def cluster(resource: Callable[..., Any], sent: Any) -> Iterator[Any]:
    """A cluster whose identifier is in its inputs; nothing counts as sent yet."""
    made = resource(TYPE)
    made.base = {**BASE, "clusterIdentifier": f"changed-{next(NUMBERS)}"}
    made.up(**made.base)
    sent.clear()
    yield made
    made.down()


@pytest.mark.parametrize(
    ("changes", "parameters"),
    [
        ({"backupRetentionPeriod": 5.0}, {"BackupRetentionPeriod": 5}),
        ({"deletionProtection": False, "copyTagsToSnapshot": True}, {"CopyTagsToSnapshot": True}),
        (
            {"enabledCloudwatchLogsExports": ["postgresql"]},
            {
                "CloudwatchLogsExportConfiguration": {
                    "EnableLogTypes": ["postgresql"],
                    "DisableLogTypes": [],
                }
            },
        ),
        (
            {"serverlessv2ScalingConfiguration": {"minCapacity": 0.0, "maxCapacity": 2.0}},
            {"ServerlessV2ScalingConfiguration": {"MinCapacity": 0, "MaxCapacity": 2}},
        ),
        ({"masterPassword": "another-word"}, {"MasterUserPassword": "another-word"}),
        ({"iamDatabaseAuthenticationEnabled": True}, {"EnableIAMDatabaseAuthentication": True}),
        ({"applyImmediately": False}, {}),
    ],
)
def test_changes_go_out_in_one_modification(
    cluster: Any, sent: Any, changes: dict[str, Any], parameters: dict[str, Any]
) -> None:
    cluster.up(**{**cluster.base, **changes})

    assert sent.writes == ["ModifyDBCluster"]
    assert sent.of("ModifyDBCluster") == {
        "DBClusterIdentifier": cluster.id,
        "ApplyImmediately": changes.get("applyImmediately", True),
        **parameters,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"allowMajorVersionUpgrade": True},
        {"deleteAutomatedBackups": False},
        {"finalSnapshotIdentifier": "last"},
        {"skipFinalSnapshot": False, "finalSnapshotIdentifier": "last"},
    ],
)
def test_what_only_the_state_keeps_makes_no_call(
    cluster: Any, sent: Any, changes: dict[str, Any]
) -> None:
    cluster.up(**{**cluster.base, **changes})
    written = list(sent.writes)
    cluster.up(**cluster.base)

    assert written == []


def test_tags_alone_make_no_modification(cluster: Any, sent: Any) -> None:
    cluster.up(**cluster.base, tags={"a": "1"})
    state = cluster.up(**cluster.base)

    assert sent.writes == ["AddTagsToResource", "RemoveTagsFromResource"]
    assert state["tagsAll"] == {}


def test_removed_option_is_sent_as_zero(cluster: Any, sent: Any) -> None:
    cluster.up(**cluster.base, iamDatabaseAuthenticationEnabled=True)
    sent.clear()

    state = cluster.up(**cluster.base)

    assert sent.of("ModifyDBCluster")["EnableIAMDatabaseAuthentication"] is False
    assert state["iamDatabaseAuthenticationEnabled"] is False


def test_data_api_of_a_provisioned_cluster_has_its_own_call(cluster: Any, sent: Any) -> None:
    state = cluster.up(**cluster.base, enableHttpEndpoint=True)

    assert sent.writes == ["EnableHttpEndpoint", "ModifyDBCluster"]
    assert sent.of("EnableHttpEndpoint") == {"ResourceArn": state["arn"]}
    assert set(sent.of("ModifyDBCluster")) == {"DBClusterIdentifier", "ApplyImmediately"}
    assert state["enableHttpEndpoint"] is True


def test_password_becomes_managed_and_plain_again(cluster: Any, sent: Any) -> None:
    managed = {name: value for name, value in cluster.base.items() if name != "masterPassword"}

    state = cluster.up(**managed, manageMasterUserPassword=True)

    assert sent.of("ModifyDBCluster")["ManageMasterUserPassword"] is True
    assert len(state["masterUserSecrets"]) == 1
    sent.clear()
    state = cluster.up(**cluster.base)
    assert sent.of("ModifyDBCluster")["ManageMasterUserPassword"] is False
    assert sent.of("ModifyDBCluster")["MasterUserPassword"] == BASE["masterPassword"]
    assert state["masterUserSecrets"] == []


def test_write_only_password_goes_out_when_its_version_changes(
    resource: Callable[..., Any], sent: Any
) -> None:
    base = {name: value for name, value in BASE.items() if name != "masterPassword"}
    cluster = resource(TYPE)
    base = {**base, "clusterIdentifier": "write-only"}
    cluster.up(**base, masterPasswordWo="first-word", masterPasswordWoVersion=1)
    sent.clear()

    cluster.up(**base, masterPasswordWo="second-word", masterPasswordWoVersion=2)

    assert sent.of("ModifyDBCluster")["MasterUserPassword"] == "second-word"
    cluster.down()


def test_roles_change_by_their_differences(cluster: Any, sent: Any) -> None:
    one, two = (f"arn:aws:iam::123456789012:role/{name}" for name in ("one", "two"))
    cluster.up(**cluster.base, iamRoles=[one])
    sent.clear()

    state = cluster.up(**cluster.base, iamRoles=[two])

    assert sent.writes == ["AddRoleToDBCluster", "RemoveRoleFromDBCluster"]
    assert state["iamRoles"] == [two]


def test_joining_a_global_cluster_fails_after_the_other_changes(cluster: Any, sent: Any) -> None:
    words = "existing RDS Clusters cannot be added to an existing RDS Global Cluster"

    with pytest.raises(CallError, match=words):
        cluster.up(**cluster.base, globalClusterIdentifier="g", backupRetentionPeriod=9)

    assert sent.of("ModifyDBCluster")["BackupRetentionPeriod"] == 9


def test_becoming_a_replica_fails_before_them(cluster: Any, sent: Any) -> None:
    with pytest.raises(CallError, match="promoting to standalone is not supported"):
        cluster.up(**cluster.base, replicationSourceIdentifier="arn:x", backupRetentionPeriod=9)

    assert sent.writes == []


def test_leaving_the_global_cluster_keeps_the_cluster(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole = resource("aws:rds/globalCluster:GlobalCluster")
    whole.up(globalClusterIdentifier="left", engine="aurora-postgresql")
    member = resource(TYPE)
    base = {**BASE, "clusterIdentifier": "left-member"}
    joined = member.up(**base, globalClusterIdentifier=whole.id)
    sent.clear()

    state = member.up(**base)

    assert joined["globalClusterIdentifier"] == whole.id
    assert sent.writes == ["RemoveFromGlobalCluster"]
    assert state["globalClusterIdentifier"] == ""
    assert state["clusterResourceId"] == joined["clusterResourceId"]
    member.down()
    whole.down()


def test_instance_parameter_group_is_dropped_when_aws_refuses_it(
    resource: Callable[..., Any], sent: Any, clients: Any
) -> None:
    clients("rds").create_db_parameter_group(
        DBParameterGroupName="kept-for-majors",
        DBParameterGroupFamily="aurora-postgresql16",
        Description="x",
    )
    cluster = resource(TYPE)
    base = {
        **BASE,
        "clusterIdentifier": "with-group",
        "dbInstanceParameterGroupName": "kept-for-majors",
    }
    cluster.up(**base)
    sent.clear()

    state = cluster.up(**base, backupRetentionPeriod=3)

    assert sent.writes == ["ModifyDBCluster", "ModifyDBCluster"]
    groups = [params.get("DBInstanceParameterGroupName") for _, params in sent.requests[:2]]
    assert groups == ["kept-for-majors", None]
    assert state["backupRetentionPeriod"] == 3
    cluster.down()


@pytest.fixture
def housed(resource: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Makes clusters with an instance each: AWS upgrades no cluster without one."""
    made: list[Any] = []

    def make(**inputs: Any) -> Any:
        cluster = resource(TYPE)
        cluster.up(**inputs)
        instance = resource("aws:rds/clusterInstance:ClusterInstance")
        instance.up(
            identifier=f"{cluster.id}-1",
            clusterIdentifier=cluster.id,
            engine=inputs["engine"],
            instanceClass="db.r6g.large",
        )
        made.extend((cluster, instance))
        return cluster

    yield make
    for gone in reversed(made):
        gone.down()


def test_upgrade_is_sent_with_leave_for_a_major_one(housed: Callable[..., Any], sent: Any) -> None:
    base = {**BASE, "clusterIdentifier": "upgraded", "allowMajorVersionUpgrade": True}
    cluster = housed(**base, engineVersion="16.8")
    sent.clear()

    state = cluster.up(**base, engineVersion="17.7")

    request = sent.of("ModifyDBCluster")
    assert request["EngineVersion"] == "17.7"
    assert request["AllowMajorVersionUpgrade"] is True
    assert state["engineVersionActual"] == "17.7"


def test_deferred_upgrade_is_sent_again_with_every_modification(
    housed: Callable[..., Any], sent: Any
) -> None:
    base = {**BASE, "clusterIdentifier": "deferred", "applyImmediately": False}
    cluster = housed(**base, engineVersion="16.8")

    state = cluster.up(**base, engineVersion="16.9")
    sent.clear()
    cluster.up(**base, engineVersion="16.9", backupRetentionPeriod=4)

    assert state["engineVersion"] == "16.9"
    assert state["engineVersionActual"] == "16.8"
    assert sent.of("ModifyDBCluster")["EngineVersion"] == "16.9"


def test_cluster_without_an_instance_is_not_upgraded(
    resource: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.embedded.provider.calls.retries.SECONDS_PER_MINUTE", 0.02)
    cluster = resource(TYPE)
    base = {**BASE, "clusterIdentifier": "unhoused"}
    cluster.up(**base, engineVersion="16.8")

    with pytest.raises(CallError, match="Cannot modify engine version without a primary instance"):
        cluster.up(**base, engineVersion="16.9")

    cluster.down()


def test_written_prefix_of_the_running_version_is_not_sent(
    resource: Callable[..., Any], sent: Any
) -> None:
    cluster = resource(TYPE)
    base = {**BASE, "clusterIdentifier": "prefix", "engineVersion": "16"}
    cluster.up(**base)
    sent.clear()

    state = cluster.up(**base, backupRetentionPeriod=4)

    assert "EngineVersion" not in sent.of("ModifyDBCluster")
    assert state["engineVersion"] == "16"
    cluster.down()
