"""`aws:rds/clusterRoleAssociation:ClusterRoleAssociation`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.rds_cluster_state import find_cluster, is_iam_propagation
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.waits import GONE, limited, wait

__all__ = ["ClusterRoleAssociation"]

_KIND = "RDS Cluster IAM Role Association"
_GONE = ("DBClusterNotFoundFault", "DBClusterRoleNotFound", "DBClusterRoleNotFoundFault")


class ClusterRoleAssociation(Calls):
    """An IAM role that a cluster may use for one feature."""

    type = "aws:rds/clusterRoleAssociation:ClusterRoleAssociation"

    def create(self, call: Call) -> None:
        """Add the role once the cluster is available, and wait until it is active."""
        cluster, role = call.inputs["dbClusterIdentifier"], call.inputs["roleArn"]
        identifier = f"{cluster},{role}"
        add = partial(send, call, "AddRoleToDBCluster", _request(call.inputs, cluster, role))
        when_available = partial(retrying, call, _is_busy, add, minutes=limited(call.timeout / 60))
        with doing(call, f"creating {_KIND} ({identifier})"):
            retrying(call, is_iam_propagation, when_available)
        call.id = identifier
        what = f"waiting for {_KIND} ({identifier}) create"
        wait(call, what, partial(_status, call), ("ACTIVE",), ("PENDING",))

    def read(self, call: Call) -> Properties | None:
        """Return the association; a role that the cluster has twice counts as gone."""
        try:
            cluster, role = _parts(call)
        except CallError:
            if call.inputs or call.prior:
                raise
            return None  # An import id of another form reads as a thing that does not exist.
        with doing(call, f"reading {_KIND} ({call.id})"):
            found = _find(call)
        if found is None:
            return None
        return {
            "dbClusterIdentifier": cluster,
            "featureName": found.get("FeatureName", ""),
            "roleArn": found.get("RoleArn", role),
        }

    def delete(self, call: Call) -> None:
        """Remove the role and wait until the cluster no longer has it."""
        cluster, role = _parts(call)
        remove = partial(send, call, "RemoveRoleFromDBCluster", _request(call.prior, cluster, role))
        with doing(call, f"deleting {_KIND} ({call.id})"):
            try:
                retrying(call, _is_busy, remove, minutes=limited(call.timeout / 60))
            except ClientError as error:
                if is_error(error, *_GONE):
                    return
                raise
        what = f"waiting for {_KIND} ({call.id}) delete"
        wait(call, what, partial(_status, call), GONE, ("ACTIVE", "PENDING"))


def _request(properties: Properties, cluster: str, role: str) -> dict[str, Any]:
    return {
        "DBClusterIdentifier": cluster,
        "FeatureName": properties.get("featureName") or None,
        "RoleArn": role,
    }


def _is_busy(error: BaseException) -> bool:
    return is_error(error, "InvalidDBClusterStateFault")


def _parts(call: Call) -> tuple[str, str]:
    """Return cluster and role of the id.

    Raises:
        CallError: The id has another form.
    """
    parts = call.id.split(",")
    if len(parts) != 2 or not all(parts):
        raise CallError(f"unexpected format for ID ({call.id}), expected DBCLUSTERID,ROLEARN")
    return parts[0], parts[1]


def _find(call: Call) -> Mapping[str, Any] | None:
    name, role = _parts(call)
    cluster = find_cluster(call, name) or {}
    found = [entry for entry in cluster.get("AssociatedRoles", []) if entry["RoleArn"] == role]
    if len(found) != 1 or found[0].get("Status") == "DELETED":
        return None
    return found[0]


def _status(call: Call) -> str | None:
    found = _find(call)
    return found.get("Status", "") if found else None
