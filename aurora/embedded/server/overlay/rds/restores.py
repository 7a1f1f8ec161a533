"""Clusters that begin as another one: from a snapshot, a point in time, an S3 backup."""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random
from moto.s3.models import s3_backends

from aurora.catalogue.versions import number

from . import versions
from .cluster import Cluster
from .clusters import Clusters
from .faults import combination, fault, value
from .given import given
from .snapshots import ClusterSnapshot

__all__ = ["Restores"]

# What a restored cluster takes from its origin unless the request says otherwise.
_INHERITED = {
    "Engine": "engine",
    "EngineMode": "engine_mode",
    "BackupRetentionPeriod": "backup_retention_period",
    "DatabaseName": "database_name",
    "EngineLifecycleSupport": "engine_lifecycle_support",
    "MasterUsername": "master_username",
    "StorageType": "storage_kind",
}


class Restores(Clusters):
    """Operations that restore; each makes a cluster of its own."""

    def restore_db_cluster_from_snapshot(self, from_snapshot_id: str, overrides: Any) -> Cluster:
        """Make a cluster of a snapshot; never of an older engine version than it was taken on."""
        settings = given("RestoreDBClusterFromSnapshot", overrides)
        snapshot = self.cluster_snapshot(from_snapshot_id)
        if settings.get("Engine") != snapshot.engine:
            raise combination(
                f"The engine {settings.get('Engine')} does not match {snapshot.engine}, that of "
                "the DB cluster snapshot."
            )
        wanted = settings.get("EngineVersion")
        version = versions.known(snapshot.engine, snapshot.engine_version)
        if wanted and wanted != snapshot.engine_version:
            version = versions.found(snapshot.engine, wanted)
        if number(version.name) < number(snapshot.engine_version):
            raise combination(
                f"The engine version you requested for your restored DB cluster ({version.name}) "
                "is earlier than the engine version of the DB cluster snapshot "
                f"({snapshot.engine_version})."
            )
        complete = self._inherited(settings, snapshot) | {"MasterUserPassword": snapshot.password}
        return self.made_cluster(complete, version)

    def restore_db_cluster_to_point_in_time(self, *_: Any, **overrides: Any) -> Cluster:
        """Make a cluster of another one's past, or a clone that shares its storage."""
        settings = given("RestoreDBClusterToPointInTime", overrides)
        source = self._source_of(settings)
        moment, latest = settings.get("RestoreToTime"), settings.get("UseLatestRestorableTime")
        if moment is not None and latest:
            raise combination("Cannot specify both RestoreToTime and UseLatestRestorableTime")
        if moment is None and not latest:
            raise combination("RestoreToTime or UseLatestRestorableTime must be specified")
        kind = settings.get("RestoreType") or "full-copy"
        if kind not in {"full-copy", "copy-on-write"}:
            raise value(f"Invalid restore type: {kind}")
        if kind == "copy-on-write" and moment is not None:
            raise combination("RestoreToTime cannot be specified when RestoreType is copy-on-write")
        complete = self._inherited(settings, source)
        complete["MasterUserPassword"] = source._master_user_password
        if kind == "copy-on-write":
            source.clone_group_id = source.clone_group_id or str(mock_random.uuid4())
            complete["CloneGroupId"] = source.clone_group_id
        version = versions.known(source.engine, source.engine_version)
        return self.made_cluster(complete, version)

    def restore_db_cluster_from_s3(self, parameters: Any) -> Cluster:
        """Make a cluster of a MySQL backup in a bucket (the backup itself is not looked at)."""
        settings = given("RestoreDBClusterFromS3", parameters)
        bucket = settings["S3BucketName"]
        if bucket not in s3_backends[self.account_id][self.partition].buckets:
            raise value(f"The specified S3 bucket cannot be found: {bucket}")
        self._refuse_odd(settings, settings.get("Engine", ""))
        self._refuse_lacking_credentials(settings, follows=False)
        return self.made_cluster(
            settings, versions.found(settings["Engine"], settings.get("EngineVersion"))
        )

    def promote_read_replica_db_cluster(self, db_cluster_identifier: str) -> Cluster:
        """Let a replica of another region's cluster stand alone."""
        cluster = self.available_cluster(db_cluster_identifier)
        if not cluster.own_source:
            raise fault(
                "InvalidDBClusterStateFault",
                f"The DB cluster {cluster.resource_id} is not a read replica.",
            )
        self.leave_source(cluster)
        return cluster

    def _source_of(self, settings: dict[str, Any]) -> Cluster:
        name = settings.get("SourceDBClusterIdentifier")
        if name:
            return self.cluster(name)
        resource = settings.get("SourceDbClusterResourceId")
        for cluster in self.clusters.values():
            if cluster.db_cluster_resource_id == resource:
                return cluster
        raise fault("DBClusterNotFoundFault", f"DBCluster {resource} not found.")

    def _inherited(
        self, settings: dict[str, Any], origin: Cluster | ClusterSnapshot
    ) -> dict[str, Any]:
        taken = {member: getattr(origin, name) for member, name in _INHERITED.items()}
        taken["Port"] = origin.port if isinstance(origin, Cluster) else origin.cluster_port
        if origin.storage_encrypted:
            taken |= {"StorageEncrypted": True, "KmsKeyId": origin.kms_key_id}
        return {key: item for key, item in taken.items() if item is not None} | settings
