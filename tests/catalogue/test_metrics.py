"""Metrics and their dimensions."""

from __future__ import annotations

import pytest

from aurora.catalogue import metrics, versions


@pytest.mark.parametrize(
    ("name", "dimension", "where"),
    [
        ("AuroraGlobalDBReplicationLag", "DBClusterIdentifier", "other-regions"),
        ("AuroraGlobalDBRPOLag", "DBClusterIdentifier", "other-regions"),
        ("CPUUtilization", "DBInstanceIdentifier", "everywhere"),
        ("DatabaseConnections", "DBInstanceIdentifier", "everywhere"),
        ("AuroraReplicaLag", "DBInstanceIdentifier", "reader"),
        ("AuroraReplicaLagMaximum", "DBInstanceIdentifier", "writer"),
        ("ServerlessDatabaseCapacity", "DBClusterIdentifier", "everywhere"),
        ("VolumeBytesUsed", "DBClusterIdentifier", "everywhere"),
    ],
)
def test_metric(name, dimension, where):
    found = metrics.metric(name)
    assert (found.dimension, found.where) == (dimension, where)


def test_metrics_are_published_by_engine_and_capacity():
    mysql = versions.version("aurora-mysql", "8.0.mysql_aurora.3.10.3")
    postgres = versions.version("aurora-postgresql", "17.7")
    assert mysql is not None
    assert postgres is not None
    latency, local = metrics.metric("SelectLatency"), metrics.metric("FreeLocalStorage")
    assert metrics.published(latency, mysql)
    assert not metrics.published(latency, postgres)
    assert metrics.published(local, postgres)
    assert not metrics.published(local, postgres, serverless=True)
    assert not metrics.published(metrics.metric("ACUUtilization"), mysql)
    assert metrics.published(metrics.metric("ACUUtilization"), mysql, serverless=True)
    assert all(m.engines for m in metrics.metrics().values())
