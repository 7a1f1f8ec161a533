"""`aws:rds/clusterEndpoint:ClusterEndpoint`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["ClusterEndpoint"]

_KIND = "RDS Cluster Endpoint"
_CREATE_MINUTES = 30.0
_DELETE_MINUTES = 20.0


class ClusterEndpoint(Calls):
    """A custom endpoint of a cluster."""

    type = "aws:rds/clusterEndpoint:ClusterEndpoint"

    def create(self, call: Call) -> None:
        """Create the endpoint and wait for it."""
        inputs = call.inputs
        identifier = inputs["clusterEndpointIdentifier"]
        request = {
            "DBClusterEndpointIdentifier": identifier,
            "DBClusterIdentifier": inputs["clusterIdentifier"],
            "EndpointType": inputs["customEndpointType"],
            "Tags": pack("rds", inputs.get("tagsAll")) or None,
            **given(
                inputs, {"ExcludedMembers": "excludedMembers", "StaticMembers": "staticMembers"}
            ),
        }
        with doing(call, f"creating {_KIND} ({identifier})"):
            send(call, "CreateDBClusterEndpoint", request)
        call.id = identifier
        self._wait(call, "create", ("available",), ("creating",), _CREATE_MINUTES)

    def read(self, call: Call) -> Properties | None:
        """Return the endpoint and its tags."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            endpoint = _find(call)
            if endpoint is None:
                return None
            tags = read_tags(call, "rds", endpoint["DBClusterEndpointArn"])
        return {
            "arn": endpoint["DBClusterEndpointArn"],
            "clusterEndpointIdentifier": endpoint["DBClusterEndpointIdentifier"],
            "clusterIdentifier": endpoint.get("DBClusterIdentifier", ""),
            "customEndpointType": endpoint.get("CustomEndpointType", ""),
            "endpoint": endpoint.get("Endpoint", ""),
            "excludedMembers": endpoint.get("ExcludedMembers", []),
            "staticMembers": endpoint.get("StaticMembers", []),
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Set type and members; an unset kind of member is sent as an empty list and so cleared."""
        sync_tags(call, "rds", call.prior["arn"])
        if not call.changed - {"tags", "tagsAll"}:
            return
        request = {
            "DBClusterEndpointIdentifier": call.id,
            "EndpointType": call.inputs["customEndpointType"],
            "ExcludedMembers": call.inputs.get("excludedMembers") or [],
            "StaticMembers": call.inputs.get("staticMembers") or [],
        }
        with doing(call, f"updating {_KIND} ({call.id})"):
            send(call, "ModifyDBClusterEndpoint", request)

    def delete(self, call: Call) -> None:
        """Delete the endpoint; unlike other types, one that is already gone is an error."""
        with doing(call, f"deleting {_KIND} ({call.id})"):
            send(call, "DeleteDBClusterEndpoint", {"DBClusterEndpointIdentifier": call.id})
        self._wait(call, "delete", GONE, ("available", "deleting"), _DELETE_MINUTES)

    @staticmethod
    def _wait(
        call: Call, step: str, done: tuple[str, ...], pending: tuple[str, ...], minutes: float
    ) -> None:
        def probe() -> str | None:
            endpoint = _find(call)
            return endpoint.get("Status", "") if endpoint else None

        wait(call, f"waiting for {_KIND} ({call.id}) {step}", probe, done, pending, minutes=minutes)


def _find(call: Call) -> Mapping[str, Any] | None:
    """Return the one endpoint with the resource's id; none or several count as gone."""
    found = listed(
        call,
        "DescribeDBClusterEndpoints",
        "DBClusterEndpoints",
        {"DBClusterEndpointIdentifier": call.id},
    )
    if len(found) != 1 or found[0].get("DBClusterEndpointIdentifier") != call.id:
        return None
    return found[0]
