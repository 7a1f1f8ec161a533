"""Automated backups of clusters: one each, which may outlive its cluster."""

from __future__ import annotations

from typing import Any

from .cluster import Cluster
from .faults import fault
from .given import given
from .placement import Placement

__all__ = ["AutomatedBackups"]

_BACKED_UP = {
    "AllocatedStorage": "allocated_storage",
    "AvailabilityZones": "availability_zones",
    "BackupRetentionPeriod": "backup_retention_period",
    "ClusterCreateTime": "cluster_create_time",
    "DBClusterArn": "arn",
    "DBClusterIdentifier": "db_cluster_identifier",
    "DbClusterResourceId": "db_cluster_resource_id",
    "Engine": "engine",
    "EngineMode": "engine_mode",
    "EngineVersion": "engine_version",
    "IAMDatabaseAuthenticationEnabled": "iam_database_authentication_enabled",
    "KmsKeyId": "kms_key_id",
    "MasterUsername": "master_username",
    "Port": "port",
    "PreferredBackupWindow": "preferred_backup_window",
    "StorageEncrypted": "storage_encrypted",
    "StorageType": "storage_kind",
}


class AutomatedBackups(Placement):
    """Operations on automated backups."""

    def automated_backups(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the backups of clusters that are there, and those kept of deleted ones."""
        settings = given("DescribeDBClusterAutomatedBackups", parameters)
        resource = settings.get("DbClusterResourceId")
        name = settings.get("DBClusterIdentifier")
        every = [_backup(self, cluster, "active") for cluster in self.clusters.values()]
        found = [
            entry
            for entry in [*every, *self.retained_backups.values()]
            if resource in {None, entry["DbClusterResourceId"]}
            and (name is None or name.lower() == entry["DBClusterIdentifier"])
        ]
        if (resource or name) and not found:
            raise fault(
                "DBClusterAutomatedBackupNotFoundFault",
                f"Automated backup of {resource or name} not found.",
            )
        return found

    def retain_backup(self, cluster: Cluster) -> None:
        """Keep the backup of a cluster that is being deleted."""
        entry = _backup(self, cluster, "retained")
        self.retained_backups[cluster.db_cluster_resource_id] = entry


def _backup(backend: Placement, cluster: Cluster, status: str) -> dict[str, Any]:
    kept = {member: getattr(cluster, name) for member, name in _BACKED_UP.items()}
    return kept | {
        "DBClusterAutomatedBackupsArn": cluster.arn.replace(":cluster:", ":auto-backup:"),
        "Region": backend.region_name,
        "Status": status,
        "RestoreWindow": {
            "EarliestTime": cluster.earliest_restorable_time,
            "LatestTime": cluster.latest_restorable_time,
        },
        "VpcId": backend.subnet_group(cluster.db_subnet_group).vpc_id,
    }
