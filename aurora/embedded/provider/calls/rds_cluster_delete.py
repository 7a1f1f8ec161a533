"""Deletion of a cluster; everything it goes by is read from the last state, not the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.rds_cluster_state import (
    DELETING,
    MODIFYING,
    PROMOTING,
    is_iam_propagation,
    wait_for_cluster,
)
from aurora.embedded.provider.calls.rds_cluster_update import leave_global_cluster
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.waits import GONE, limited

__all__ = ["delete_cluster"]

# The create timeout of the type: the wait after leaving a global cluster runs on it.
_CREATE_MINUTES = 120.0
_STATE = "InvalidDBClusterStateFault"
_STATES_TO_PASS = (
    "is not currently in the available state",
    "cluster is a part of a global cluster",
)


def delete_cluster(call: Call) -> None:
    """Delete the cluster, with the final snapshot that the state asks for.

    A member leaves its global cluster first, and only then is the final snapshot's name looked at:
    a deletion that fails for want of it has already detached the cluster.

    Raises:
        CallError: AWS refused, or the final snapshot has no name.
    """
    state = call.prior
    if global_cluster := state.get("globalClusterIdentifier"):
        what = f"removing RDS Cluster ({call.id}) from RDS Global Cluster ({global_cluster})"
        with doing(call, what):
            leave_global_cluster(call, global_cluster, state["arn"])
        waiting = f"waiting for RDS Cluster ({call.id}) available"
        wait_for_cluster(call, waiting, call.id, PROMOTING, settled=True, minutes=_CREATE_MINUTES)
    request = {
        "DBClusterIdentifier": call.id,
        "DeleteAutomatedBackups": bool(state.get("deleteAutomatedBackups", True)),
        "SkipFinalSnapshot": bool(state.get("skipFinalSnapshot")),
    }
    if not request["SkipFinalSnapshot"]:
        if not state.get("finalSnapshotIdentifier"):
            raise CallError(
                "RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is "
                "false"
            )
        request["FinalDBSnapshotIdentifier"] = state["finalSnapshotIdentifier"]
    with doing(call, f"deleting RDS Cluster ({call.id})"):
        try:
            retrying(call, _again(call), lambda: send(call, "DeleteDBCluster", request))
        except ClientError as error:
            if is_error(error, "DBClusterNotFoundFault"):
                return
            raise
    wait_for_cluster(
        call, f"waiting for RDS Cluster ({call.id}) delete", call.id, DELETING, done=GONE
    )


def _again(call: Call) -> Callable[[BaseException], bool]:
    may_lift = call.prior.get("applyImmediately") and not call.prior.get("deletionProtection")

    def again(error: BaseException) -> bool:
        if is_error(error, "InvalidParameterCombination", text="disable deletion pro"):
            if may_lift:
                _lift_protection(call)
            return True
        return any(is_error(error, _STATE, text=text) for text in _STATES_TO_PASS)

    return again


def _lift_protection(call: Call) -> None:
    """Switch off a protection that somebody else has put on: the state knows of none."""
    request = {
        "DBClusterIdentifier": call.id,
        "ApplyImmediately": True,
        "DeletionProtection": False,
    }

    def again(error: BaseException) -> bool:
        return is_error(error, _STATE) or is_iam_propagation(error)

    modify = partial(send, call, "ModifyDBCluster", request)
    with doing(call, f"modifying RDS Cluster ({call.id}) DeletionProtection=false"):
        retrying(call, again, modify, minutes=limited(call.timeout / 60))
    wait_for_cluster(call, f"waiting for RDS Cluster ({call.id}) update", call.id, MODIFYING)
