"""`aws:rds/globalCluster:GlobalCluster`."""

from __future__ import annotations

from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.rds_cluster_read import global_cluster_of
from aurora.embedded.provider.calls.rds_global_cluster_state import (
    find_global_cluster,
    wait_for_global_cluster,
)
from aurora.embedded.provider.calls.rds_global_cluster_upgrade import upgrade
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, limited, wait

__all__ = ["GlobalCluster"]

_CREATE = {
    "DatabaseName": "databaseName",
    "DeletionProtection": "deletionProtection",
    "SourceDBClusterIdentifier": "sourceDbClusterIdentifier",
    "StorageEncrypted": "storageEncrypted",
}
# With a source cluster AWS takes these from it and the provider sends none (from 6.14.0 on).
_ENGINE = {
    "Engine": "engine",
    "EngineLifecycleSupport": "engineLifecycleSupport",
    "EngineVersion": "engineVersion",
}
_FIELDS: dict[str, tuple[str, Any]] = {
    "arn": ("GlobalClusterArn", ""),
    "databaseName": ("DatabaseName", ""),
    "deletionProtection": ("DeletionProtection", False),
    "endpoint": ("Endpoint", ""),
    "engine": ("Engine", ""),
    "engineLifecycleSupport": ("EngineLifecycleSupport", ""),
    "engineVersionActual": ("EngineVersion", ""),
    "globalClusterIdentifier": ("GlobalClusterIdentifier", ""),
    "globalClusterResourceId": ("GlobalClusterResourceId", ""),
    "storageEncrypted": ("StorageEncrypted", False),
}
_NOT_FOUND = "GlobalClusterNotFoundFault"


class GlobalCluster(Calls):
    """A global cluster: the frame around clusters of several regions."""

    type = "aws:rds/globalCluster:GlobalCluster"

    def create(self, call: Call) -> None:
        """Create the global cluster, empty or around a source cluster."""
        inputs = call.inputs
        identifier = inputs["globalClusterIdentifier"]
        request = {
            "GlobalClusterIdentifier": identifier,
            "Tags": pack("rds", inputs.get("tagsAll")) or None,
            **given(inputs, _CREATE),
        }
        if not inputs.get("sourceDbClusterIdentifier"):
            request.update({"Engine": "aurora", **given(inputs, _ENGINE)})
        with doing(call, f"creating RDS Global Cluster ({identifier})"):
            answer = send(call, "CreateGlobalCluster", request)
        call.id = answer["GlobalCluster"]["GlobalClusterIdentifier"]
        wait_for_global_cluster(call, "create", ("creating",))

    def read(self, call: Call) -> Properties | None:
        """Return the global cluster and its members as AWS has them now."""
        with doing(call, f"reading RDS Global Cluster ({call.id})"):
            found = find_global_cluster(call)
        if found is None:
            return None
        written = call.inputs.get("engineVersion") or call.prior.get("engineVersion") or ""
        return {
            **{name: found.get(field, zero) for name, (field, zero) in _FIELDS.items()},
            "engineVersion": _kept_version(written, found.get("EngineVersion", "")),
            "globalClusterMembers": [
                {
                    "dbClusterArn": member.get("DBClusterArn", ""),
                    "isWriter": member.get("IsWriter", False),
                }
                for member in found.get("GlobalClusterMembers", [])
            ],
            "tagsAll": pairs_to_tags(found.get("TagList", [])),
        }

    def update(self, call: Call) -> None:
        """Upgrade the engine if that changed, then send the deletion protection, changed or not."""
        sync_tags(call, "rds", call.prior["arn"])
        if not call.changed - {"tags", "tagsAll"}:
            return
        if "engineVersion" in call.changed:
            upgrade(call, call.inputs["engineVersion"])
        request = {
            "DeletionProtection": bool(call.inputs.get("deletionProtection")),
            "GlobalClusterIdentifier": call.id,
        }
        with doing(call, f"updating RDS Global Cluster ({call.id})"), ignoring(_NOT_FOUND):
            send(call, "ModifyGlobalCluster", request)
            wait_for_global_cluster(call, "update", ("modifying", "upgrading"))

    def delete(self, call: Call) -> None:
        """Delete the global cluster; with `forceDestroy` its members of the last read leave first.

        The members' clusters stay. Without it AWS refuses while there are members; that is tried
        again until the time is over, for they may be on their way out.
        """
        members = call.prior.get("globalClusterMembers") or []
        if call.prior.get("forceDestroy") and members:
            _remove_members(call, members)

        def again(error: BaseException) -> bool:
            return is_error(error, "InvalidGlobalClusterStateFault", text="is not empty")

        delete = partial(send, call, "DeleteGlobalCluster", {"GlobalClusterIdentifier": call.id})
        with doing(call, f"deleting RDS Global Cluster ({call.id})"):
            try:
                retrying(call, again, delete, minutes=limited(max(call.timeout / 60, 5.0)))
            except ClientError as error:
                if is_error(error, _NOT_FOUND):
                    return
                raise
        wait_for_global_cluster(call, "delete", ("available", "deleting"), done=GONE)


def _remove_members(call: Call, members: list[Properties]) -> None:
    """Take the members out, the writer last, as AWS demands.

    All calls go to the resource's own region, also for members of another one.
    """
    writers = [member for member in members if member.get("isWriter")]
    others = [member for member in members if not member.get("isWriter")]
    for member in (*others, *writers):
        arn = member["dbClusterArn"]
        words = f"RDS DB Cluster ({arn})"
        with doing(call, f"removing {words} from RDS Global Cluster ({call.id})"):
            try:
                send(
                    call,
                    "RemoveFromGlobalCluster",
                    {"DbClusterIdentifier": arn, "GlobalClusterIdentifier": call.id},
                )
            except ClientError as error:
                text = "is not found in global cluster"
                if not is_error(error, "InvalidParameterValue", text=text):
                    raise
        what = f"waiting for {words} removal from RDS Global Cluster ({call.id})"
        wait(call, what, partial(_membership, call, arn), GONE)


def _membership(call: Call, arn: str) -> str | None:
    return "member" if global_cluster_of(call, arn) else None


def _kept_version(written: str, running: str) -> str:
    """Return the `engineVersion` that a read stores: the written one only for `5.6.global_10a`.

    Unlike a cluster's, a shortened version is replaced by AWS's full one.
    """
    one, other = written.split("."), running.split(".")
    same = len(one) == len(other) == 3 and one[:2] == other[:2] and other[2].endswith(one[2])
    return written if same else running
