"""Clusters: create, describe, delete."""

from __future__ import annotations

from typing import Any

from moto.rds.utils import merge_filters

from aurora.catalogue.versions import Version

from . import versions
from .automated_backups import AutomatedBackups
from .cluster import PLAIN, Cluster
from .faults import combination, fault, value
from .given import given
from .identity import checked
from .membership import Membership
from .parameter_groups import ParameterGroups
from .settings_checks import check_settings
from .snapshots import Snapshots

__all__ = ["Clusters", "refuse_dual", "refuse_foreign"]

_RDS_KEY = "alias/aws/rds"
_MODES = ("provisioned", "global")
_NOT_FOR_AURORA = ("DBClusterInstanceClass", "Iops", "AllocatedStorage")
_DEFAULTS = {member: default for member, (_, default) in PLAIN.items() if default is not None}


class Clusters(Membership, ParameterGroups, AutomatedBackups, Snapshots):
    """Operations that make, list and remove clusters."""

    def create_db_cluster(self, kwargs: Any) -> Cluster:
        """Make a cluster, in a global database where the request names one."""
        settings = given("CreateDBCluster", kwargs)
        engine = settings.get("Engine", "")
        self._refuse_odd(settings, engine)
        joined = self.joining(settings)
        version = (
            versions.known(joined.engine, joined.engine_version)
            if joined and _follows(settings.get("EngineVersion"), joined.engine_version)
            else versions.found(engine, settings.get("EngineVersion"))
        )
        if joined and version.name != joined.engine_version:
            raise combination(
                f"The engine version {version.name} does not match {joined.engine_version}, that "
                "of the global cluster."
            )
        self._refuse_lacking_credentials(settings, bool(joined and joined.clusters))
        follows = bool(joined) or settings.get("ReplicationSourceIdentifier")
        if settings.get("KmsKeyId") and not settings.get("StorageEncrypted") and not follows:
            # The rule is the documentation's (a key asks for encryption); the words are those for
            # an instance, from a user's log.
            raise combination(
                f"You must enable StorageEncrypted when you specify KmsKeyId for DB engine {engine}"
            )
        if settings.get("ReplicationSourceIdentifier") and not joined:
            self.cluster_anywhere(settings["ReplicationSourceIdentifier"])
        return self.made_cluster(settings, version)

    def made_cluster(self, settings: dict[str, Any], version: Version) -> Cluster:
        """Make a cluster of complete settings: the last step of create and of every restore."""
        name = checked(settings.get("DBClusterIdentifier"), "DBClusterIdentifier")
        if name in self.clusters:
            raise fault("DBClusterAlreadyExistsFault", "DB Cluster already exists")
        group = self.subnet_group(settings.get("DBSubnetGroupName"))
        settings = settings | {
            "DBClusterIdentifier": name,
            "EngineVersion": version.name,
            "DBSubnetGroupName": group.name,
            "AvailabilityZones": self.zones(group, settings.get("AvailabilityZones") or ()),
            "VpcSecurityGroupIds": self.vpc_groups(settings.get("VpcSecurityGroupIds"), group),
            "DBClusterParameterGroupName": self.cluster_parameter_group_for(
                settings.get("DBClusterParameterGroupName"), version
            ).name,
        }
        check_settings(_DEFAULTS | settings, version)
        refuse_dual(settings, group)
        self._complete_insights(settings)
        self._complete_keys(settings)
        cluster = Cluster(self, settings)
        self.clusters[name] = cluster
        self.join(cluster, settings)
        self.take_automated_snapshot(cluster)
        self.tell(cluster, "creation", "DB cluster created")
        return cluster

    def describe_db_clusters(
        self, db_cluster_identifier: str | None = None, filters: Any = None
    ) -> list[Any]:
        """Return the clusters that the arguments name."""
        found = self.clusters
        if db_cluster_identifier:
            found = {"": self.cluster(db_cluster_identifier)}
        if filters:
            found = self._filter_resources(found, merge_filters(filters, {}), Cluster)
        return list(found.values())

    def delete_db_cluster(
        self, cluster_identifier: str, snapshot_name: str | None = None, **options: Any
    ) -> Cluster:
        """Delete a cluster past all of AWS's guards; a final snapshot is made if named.

        Args:
            cluster_identifier: Identifier or ARN.
            snapshot_name: Name of the final snapshot.
            **options: `skip_final_snapshot`, `delete_automated_backups`.
        """
        cluster = self.cluster(cluster_identifier)
        self._refuse_deletion(cluster)
        skip = options.get("skip_final_snapshot", False)
        if not skip and not snapshot_name:
            raise combination(
                "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
            )
        if skip and snapshot_name:
            raise combination(
                "FinalDBSnapshotIdentifier cannot be specified when deleting a cluster with "
                "SkipFinalSnapshot."
            )
        if snapshot_name:
            self.create_db_cluster_snapshot(cluster.resource_id, snapshot_name)
        if options.get("delete_automated_backups", True):
            self.drop_automated_snapshots(cluster)
        else:
            self.retain_backup(cluster)
        self.leave_source(cluster)
        cluster.release_password()
        for name, endpoint in list(self.cluster_endpoints.items()):
            if endpoint.db_cluster_identifier == cluster.resource_id:
                del self.cluster_endpoints[name]
        del self.clusters[cluster.resource_id]
        self.tell(cluster, "deletion", "DB cluster deleted")
        cluster.status = "deleting"
        return cluster

    def rename_cluster(self, cluster: Cluster, name: str) -> None:
        """Give a cluster another identifier; its endpoints follow."""
        endpoints = [
            endpoint
            for endpoint in self.cluster_endpoints.values()
            if endpoint.db_cluster_identifier == cluster.resource_id
        ]
        del self.clusters[cluster.resource_id]
        cluster.db_cluster_identifier = name
        self.clusters[name] = cluster
        for endpoint in endpoints:
            endpoint.db_cluster_identifier = name

    def _refuse_deletion(self, cluster: Cluster) -> None:
        state = "InvalidDBClusterStateFault"
        if cluster.deletion_protection:
            raise combination(
                "Cannot delete protected Cluster, please disable deletion protection and try again."
            )
        if cluster.members:
            raise fault(
                state,
                "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
            )
        if cluster.own_replicas:
            raise fault(
                state,
                f"The source cluster {cluster.resource_id} has read replicas. Promote or delete "
                "them first.",  # no source has AWS's words
            )
        if cluster.global_cluster:
            raise fault(
                state,
                "This cluster is a part of a global cluster, please remove it from globalcluster "
                "first",
            )
        if cluster.status not in {"available", "stopped"}:
            raise fault(state, f"{cluster.resource_id} is not currently in the available state.")

    def _refuse_odd(self, settings: dict[str, Any], engine: str) -> None:
        versions.found(engine, None)
        mode = settings.get("EngineMode", "provisioned")
        if mode not in _MODES:
            raise value(f"The engine mode {mode} you requested is currently unavailable.")
        refuse_foreign(settings, engine)

    def _refuse_lacking_credentials(self, settings: dict[str, Any], follows: bool) -> None:
        if follows or settings.get("ReplicationSourceIdentifier"):
            return
        if not settings.get("MasterUsername"):
            raise value("The parameter MasterUsername must be provided and must not be blank.")
        own = settings.get("MasterUserPassword") or settings.get("ManageMasterUserPassword")
        if not own and settings.get("MasterUserAuthenticationType") != "iam-db-auth":
            raise value("The parameter MasterUserPassword must be provided and must not be blank.")

    def _complete_insights(self, settings: dict[str, Any], key: str | None = None) -> None:
        if not settings.get("EnablePerformanceInsights"):
            return
        advanced = settings.get("DatabaseInsightsMode") == "advanced"
        settings.setdefault("PerformanceInsightsRetentionPeriod", 465 if advanced else 7)
        settings["PerformanceInsightsKMSKeyId"] = self.insights_key(
            settings.get("PerformanceInsightsKMSKeyId"), key
        )

    def _complete_keys(self, settings: dict[str, Any]) -> None:
        if settings.get("KmsKeyId"):
            settings["StorageEncrypted"] = True
        if settings.get("StorageEncrypted"):
            settings["KmsKeyId"] = self.key_arn(settings.get("KmsKeyId") or _RDS_KEY)
        if settings.get("MasterUserSecretKmsKeyId"):
            settings["MasterUserSecretKmsKeyId"] = self.key_arn(
                settings["MasterUserSecretKmsKeyId"]
            )


def _follows(wanted: str | None, version: str) -> bool:
    """Whether a wanted version is the one that a global database runs."""
    return not wanted or version == wanted or version.startswith(f"{wanted}.")


def refuse_foreign(settings: dict[str, Any], engine: str) -> None:
    """Refuse what belongs to Multi-AZ DB clusters."""
    for member in _NOT_FOR_AURORA:
        if settings.get(member):
            raise combination(f"{member} isn't supported for DB engine {engine}.")


def refuse_dual(settings: dict[str, Any], group: Any) -> None:
    """Refuse a network type that the subnet group does not have."""
    wanted = settings.get("NetworkType")
    if wanted and wanted not in group.supported_network_types:
        raise fault(
            "NetworkTypeNotSupported",
            f"The network type {wanted} is not supported by the DB subnet group {group.name}, "
            f"which supports {', '.join(group.supported_network_types)} (IPv6 ranges decide).",
        )
