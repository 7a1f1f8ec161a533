"""Custom endpoints: members are set as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/clusterEndpoint:ClusterEndpoint"


@pytest.fixture
def cluster(resource: Callable[..., Any], sent: Any) -> Iterator[Any]:
    """A cluster with the instances `reached-1` and `reached-2`."""
    made = resource("aws:rds/cluster:Cluster")
    made.up(
        clusterIdentifier="reached",
        engine="aurora-mysql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )
    instances = [resource("aws:rds/clusterInstance:ClusterInstance") for _ in range(2)]
    for number, instance in enumerate(instances, 1):
        instance.up(
            identifier=f"reached-{number}",
            clusterIdentifier="reached",
            engine="aurora-mysql",
            instanceClass="db.r6g.large",
        )
    sent.clear()
    yield made
    for instance in reversed(instances):
        instance.down()
    made.down()


def test_endpoint_reads_back_and_changes_kind_and_members(
    resource: Callable[..., Any], cluster: Any, sent: Any
) -> None:
    endpoint = resource(TYPE)
    base = {"clusterEndpointIdentifier": "custom", "clusterIdentifier": cluster.id}

    state = endpoint.up(
        **base, customEndpointType="READER", staticMembers=["reached-2"], tags={"a": "1"}
    )

    assert state["customEndpointType"] == "READER"
    assert state["staticMembers"] == ["reached-2"]
    assert state["excludedMembers"] == []
    assert state["endpoint"].startswith("custom.cluster-custom-")
    assert state["tagsAll"] == {"a": "1"}
    assert endpoint.refresh() == state
    sent.clear()

    state = endpoint.up(
        **base, customEndpointType="ANY", excludedMembers=["reached-1"], tags={"a": "2"}
    )

    assert sent.writes == ["AddTagsToResource", "ModifyDBClusterEndpoint"]
    assert sent.of("ModifyDBClusterEndpoint") == {
        "DBClusterEndpointIdentifier": "custom",
        "EndpointType": "ANY",
        "ExcludedMembers": ["reached-1"],
        "StaticMembers": [],
    }
    assert state["staticMembers"] == []
    assert state["excludedMembers"] == ["reached-1"]
    assert state["tagsAll"] == {"a": "2"}
    endpoint.down()
    assert endpoint.refresh() is None


def test_endpoint_that_is_gone_is_an_error(
    resource: Callable[..., Any], cluster: Any, clients: Any
) -> None:
    endpoint = resource(TYPE)
    endpoint.up(
        clusterEndpointIdentifier="fleeting",
        clusterIdentifier=cluster.id,
        customEndpointType="ANY",
    )
    clients("rds").delete_db_cluster_endpoint(DBClusterEndpointIdentifier="fleeting")

    with pytest.raises(CallError, match=r"deleting RDS Cluster Endpoint \(fleeting\)"):
        endpoint.down()
