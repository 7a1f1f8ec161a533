"""A global cluster as AWS has it now: look it up, and wait for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.calls.failures import is_error
from aurora.embedded.provider.calls.requests import listed
from aurora.embedded.provider.calls.waits import wait

__all__ = ["find_global_cluster", "wait_for_global_cluster"]


def find_global_cluster(call: Call) -> Mapping[str, Any] | None:
    """Return the global cluster with the resource's id, letter case included, or None.

    Raises:
        ClientError: AWS refused for another reason than that there is none.
    """
    parameters = {"GlobalClusterIdentifier": call.id}
    try:
        found = listed(call, "DescribeGlobalClusters", "GlobalClusters", parameters)
    except ClientError as error:
        if is_error(error, "GlobalClusterNotFoundFault"):
            return None
        raise
    for candidate in found:
        if candidate.get("GlobalClusterIdentifier") == call.id:
            return candidate
    return None


def wait_for_global_cluster(
    call: Call, step: str, pending: Collection[str], *, done: Collection[str] = ("available",)
) -> None:
    """Wait until the global cluster has a status of `done`; its members are not looked at.

    Raises:
        CallError: an unexpected status, or time over.
    """

    def probe() -> str | None:
        found = find_global_cluster(call)
        return found.get("Status", "") if found else None

    wait(call, f"waiting for RDS Global Cluster ({call.id}) {step}", probe, done, pending)
