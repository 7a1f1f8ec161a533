"""Snapshots of clusters and their copies: sharing, tags, what reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/clusterSnapshot:ClusterSnapshot"
COPY = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"
NUMBERS = count(1)


@pytest.fixture
def cluster(resource: Callable[..., Any], sent: Any) -> Iterator[Any]:
    """A cluster to take snapshots of."""
    made = resource("aws:rds/cluster:Cluster")
    made.up(
        clusterIdentifier=f"pictured-{next(NUMBERS)}",
        engine="aurora-mysql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )
    sent.clear()
    yield made
    made.down()


def test_snapshot_reads_back(resource: Callable[..., Any], cluster: Any) -> None:
    snapshot = resource(TYPE)
    name = f"{cluster.id}-now"

    state = snapshot.up(
        dbClusterIdentifier=cluster.id, dbClusterSnapshotIdentifier=name, tags={"a": "b"}
    )

    assert snapshot.id == name
    assert state["dbClusterIdentifier"] == cluster.id
    assert state["snapshotType"] == "manual"
    assert state["status"] == "available"
    assert state["engine"] == "aurora-mysql"
    assert state["tagsAll"] == {"a": "b"}
    assert snapshot.refresh() == state
    snapshot.down()
    assert snapshot.refresh() is None
    snapshot.down()


def test_sharing_changes_in_one_request(
    resource: Callable[..., Any], cluster: Any, sent: Any
) -> None:
    snapshot = resource(TYPE)
    base = {
        "dbClusterIdentifier": cluster.id,
        "dbClusterSnapshotIdentifier": f"{cluster.id}-shared",
    }
    state = snapshot.up(**base, sharedAccounts=["111111111111"])
    assert state["sharedAccounts"] == ["111111111111"]
    sent.clear()

    state = snapshot.up(**base, sharedAccounts=["222222222222"])

    assert sent.of("ModifyDBClusterSnapshotAttribute") == {
        "AttributeName": "restore",
        "DBClusterSnapshotIdentifier": snapshot.id,
        "ValuesToAdd": ["222222222222"],
        "ValuesToRemove": ["111111111111"],
    }
    assert state["sharedAccounts"] == ["222222222222"]
    snapshot.down()


def test_snapshot_of_nothing_is_refused(resource: Callable[..., Any]) -> None:
    with pytest.raises(CallError, match=r"creating RDS Cluster Snapshot \(of-nothing\)"):
        resource(TYPE).up(dbClusterIdentifier="nothing", dbClusterSnapshotIdentifier="of-nothing")


def test_copy_reads_its_source_back_as_an_arn(resource: Callable[..., Any], cluster: Any) -> None:
    snapshot, copy = resource(TYPE), resource(COPY)
    snapshot.up(dbClusterIdentifier=cluster.id, dbClusterSnapshotIdentifier=f"{cluster.id}-one")

    state = copy.up(
        sourceDbClusterSnapshotIdentifier=snapshot.id,
        targetDbClusterSnapshotIdentifier=f"{cluster.id}-two",
        tags={"a": "b"},
    )

    assert copy.id == f"{cluster.id}-two"
    assert state["sourceDbClusterSnapshotIdentifier"] == snapshot.id
    assert state["snapshotType"] == "manual"
    assert state["tagsAll"] == {"a": "b"}
    refreshed = copy.refresh()
    assert refreshed["sourceDbClusterSnapshotIdentifier"] == snapshot.state["dbClusterSnapshotArn"]
    copy.down()
    snapshot.down()
    assert copy.refresh() is None
