"""Global databases: create, describe, modify, remove a member, delete."""

from __future__ import annotations

from typing import Any

from aurora.catalogue.versions import Version, number

from . import versions
from .cluster import Cluster
from .faults import combination, fault, value
from .given import given
from .global_cluster import GlobalCluster
from .identity import checked
from .membership import Membership
from .parameter_groups import ParameterGroups

__all__ = ["GlobalClusters"]

_RPO = "rds.global_db_rpo"
_MINOR = {
    # AWS's refusals of a minor upgrade of a whole global database, as its provider quotes them
    "aurora-postgresql": (
        "ModifyGlobalCluster doesn't support minor version upgrades for Aurora global databases. "
        "Upgrade the version of each member cluster instead."
    ),
    "aurora-mysql": (
        "Amazon RDS can't perform minor version upgrades through ModifyGlobalCluster for this "
        "database engine."
    ),
}


class GlobalClusters(Membership, ParameterGroups):
    """Operations on global databases; they answer alike in every region."""

    def create_global_cluster(self, settings: dict[str, Any]) -> GlobalCluster:
        """Make a global database, empty or around an existing cluster."""
        name = checked(settings.get("GlobalClusterIdentifier"), "GlobalClusterIdentifier")
        if name in self.globals:
            raise fault("GlobalClusterAlreadyExistsFault", f"Global cluster {name} already exists")
        source = self._source(settings)
        if source is None and not settings.get("Engine"):
            raise value(
                "When creating standalone global cluster, value for engineName should be specified"
            )
        if source is None:
            version = versions.found(settings["Engine"], settings.get("EngineVersion"))
            taken: dict[str, Any] = {"EngineVersion": version.name}
        else:
            taken = {
                "Engine": source.engine,
                "EngineVersion": source.engine_version,
                "StorageEncrypted": source.storage_encrypted,
                "DatabaseName": source.database_name,
                "EngineLifecycleSupport": source.engine_lifecycle_support,
            }
        settings = {"EngineLifecycleSupport": "open-source-rds-extended-support"} | settings | taken
        made = GlobalCluster(self, settings | {"GlobalClusterIdentifier": name})
        self.globals[name] = made
        if source is not None:
            made.add(source)
        return made

    def describe_global_clusters(
        self, name: str | None = None, filters: Any = None
    ) -> list[GlobalCluster]:
        """Return one global database, or those that pass the filters."""
        found = {name: self.global_cluster(name)} if name else dict(self.globals.items())
        wanted = {key: set(values) for key, values in (filters or {}).items()}
        unknown = set(wanted) - set(GlobalCluster.SUPPORTED_FILTERS)
        if unknown:
            raise value(f"Unrecognized filter name: {', '.join(sorted(unknown))}")
        return [
            entry
            for entry in found.values()
            if "db-cluster-id" not in wanted
            or wanted["db-cluster-id"] & set(entry.member_references)
            if "region" not in wanted or wanted["region"] & set(entry.member_regions)
        ]

    def modify_global_cluster(self, parameters: Any) -> GlobalCluster:
        """Rename, protect, or upgrade to a new major version all members together."""
        settings = given("ModifyGlobalCluster", parameters)
        changed = self.global_cluster(settings.get("GlobalClusterIdentifier", ""))
        renamed = settings.get("NewGlobalClusterIdentifier")
        if renamed:
            renamed = checked(renamed, "NewGlobalClusterIdentifier")
            if renamed in self.globals and renamed != changed.resource_id:
                raise fault(
                    "GlobalClusterAlreadyExistsFault", f"Global cluster {renamed} already exists"
                )
        if settings.get("EngineVersion"):
            self._upgrade(changed, settings)
        if settings.get("DeletionProtection") is not None:
            changed.deletion_protection = settings["DeletionProtection"]
        if renamed:
            del self.globals[changed.resource_id]
            changed.global_cluster_identifier = renamed
            self.globals[renamed] = changed
            for cluster in changed.clusters:
                cluster.global_cluster_identifier = renamed
        return changed

    def delete_global_cluster(self, global_cluster_identifier: str) -> GlobalCluster:
        """Delete an empty global database that is not protected."""
        found = self.global_cluster(global_cluster_identifier)
        if found.deletion_protection:
            raise combination(
                "Cannot delete protected Global Cluster, please disable deletion protection and "
                "try again."
            )
        if found.clusters:
            raise fault(
                "InvalidGlobalClusterStateFault", f"Global Cluster {found.arn} is not empty"
            )
        del self.globals[found.resource_id]
        found.status = "deleting"
        return found

    def remove_from_global_cluster(
        self, global_cluster_identifier: str, db_cluster_identifier: str
    ) -> GlobalCluster:
        """Take a member out; the one that writes leaves last."""
        found = self.global_cluster(global_cluster_identifier)
        cluster = self.member(found, db_cluster_identifier)
        if cluster is found.writing and len(found.clusters) > 1:
            raise fault(
                "InvalidGlobalClusterStateFault",
                "Unable to remove cluster that is a primary member of global cluster while there "
                "are other global cluster members",
            )
        found.drop(cluster)
        return found

    def member(self, found: GlobalCluster, reference: str) -> Cluster:
        """Return a member by ARN, or by identifier."""
        for cluster in found.clusters:
            if reference in {cluster.arn, cluster.db_cluster_identifier}:
                return cluster
        raise value(f"Cluster {reference} is not found in global cluster {found.resource_id}")

    def _source(self, settings: dict[str, Any]) -> Cluster | None:
        reference = settings.get("SourceDBClusterIdentifier")
        if not reference:
            return None
        if not reference.startswith("arn:"):
            raise value("Malformed db cluster arn dbci")
        if settings.get("Engine"):
            raise combination(
                "When creating global cluster from existing db cluster, value for engineName "
                "should not be specified since it will be inherited from source cluster"
            )
        source = self.cluster_anywhere(reference)
        if source.global_cluster:
            raise fault(
                "InvalidDBClusterStateFault",
                f"Cluster {source.arn} is already a member of a global cluster.",
            )
        if source.manage_master_user_password:
            raise combination(
                "A cluster whose master password is managed in Secrets Manager can't be part of a "
                "global cluster."
            )
        if source.backtrack_window:
            raise combination("Backtrack isn't supported for clusters of a global cluster.")
        return source

    def _upgrade(self, changed: GlobalCluster, settings: dict[str, Any]) -> None:
        before = versions.known(changed.engine, changed.engine_version)
        after = versions.found(changed.engine, settings["EngineVersion"])
        if number(after.name) == number(before.name):
            return
        versions.refuse_downgrade(before, after)
        if not versions.is_major_change(before, after):
            raise value(_MINOR[changed.engine])
        if not settings.get("AllowMajorVersionUpgrade"):
            raise combination(
                "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major "
                "version."
            )
        if any(self._holds_back(cluster) for cluster in changed.clusters):
            # aurora-global-database.html of the User Guide has the rule; the words are
            # our assumption.
            raise combination(
                "You can't perform a major version upgrade of the global database while "
                f"{_RPO} is set in the DB cluster parameter group."
            )
        changed.engine_version = after.name
        for cluster in changed.clusters:
            self._move(cluster, after)

    def _holds_back(self, cluster: Cluster) -> bool:
        """Whether a recovery point objective is set for a member."""
        group = cluster.backend.cluster_parameter_group(cluster.db_cluster_parameter_group)
        return _RPO in group.parameters

    def _move(self, cluster: Cluster, version: Version) -> None:
        cluster.backend.run_version(cluster, version)
