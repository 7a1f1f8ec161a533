"""Cluster snapshots: taken by a user, at a deletion, or by AWS itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from moto.core.utils import utcnow
from moto.rds.models import SnapshotAttributesMixin
from moto.rds.utils import FilterDef

from .cluster import Cluster
from .faults import combination, fault
from .given import given
from .identity import arn_parts, checked
from .moto_types import MotoModel
from .placement import Placement

__all__ = ["LICENSES", "ClusterSnapshot", "Snapshots"]

LICENSES = {
    "aurora-mysql": "general-public-license",
    "aurora-postgresql": "postgresql-license",
}
_LONGEST_NAME = 255
# What a snapshot keeps of its cluster, under the names that both have in AWS's answers.
_KEPT = (
    "availability_zones",
    "backup_retention_period",
    "cluster_create_time",
    "database_name",
    "db_cluster_identifier",
    "db_cluster_resource_id",
    "engine",
    "engine_lifecycle_support",
    "engine_mode",
    "engine_version",
    "iam_database_authentication_enabled",
    "kms_key_id",
    "master_username",
    "preferred_backup_window",
    "storage_encrypted",
)


class ClusterSnapshot(SnapshotAttributesMixin, MotoModel):
    """A snapshot of a cluster, or a copy of one."""

    resource_type = "cluster-snapshot"
    event_source_type = "db-cluster-snapshot"
    # AWS's answers recorded of Aurora's snapshots, whatever the cluster has.
    allocated_storage = 0
    port = 0
    percent_progress = 100
    status = "available"
    SUPPORTED_FILTERS: ClassVar[dict[str, FilterDef]] = {
        "db-cluster-id": FilterDef(
            ["db_cluster_arn", "db_cluster_identifier"],
            "DB Cluster Identifiers",
            case_insensitive=True,
        ),
        "db-cluster-snapshot-id": FilterDef(
            ["db_cluster_snapshot_identifier"], "Snapshot Identifiers", case_insensitive=True
        ),
        "db-cluster-resource-id": FilterDef(["db_cluster_resource_id"], "Resource Ids"),
        "engine": FilterDef(["engine"], "Engine Names"),
        "snapshot-type": FilterDef(["snapshot_type"], "Snapshot Types"),
    }

    def __init__(
        self, backend: Any, kind: str, name: str, source: Cluster | ClusterSnapshot
    ) -> None:
        super().__init__(backend=backend)
        self.snapshot_type = kind
        self.db_cluster_snapshot_identifier = name
        for attribute in _KEPT:
            setattr(self, attribute, getattr(source, attribute))
        self.db_cluster_arn: str = source.db_cluster_arn
        self.storage_kind: str = source.storage_kind
        self.password: str | None = (
            source._master_user_password if isinstance(source, Cluster) else source.password
        )
        self.cluster_port: int = source.port if isinstance(source, Cluster) else source.cluster_port
        self.vpc_id: str = (
            source.backend.subnet_group(source.db_subnet_group).vpc_id
            if isinstance(source, Cluster)
            else source.vpc_id
        )
        self.engine: str
        self.license_model = LICENSES[self.engine]
        self.source_db_cluster_snapshot_arn: str | None = None

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.db_cluster_snapshot_identifier

    @property
    def db_cluster_snapshot_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def snapshot_create_time(self) -> datetime:
        """When it was taken."""
        return self.created

    @property
    def storage_type(self) -> str | None:
        """`aurora-iopt1`; absent with the standard storage, as in the answer of a cluster."""
        return self.storage_kind if self.storage_kind != "aurora" else None


class Snapshots(Placement):
    """Operations on cluster snapshots."""

    def create_db_cluster_snapshot(
        self,
        db_cluster_identifier: str,
        db_cluster_snapshot_identifier: str,
        snapshot_type: str = "manual",
        tags: list[dict[str, str]] | None = None,
        **_: Any,
    ) -> Any:
        """Take a snapshot of an available cluster; without tags it may take the cluster's."""
        cluster = self.available_cluster(db_cluster_identifier)
        name = checked(db_cluster_snapshot_identifier, "DBClusterSnapshotIdentifier", _LONGEST_NAME)
        snapshot = self.take_snapshot(cluster, name, snapshot_type)
        self.tell(snapshot, "backup", "Creating manual cluster snapshot")
        self.tell(snapshot, "backup", "Manual cluster snapshot created")
        if tags:
            snapshot.tags = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags]
        elif cluster.copy_tags_to_snapshot:
            snapshot.tags = list(cluster.tags)
        return snapshot

    def take_snapshot(self, cluster: Cluster, name: str, kind: str) -> ClusterSnapshot:
        """Store a snapshot under a name that is free."""
        self._refuse_taken(name)
        snapshot = ClusterSnapshot(self, kind, name, cluster)
        self.cluster_snapshots[name] = snapshot
        return snapshot

    def take_automated_snapshot(self, cluster: Cluster) -> None:
        """Take what AWS takes by itself; its name holds the minute, the next one if taken."""
        moment = utcnow()
        while True:
            name = f"rds:{cluster.resource_id}-{moment:%Y-%m-%d-%H-%M}"
            if name not in self.cluster_snapshots:
                break
            moment += timedelta(minutes=1)
        self.take_snapshot(cluster, name, "automated")

    def drop_automated_snapshots(self, cluster: Cluster) -> None:
        """Delete what AWS took by itself of a cluster."""
        for name, snapshot in list(self.cluster_snapshots.items()):
            own = snapshot.db_cluster_resource_id == cluster.db_cluster_resource_id
            if own and snapshot.snapshot_type == "automated":
                del self.cluster_snapshots[name]

    def cluster_snapshot(self, reference: str) -> ClusterSnapshot:
        """Return a snapshot by name, or by ARN from any region."""
        region, name = arn_parts(reference, self.region_name)
        found = self.in_region(region).cluster_snapshots
        if name not in found:
            raise fault(
                "DBClusterSnapshotNotFoundFault", f"DBClusterSnapshot not found: {reference}"
            )
        return found[name]

    def copy_db_cluster_snapshot(self, *_: Any, **parameters: Any) -> Any:
        """Copy a snapshot, from another region too; a key given encrypts the copy."""
        settings = given("CopyDBClusterSnapshot", parameters)
        source = self.cluster_snapshot(settings["SourceDBClusterSnapshotIdentifier"])
        name = checked(
            settings["TargetDBClusterSnapshotIdentifier"],
            "TargetDBClusterSnapshotIdentifier",
            _LONGEST_NAME,
        )
        self._refuse_taken(name)
        copied = ClusterSnapshot(self, "manual", name, source)
        copied.source_db_cluster_snapshot_arn = source.arn
        key = settings.get("KmsKeyId")
        if source.storage_encrypted and source.region != self.region_name and not key:
            raise combination(
                "A KMS key of the destination Region must be given to copy an encrypted snapshot."
            )
        if key:
            copied.kms_key_id, copied.storage_encrypted = self.key_arn(key), True
        if settings.get("Tags"):
            copied.tags = settings["Tags"]
        elif settings.get("CopyTags"):
            copied.tags = list(source.tags)
        self.cluster_snapshots[name] = copied
        return copied

    def delete_db_cluster_snapshot(self, db_snapshot_identifier: str) -> Any:
        """Delete a snapshot that a user took."""
        snapshot = self.cluster_snapshot(db_snapshot_identifier)
        if snapshot.snapshot_type == "automated":
            raise fault(
                "InvalidDBClusterSnapshotStateFault",
                f"The snapshot {snapshot.resource_id} is automated and cannot be deleted.",
            )
        return self.cluster_snapshots.pop(snapshot.resource_id)

    def describe_db_cluster_snapshots(
        self,
        db_cluster_identifier: str | None,
        db_snapshot_identifier: str | None = None,
        snapshot_type: str | None = None,
        filters: Any = None,
    ) -> list[Any]:
        """Return the snapshots that the arguments name."""
        if db_snapshot_identifier:
            found = [self.cluster_snapshot(db_snapshot_identifier)]
        else:
            found = list(self.cluster_snapshots.values())
        if filters:
            chosen = {snapshot.resource_id: snapshot for snapshot in found}
            found = list(self._filter_resources(chosen, filters, ClusterSnapshot).values())
        if db_cluster_identifier:
            wanted = arn_parts(db_cluster_identifier, self.region_name)[1].lower()
            found = [snapshot for snapshot in found if snapshot.db_cluster_identifier == wanted]
        if snapshot_type:
            found = [snapshot for snapshot in found if snapshot.snapshot_type == snapshot_type]
        return found

    def _refuse_taken(self, name: str) -> None:
        if name in self.cluster_snapshots:
            raise fault(
                "DBClusterSnapshotAlreadyExistsFault",
                "Cannot create the cluster snapshot because one with the identifier "
                f"{name} already exists.",
            )
