"""`aws:rds/shardGroup:ShardGroup`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.rds_cluster_state import MODIFYING, wait_for_cluster
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["ShardGroup"]

_KIND = "RDS Shard Group"
_CAPACITY = {
    "computeRedundancy": "ComputeRedundancy",
    "maxAcu": "MaxACU",
    "minAcu": "MinACU",
}
_FIELDS: Mapping[str, str] = {
    **_CAPACITY,
    "arn": "DBShardGroupArn",
    "dbClusterIdentifier": "DBClusterIdentifier",
    "dbShardGroupIdentifier": "DBShardGroupIdentifier",
    "dbShardGroupResourceId": "DBShardGroupResourceId",
    "endpoint": "Endpoint",
    "publiclyAccessible": "PubliclyAccessible",
}
_NOT_FOUND = ("DBShardGroupNotFound", "DBShardGroupNotFoundFault")


class ShardGroup(Calls):
    """The shard group of a limitless cluster."""

    type = "aws:rds/shardGroup:ShardGroup"

    def create(self, call: Call) -> None:
        """Create the shard group; it and its cluster must both become available."""
        inputs = call.inputs
        identifier = inputs["dbShardGroupIdentifier"]
        request = {
            "DBClusterIdentifier": inputs["dbClusterIdentifier"],
            "DBShardGroupIdentifier": identifier,
            "PubliclyAccessible": inputs.get("publiclyAccessible"),
            "Tags": pack("rds", inputs.get("tagsAll")) or None,
            **_capacity(inputs, zero=0),
        }
        with doing(call, f"creating {_KIND} ({identifier})"):
            send(call, "CreateDBShardGroup", request)
        call.id = identifier
        _wait(call, "create", ("available",), ("creating",), inputs)

    def read(self, call: Call) -> Properties | None:
        """Return the shard group as AWS has it."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            group = _find(call)
        if group is None:
            return None
        return {
            **{name: group.get(field) for name, field in _FIELDS.items()},
            "tagsAll": pairs_to_tags(group.get("TagList", [])),
        }

    def update(self, call: Call) -> None:
        """Send all three capacity properties when one of them changed."""
        sync_tags(call, "rds", call.prior["arn"])
        if not call.changed & set(_CAPACITY):
            return
        planned = {**call.prior, **call.inputs}
        request = {"DBShardGroupIdentifier": call.id, **_capacity(planned)}
        with doing(call, f"updating {_KIND} ({call.id})"):
            send(call, "ModifyDBShardGroup", request)
        _wait(call, "update", ("available",), ("modifying",), call.inputs)

    def delete(self, call: Call) -> None:
        """Delete the shard group; fails when its cluster is deleted meanwhile."""
        with doing(call, f"deleting {_KIND} ({call.id})"):
            try:
                send(call, "DeleteDBShardGroup", {"DBShardGroupIdentifier": call.id})
            except ClientError as error:
                if is_error(error, *_NOT_FOUND):
                    return
                raise
        _wait(call, "delete", GONE, ("deleting",), call.prior)


def _capacity(properties: Properties, zero: int | None = None) -> dict[str, Any]:
    sent = {parameter: properties.get(name) for name, parameter in _CAPACITY.items()}
    if sent["ComputeRedundancy"] is None:
        sent["ComputeRedundancy"] = zero
    return sent


def _find(call: Call) -> Mapping[str, Any] | None:
    parameters = {"DBShardGroupIdentifier": call.id}
    try:
        found = listed(call, "DescribeDBShardGroups", "DBShardGroups", parameters)
    except ClientError as error:
        if is_error(error, *_NOT_FOUND):
            return None
        raise
    return found[0] if found else None


def _status(call: Call) -> str | None:
    group = _find(call)
    return group.get("Status", "") if group else None


def _wait(
    call: Call,
    step: str,
    done: tuple[str, ...],
    pending: tuple[str, ...],
    properties: Properties,
) -> None:
    wait(call, f"waiting for {_KIND} ({call.id}) {step}", partial(_status, call), done, pending)
    cluster = properties["dbClusterIdentifier"]
    wait_for_cluster(call, f"waiting for RDS Cluster ({cluster}) update", cluster, MODIFYING)
