"""Shard groups of limitless clusters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TYPE = "aws:rds/shardGroup:ShardGroup"


def test_shard_group_lives(resource: Callable[..., Any], sent: Any) -> None:
    cluster = resource("aws:rds/cluster:Cluster")
    cluster.up(
        clusterIdentifier="limitless",
        clusterScalabilityType="limitless",
        engine="aurora-postgresql",
        engineMode="provisioned",
        engineVersion="16.6-limitless",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        monitoringInterval=5,
        monitoringRoleArn="arn:aws:iam::123456789012:role/monitoring",
        performanceInsightsEnabled=True,
        skipFinalSnapshot=True,
        storageType="aurora-iopt1",
    )
    group = resource(TYPE)
    base = {"dbClusterIdentifier": "limitless", "dbShardGroupIdentifier": "shards"}
    sent.clear()

    state = group.up(**base, maxAcu=1000.0, tags={"a": "1"})

    assert sent.of("CreateDBShardGroup")["ComputeRedundancy"] == 0
    assert state["maxAcu"] == 1000
    assert state["arn"].endswith(":shard-group:" + state["dbShardGroupResourceId"])
    assert group.refresh() == state
    sent.clear()

    state = group.up(**base, maxAcu=1200.0, tags={"a": "1"})

    assert sent.of("ModifyDBShardGroup")["MaxACU"] == 1200
    assert state["maxAcu"] == 1200
    group.down()
    assert group.refresh() is None
    cluster.down()
