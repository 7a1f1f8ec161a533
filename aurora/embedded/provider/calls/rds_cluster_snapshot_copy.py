"""`aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.rds_cluster_snapshot_state import (
    delete_snapshot,
    find_snapshot,
    share,
    shared_accounts,
    unshare_and_share,
    wait_for_snapshot,
)
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["ClusterSnapshotCopy"]

_KIND = "RDS Cluster Snapshot Copy"
_CREATE = {
    "CopyTags": "copyTags",
    "KmsKeyId": "kmsKeyId",
    "PreSignedUrl": "presignedUrl",
    "SourceDBClusterSnapshotIdentifier": "sourceDbClusterSnapshotIdentifier",
    "TargetDBClusterSnapshotIdentifier": "targetDbClusterSnapshotIdentifier",
}
_FIELDS: Mapping[str, tuple[str, Any]] = {
    "allocatedStorage": ("AllocatedStorage", 0),
    "dbClusterSnapshotArn": ("DBClusterSnapshotArn", ""),
    "engine": ("Engine", ""),
    "engineVersion": ("EngineVersion", ""),
    "kmsKeyId": ("KmsKeyId", None),
    "licenseModel": ("LicenseModel", ""),
    "snapshotType": ("SnapshotType", ""),
    "sourceDbClusterSnapshotIdentifier": ("SourceDBClusterSnapshotArn", None),
    "storageEncrypted": ("StorageEncrypted", False),
    "storageType": ("StorageType", None),
    "targetDbClusterSnapshotIdentifier": ("DBClusterSnapshotIdentifier", ""),
    "vpcId": ("VpcId", None),
}


class ClusterSnapshotCopy(Calls):
    """A copy of a cluster snapshot, from the same region or another one.

    The request goes to the resource's own region; `destinationRegion` only names the region that a
    presigned URL is made for, and is not sent.
    """

    type = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"

    def create(self, call: Call) -> None:
        """Copy the snapshot, wait for the copy, then share it."""
        target = call.inputs["targetDbClusterSnapshotIdentifier"]
        request = {
            "Tags": pack("rds", call.inputs.get("tagsAll")) or None,
            **given(call.inputs, _CREATE),
        }
        with doing(call, f"creating {_KIND} ({target})"):
            copy = send(call, "CopyDBClusterSnapshot", request).get("DBClusterSnapshot")
        if not copy:
            raise CallError(f"creating {_KIND} ({target}): empty output")
        call.id = copy["DBClusterSnapshotIdentifier"]
        wait_for_snapshot(call, f"waiting for {_KIND} ({call.id}) create")
        share(call, _KIND)

    def read(self, call: Call) -> Properties | None:
        """Return the copy; its source reads back as an ARN, except right after the create."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            snapshot = find_snapshot(call, call.id)
            if snapshot is None:
                return None
            accounts = shared_accounts(call)
            tags = read_tags(call, "rds", snapshot["DBClusterSnapshotArn"])
        known: Properties = {
            **{name: snapshot.get(field, zero) for name, (field, zero) in _FIELDS.items()},
            "tagsAll": tags,
        }
        if accounts:
            known["sharedAccounts"] = accounts
        if call.inputs.get("sourceDbClusterSnapshotIdentifier") and not call.prior:
            del known["sourceDbClusterSnapshotIdentifier"]
        return known

    def update(self, call: Call) -> None:
        """Change tags and sharing; everything else replaces."""
        sync_tags(call, "rds", call.prior["dbClusterSnapshotArn"])
        unshare_and_share(call, _KIND)

    def delete(self, call: Call) -> None:
        """Delete the copy without waiting for it to go."""
        delete_snapshot(call, _KIND)
