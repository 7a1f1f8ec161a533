"""A cluster snapshot as AWS has it now, and the accounts that it is shared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.parameters import added, removed
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.waits import wait

__all__ = [
    "delete_snapshot",
    "find_snapshot",
    "share",
    "shared_accounts",
    "unshare_and_share",
    "wait_for_snapshot",
]

_NOT_FOUND = "DBClusterSnapshotNotFoundFault"
_SHARING = "restore"


def find_snapshot(call: Call, identifier: str) -> Mapping[str, Any] | None:
    """Return the cluster snapshot with exactly this identifier, or None.

    Raises:
        ClientError: AWS refused for another reason than that there is none.
    """
    parameters = {"DBClusterSnapshotIdentifier": identifier}
    try:
        found = listed(call, "DescribeDBClusterSnapshots", "DBClusterSnapshots", parameters)
    except ClientError as error:
        if is_error(error, _NOT_FOUND):
            return None
        raise
    for snapshot in found:
        if snapshot.get("DBClusterSnapshotIdentifier") == identifier:
            return snapshot
    return None


def wait_for_snapshot(call: Call, what: str) -> None:
    """Wait until the snapshot with the resource's id is available.

    Raises:
        CallError: the snapshot failed, or time over.
    """

    def probe() -> str | None:
        snapshot = find_snapshot(call, call.id)
        return snapshot.get("Status", "") if snapshot else None

    wait(call, what, probe, ("available",), ("creating", "copying"))


def shared_accounts(call: Call) -> list[str] | None:
    """Return the accounts that may restore the snapshot; None when AWS answers no such attribute.

    Raises:
        ClientError: AWS refused.
    """
    answer = send(
        call,
        "DescribeDBClusterSnapshotAttributes",
        {"DBClusterSnapshotIdentifier": call.id},
    )
    result = answer.get("DBClusterSnapshotAttributesResult", {})
    for attribute in result.get("DBClusterSnapshotAttributes", []):
        if attribute.get("AttributeName") == _SHARING:
            return list(attribute.get("AttributeValues", []))
    return None


def share(call: Call, kind: str) -> None:
    """Share a new snapshot with the accounts of the inputs, if there are any."""
    if accounts := call.inputs.get("sharedAccounts"):
        with doing(call, f"modifying {kind} ({call.id}) attribute"):
            _modify(call, accounts, None)


def unshare_and_share(call: Call, kind: str) -> None:
    """Bring the accounts from the prior state's to the inputs' in one request."""
    if "sharedAccounts" not in call.changed:
        return
    old, new = call.prior.get("sharedAccounts"), call.inputs.get("sharedAccounts")
    with doing(call, f"modifying {kind} ({call.id}) attribute"):
        _modify(call, added(old, new), removed(old, new))


def delete_snapshot(call: Call, kind: str) -> None:
    """Delete the snapshot; one that is gone counts as done, and nothing waits for it to go."""
    with doing(call, f"deleting {kind} ({call.id})"):
        try:
            send(call, "DeleteDBClusterSnapshot", {"DBClusterSnapshotIdentifier": call.id})
        except ClientError as error:
            if not is_error(error, _NOT_FOUND):
                raise


def _modify(call: Call, add: list[str] | None, remove: list[str] | None) -> None:
    send(
        call,
        "ModifyDBClusterSnapshotAttribute",
        {
            "AttributeName": _SHARING,
            "DBClusterSnapshotIdentifier": call.id,
            "ValuesToAdd": add or None,
            "ValuesToRemove": remove or None,
        },
    )
