"""Each way to create a cluster sends its own subset, at once or afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/cluster:Cluster"
NUMBERS = count(1)
PLAIN = {
    "engine": "aurora-postgresql",
    "engineMode": "provisioned",
    "masterUsername": "keeper",
    "masterPassword": "not-a-real-word",
    "skipFinalSnapshot": True,
}
LEFT_TO_LATER = {
    "backupRetentionPeriod": 7.0,
    "preferredBackupWindow": "01:00-02:00",
    "preferredMaintenanceWindow": "sun:03:00-sun:04:00",
    "serverlessv2ScalingConfiguration": {"minCapacity": 0.5, "maxCapacity": 4.0},
}


@pytest.fixture
def source(resource: Callable[..., Any], clients: Any) -> Iterator[Any]:
    """A cluster with a snapshot of the same name."""
    name = f"source-{next(NUMBERS)}"
    made = resource(TYPE)
    made.up(clusterIdentifier=name, **PLAIN)
    clients("rds").create_db_cluster_snapshot(
        DBClusterIdentifier=name, DBClusterSnapshotIdentifier=name
    )
    yield made
    made.down()


def test_identifier_is_unique_when_none_is_given(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)

    state = cluster.up(**PLAIN)

    assert cluster.id == state["clusterIdentifier"]
    assert state["clusterIdentifier"].startswith("tf-20")
    assert len(state["clusterIdentifier"]) == len("tf-") + 26
    assert state["clusterIdentifierPrefix"] == "tf-"
    cluster.down()


def test_prefix_is_kept_and_read_back(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)

    state = cluster.up(clusterIdentifierPrefix="orders-", **PLAIN)

    assert state["clusterIdentifier"].startswith("orders-20")
    assert state["clusterIdentifierPrefix"] == "orders-"
    cluster.down()


def test_plain_create_is_one_request(resource: Callable[..., Any], sent: Any) -> None:
    cluster = resource(TYPE)

    cluster.up(clusterIdentifier="plain", port=5433.0, tags={"a": "b"}, **PLAIN, **LEFT_TO_LATER)

    assert sent.writes == ["CreateDBCluster"]
    request = sent.of("CreateDBCluster")
    assert request["CopyTagsToSnapshot"] is False
    assert request["DeletionProtection"] is False
    assert request["Port"] == 5433
    assert request["BackupRetentionPeriod"] == 7
    assert request["Tags"] == [{"Key": "a", "Value": "b"}]
    assert "StorageEncrypted" not in request
    cluster.down()


def test_zero_values_are_not_sent_but_written_encryption_is(
    resource: Callable[..., Any], sent: Any
) -> None:
    cluster = resource(TYPE)

    cluster.up(
        clusterIdentifier="zeros",
        storageEncrypted=False,
        iamDatabaseAuthenticationEnabled=False,
        backupRetentionPeriod=0,
        **PLAIN,
    )

    request = sent.of("CreateDBCluster")
    assert request["StorageEncrypted"] is False
    assert not {"EnableIAMDatabaseAuthentication", "BackupRetentionPeriod"} & set(request)
    cluster.down()


def test_snapshot_restore_leaves_windows_capacity_and_password_to_a_modification(
    resource: Callable[..., Any], sent: Any, source: Any
) -> None:
    restored = resource(TYPE)
    sent.clear()

    state = restored.up(
        clusterIdentifier=f"{source.id}-restored",
        snapshotIdentifier=source.id,
        iamDatabaseAuthenticationEnabled=True,
        **PLAIN,
        **LEFT_TO_LATER,
    )

    assert sent.writes == ["RestoreDBClusterFromSnapshot", "ModifyDBCluster"]
    first, second = sent.of("RestoreDBClusterFromSnapshot"), sent.of("ModifyDBCluster")
    assert not {"MasterUsername", "MasterUserPassword", "BackupRetentionPeriod"} & set(first)
    assert "EnableIAMDatabaseAuthentication" not in {**first, **second}
    assert second["ApplyImmediately"] is True
    assert second["MasterUserPassword"] == PLAIN["masterPassword"]
    assert second["BackupRetentionPeriod"] == 7
    assert second["PreferredBackupWindow"] == "01:00-02:00"
    assert second["ServerlessV2ScalingConfiguration"] == {"MinCapacity": 0.5, "MaxCapacity": 4}
    assert state["backupRetentionPeriod"] == 7
    assert state["iamDatabaseAuthenticationEnabled"] is False
    restored.down()


def test_snapshot_restore_without_anything_for_later_is_one_request(
    resource: Callable[..., Any], sent: Any, source: Any
) -> None:
    restored = resource(TYPE)
    sent.clear()

    restored.up(
        clusterIdentifier=f"{source.id}-restored",
        engine="aurora-postgresql",
        snapshotIdentifier=source.id,
        deletionProtection=False,
        skipFinalSnapshot=True,
    )

    assert sent.writes == ["RestoreDBClusterFromSnapshot"]
    restored.down()


def test_point_in_time_restore_names_no_engine(
    resource: Callable[..., Any], sent: Any, source: Any
) -> None:
    restored = resource(TYPE)
    sent.clear()

    restored.up(
        clusterIdentifier=f"{source.id}-clone",
        restoreToPointInTime={
            "sourceClusterIdentifier": source.id,
            "restoreType": "copy-on-write",
            "useLatestRestorableTime": True,
        },
        iamDatabaseAuthenticationEnabled=True,
        **PLAIN,
        **LEFT_TO_LATER,
    )

    assert sent.writes == ["RestoreDBClusterToPointInTime", "ModifyDBCluster"]
    first = sent.of("RestoreDBClusterToPointInTime")
    assert not {"Engine", "EngineMode", "MasterUsername", "StorageEncrypted"} & set(first)
    assert first["EnableIAMDatabaseAuthentication"] is True
    assert first["SourceDBClusterIdentifier"] == source.id
    assert first["RestoreType"] == "copy-on-write"
    assert first["UseLatestRestorableTime"] is True
    restored.down()


def test_s3_import_wants_a_user_name(resource: Callable[..., Any], sent: Any) -> None:
    cluster = resource(TYPE)
    inputs = {name: value for name, value in PLAIN.items() if name != "masterUsername"}
    block = {
        "bucketName": "bucket",
        "ingestionRole": "arn:aws:iam::123456789012:role/ingestion",
        "sourceEngine": "mysql",
        "sourceEngineVersion": "8.0",
    }

    with pytest.raises(CallError, match='"master_username": required field is not set'):
        cluster.up(clusterIdentifier="imported", s3Import=block, **inputs)

    assert sent.writes == []


def test_member_of_a_global_cluster_gets_insights_afterwards(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole = resource("aws:rds/globalCluster:GlobalCluster")
    whole.up(globalClusterIdentifier="insights", engine="aurora-postgresql")
    cluster = resource(TYPE)
    sent.clear()

    cluster.up(
        clusterIdentifier="insights-member",
        globalClusterIdentifier=whole.id,
        performanceInsightsEnabled=True,
        performanceInsightsRetentionPeriod=7,
        **PLAIN,
    )

    assert sent.writes == ["CreateDBCluster", "ModifyDBCluster"]
    assert "EnablePerformanceInsights" not in sent.of("CreateDBCluster")
    assert sent.of("ModifyDBCluster") == {
        "DBClusterIdentifier": "insights-member",
        "ApplyImmediately": True,
        "EnablePerformanceInsights": True,
        "PerformanceInsightsRetentionPeriod": 7,
    }
    cluster.down()
    whole.down()


def test_roles_are_added_one_by_one(resource: Callable[..., Any], sent: Any) -> None:
    roles = [f"arn:aws:iam::123456789012:role/{name}" for name in ("one", "two")]
    cluster = resource(TYPE)

    state = cluster.up(clusterIdentifier="with-roles", iamRoles=roles, **PLAIN)

    assert sent.writes == ["CreateDBCluster", "AddRoleToDBCluster", "AddRoleToDBCluster"]
    assert sorted(state["iamRoles"]) == roles
    cluster.down()


def test_refusal_is_told_in_the_providers_words(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)

    with pytest.raises(CallError) as caught:
        cluster.up(
            clusterIdentifier="restored", engine="aurora-mysql", snapshotIdentifier="missing"
        )

    assert str(caught.value).startswith(
        "creating RDS Cluster (restore from snapshot) (restored): operation error"
    )
    assert "RestoreDBClusterFromSnapshot" in str(caught.value)
