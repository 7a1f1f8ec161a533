"""A DB cluster as AWS has it now: look it up, and wait for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.calls.failures import is_error
from aurora.embedded.provider.calls.requests import listed
from aurora.embedded.provider.calls.waits import wait

__all__ = [
    "AVAILABLE",
    "CREATING",
    "DELETING",
    "IAM_ROLE_WORDS",
    "MEMBER_UPGRADING",
    "MODIFYING",
    "PROMOTING",
    "UNSETTLED",
    "find_cluster",
    "is_iam_propagation",
    "wait_for_cluster",
]

AVAILABLE = ("available",)
"""What all waits but the one for deletion end on."""

UNSETTLED = "available-with-pending-modified-values"
"""The status that a wait gives an available cluster whose modifications are not applied yet."""

IAM_ROLE_WORDS = "IAM role ARN value is invalid or does not include the required permissions"
"""AWS's answer while a new role or its policies are not known everywhere."""

# The statuses that each wait of the real provider takes for "not yet".
CREATING = (
    "backing-up",
    "creating",
    "migrating",
    "modifying",
    "preparing-data-migration",
    "rebooting",
    "resetting-master-credentials",
)
MODIFYING = (
    "backing-up",
    "configuring-iam-database-auth",
    "configuring-enhanced-monitoring",
    "modifying",
    "renaming",
    "resetting-master-credentials",
    "scaling-compute",
    "scaling-storage",
    "upgrading",
)
PROMOTING = (
    "backing-up",
    "configuring-iam-database-auth",
    "configuring-enhanced-monitoring",
    "creating",
    "migrating",
    "modifying",
    "preparing-data-migration",
    "promoting",
    "rebooting",
    "renaming",
    "resetting-master-credentials",
    "scaling-compute",
    "upgrading",
)
MEMBER_UPGRADING = (
    "backing-up",
    "configuring-iam-database-auth",
    "modifying",
    "renaming",
    "resetting-master-credentials",
    "upgrading",
)
DELETING = (
    "available",
    "backing-up",
    "deleting",
    "modifying",
    "promoting",
    "scaling-compute",
)


def find_cluster(
    call: Call, identifier: str, *, region: str | None = None
) -> Mapping[str, Any] | None:
    """Return the cluster with this identifier or ARN, letter case included, or None.

    Raises:
        ClientError: AWS refused for another reason than that there is none.
    """
    parameters = {"DBClusterIdentifier": identifier}
    try:
        clusters = listed(call, "DescribeDBClusters", "DBClusters", parameters, region=region)
    except ClientError as error:
        if is_error(error, "DBClusterNotFoundFault"):
            return None
        raise
    for cluster in clusters:
        if identifier in (cluster.get("DBClusterIdentifier"), cluster.get("DBClusterArn")):
            return cluster
    return None


def wait_for_cluster(
    call: Call,
    what: str,
    identifier: str,
    pending: Collection[str],
    *,
    done: Collection[str] = AVAILABLE,
    settled: bool = False,
    region: str | None = None,
    minutes: float | None = None,
) -> None:
    """Wait until a cluster has a status of `done`, available unless given.

    Args:
        call: The operation.
        what: What is waited for, in the provider's words.
        identifier: The cluster's identifier or ARN.
        pending: The statuses that mean "not yet".
        done: The statuses that end it; `GONE` waits until it is deleted.
        settled: Give an available cluster with pending modifications the status `UNSETTLED`.
        region: The cluster's region, when it is not the resource's own.
        minutes: How long the real provider waits; its timeout for the operation when not given.

    Raises:
        CallError: an unexpected status, or time over.
    """

    def probe() -> str | None:
        cluster = find_cluster(call, identifier, region=region)
        if cluster is None:
            return None
        unsettled = settled and any(cluster.get("PendingModifiedValues", {}).values())
        status = cluster.get("Status", "")
        return UNSETTLED if status in AVAILABLE and unsettled else status

    wait(call, what, probe, done, pending, minutes=minutes)


def is_iam_propagation(error: BaseException) -> bool:
    """Say whether AWS does not know a role yet."""
    return is_error(error, "InvalidParameterValue", text=IAM_ROLE_WORDS)
