"""The activity stream of a cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/clusterActivityStream:ClusterActivityStream"


def test_stream_starts_with_an_instance_and_stops(
    resource: Callable[..., Any], clients: Any, sent: Any
) -> None:
    key = clients("kms").create_key()["KeyMetadata"]["KeyId"]
    cluster = resource("aws:rds/cluster:Cluster")
    arn = cluster.up(
        clusterIdentifier="watched",
        engine="aurora-postgresql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )["arn"]
    instance = resource("aws:rds/clusterInstance:ClusterInstance")
    stream = resource(TYPE)
    inputs = {"resourceArn": arn, "kmsKeyId": key, "mode": "async"}
    with pytest.raises(CallError, match="creating RDS Cluster Activity Stream"):
        stream.up(**inputs)
    instance.up(
        identifier="watched-1",
        clusterIdentifier="watched",
        engine="aurora-postgresql",
        instanceClass="db.r6g.large",
    )
    sent.clear()

    state = stream.up(**inputs)

    assert sent.of("StartActivityStream") == {
        "ApplyImmediately": True,
        "EngineNativeAuditFieldsIncluded": False,
        "KmsKeyId": key,
        "Mode": "async",
        "ResourceArn": arn,
    }
    assert stream.id == arn
    assert state["kinesisStreamName"].startswith("aws-rds-das-cluster-")
    assert state["kmsKeyId"] == key
    stream.down()
    assert stream.refresh() is None
    stream.down()
    instance.down()
    cluster.down()
