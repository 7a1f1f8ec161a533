"""`aws:rds/clusterSnapshot:ClusterSnapshot`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.rds_cluster_snapshot_state import (
    delete_snapshot,
    find_snapshot,
    share,
    shared_accounts,
    unshare_and_share,
    wait_for_snapshot,
)
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags

__all__ = ["ClusterSnapshot"]

_KIND = "RDS Cluster Snapshot"
_FIELDS: Mapping[str, tuple[str, Any]] = {
    "allocatedStorage": ("AllocatedStorage", 0),
    "availabilityZones": ("AvailabilityZones", ()),
    "dbClusterIdentifier": ("DBClusterIdentifier", ""),
    "dbClusterSnapshotArn": ("DBClusterSnapshotArn", ""),
    "dbClusterSnapshotIdentifier": ("DBClusterSnapshotIdentifier", ""),
    "engine": ("Engine", ""),
    "engineVersion": ("EngineVersion", ""),
    "kmsKeyId": ("KmsKeyId", ""),
    "licenseModel": ("LicenseModel", ""),
    "port": ("Port", 0),
    "snapshotType": ("SnapshotType", ""),
    "sourceDbClusterSnapshotArn": ("SourceDBClusterSnapshotArn", ""),
    "status": ("Status", ""),
    "storageEncrypted": ("StorageEncrypted", False),
    "vpcId": ("VpcId", ""),
}


class ClusterSnapshot(Calls):
    """A manual snapshot of a cluster."""

    type = "aws:rds/clusterSnapshot:ClusterSnapshot"

    def create(self, call: Call) -> None:
        """Take the snapshot, wait for it, then share it."""
        identifier = call.inputs["dbClusterSnapshotIdentifier"]
        request = {
            "DBClusterIdentifier": call.inputs["dbClusterIdentifier"],
            "DBClusterSnapshotIdentifier": identifier,
            "Tags": pack("rds", call.inputs.get("tagsAll")) or None,
        }

        def again(error: BaseException) -> bool:
            return is_error(error, "InvalidDBClusterStateFault")

        with doing(call, f"creating {_KIND} ({identifier})"):
            retrying(call, again, partial(send, call, "CreateDBClusterSnapshot", request))
        call.id = identifier
        wait_for_snapshot(call, f"waiting for {_KIND} ({identifier}) create")
        share(call, _KIND)

    def read(self, call: Call) -> Properties | None:
        """Return the snapshot as AWS has it."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            snapshot = find_snapshot(call, call.id)
        if snapshot is None:
            return None
        with doing(call, f"reading {_KIND} ({call.id}) attributes"):
            accounts = shared_accounts(call)
        return {
            **{name: snapshot.get(field, zero) for name, (field, zero) in _FIELDS.items()},
            **({} if accounts is None else {"sharedAccounts": accounts}),
            "availabilityZones": list(snapshot.get("AvailabilityZones", [])),
            "tagsAll": pairs_to_tags(snapshot.get("TagList", [])),
        }

    def update(self, call: Call) -> None:
        """Change tags and sharing; everything else replaces."""
        sync_tags(call, "rds", call.prior["dbClusterSnapshotArn"])
        unshare_and_share(call, _KIND)

    def delete(self, call: Call) -> None:
        """Delete the snapshot without waiting for it to go."""
        delete_snapshot(call, _KIND)
