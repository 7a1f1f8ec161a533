"""Deletion goes by the last state: final snapshot, protection, global cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/cluster:Cluster"
BASE = {
    "engine": "aurora-mysql",
    "engineMode": "provisioned",
    "masterUsername": "keeper",
    "masterPassword": "not-a-real-word",
}


def test_final_snapshot_is_taken(resource: Callable[..., Any], clients: Any, sent: Any) -> None:
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="kept", finalSnapshotIdentifier="kept-last", **BASE)

    cluster.down()

    assert sent.of("DeleteDBCluster") == {
        "DBClusterIdentifier": "kept",
        "DeleteAutomatedBackups": True,
        "FinalDBSnapshotIdentifier": "kept-last",
        "SkipFinalSnapshot": False,
    }
    (snapshot,) = clients("rds").describe_db_cluster_snapshots(
        DBClusterSnapshotIdentifier="kept-last"
    )["DBClusterSnapshots"]
    assert snapshot["Status"] == "available"
    assert cluster.refresh() is None


def test_skipped_snapshot_has_no_name(resource: Callable[..., Any], sent: Any) -> None:
    cluster = resource(TYPE)
    cluster.up(
        clusterIdentifier="skipped",
        finalSnapshotIdentifier="unused",
        skipFinalSnapshot=True,
        deleteAutomatedBackups=False,
        **BASE,
    )

    cluster.down()

    assert sent.of("DeleteDBCluster") == {
        "DBClusterIdentifier": "skipped",
        "DeleteAutomatedBackups": False,
        "SkipFinalSnapshot": True,
    }


def test_member_has_left_its_global_cluster_when_the_snapshots_name_is_missed(
    resource: Callable[..., Any],
) -> None:
    whole = resource("aws:rds/globalCluster:GlobalCluster")
    whole.up(globalClusterIdentifier="missed", engine="aurora-mysql")
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="missed-member", globalClusterIdentifier="missed", **BASE)

    with pytest.raises(CallError) as caught:
        cluster.down()

    assert str(caught.value) == (
        "RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false"
    )
    assert whole.refresh()["globalClusterMembers"] == []
    cluster.state["skipFinalSnapshot"] = True
    cluster.down()
    whole.down()


def test_member_of_a_global_cluster_is_removed_from_it_first(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole = resource("aws:rds/globalCluster:GlobalCluster")
    whole.up(globalClusterIdentifier="first", engine="aurora-mysql")
    cluster = resource(TYPE)
    cluster.up(
        clusterIdentifier="first-member",
        globalClusterIdentifier="first",
        skipFinalSnapshot=True,
        **BASE,
    )
    sent.clear()

    cluster.down()

    assert sent.writes == ["RemoveFromGlobalCluster", "DeleteDBCluster"]
    whole.down()


def test_protection_in_the_state_is_never_lifted(
    resource: Callable[..., Any], sent: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.embedded.provider.calls.retries.SECONDS_PER_MINUTE", 0.05)
    cluster = resource(TYPE)
    base = {"clusterIdentifier": "protected", "skipFinalSnapshot": True, "applyImmediately": True}
    cluster.up(deletionProtection=True, **base, **BASE)
    sent.clear()

    with pytest.raises(
        CallError, match=r"deleting RDS Cluster \(protected\): .*eletion protection"
    ):
        cluster.down()

    assert "ModifyDBCluster" not in sent.writes
    cluster.up(deletionProtection=False, **base, **BASE)
    cluster.down()


def test_protection_that_the_state_does_not_know_is_lifted(
    resource: Callable[..., Any], clients: Any, sent: Any
) -> None:
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="lifted", skipFinalSnapshot=True, applyImmediately=True, **BASE)
    clients("rds").modify_db_cluster(
        DBClusterIdentifier="lifted", DeletionProtection=True, ApplyImmediately=True
    )
    sent.clear()

    cluster.down()

    assert sent.writes == ["DeleteDBCluster", "ModifyDBCluster", "DeleteDBCluster"]
    assert cluster.refresh() is None


def test_cluster_that_is_gone_counts_as_deleted(resource: Callable[..., Any], clients: Any) -> None:
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="vanished", skipFinalSnapshot=True, **BASE)
    clients("rds").delete_db_cluster(DBClusterIdentifier="vanished", SkipFinalSnapshot=True)

    cluster.down()

    assert cluster.refresh() is None
