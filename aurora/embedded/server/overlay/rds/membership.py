"""How a new cluster joins a global database, and what AWS refuses about it."""

from __future__ import annotations

from typing import Any

from aurora.catalogue.limits import limit

from .cluster import Cluster
from .faults import combination, fault
from .global_cluster import GlobalCluster
from .state import State

__all__ = ["Membership"]

# What a member takes from the one that writes: request member -> the refusal's word for it.
_INHERITED = {
    "MasterUsername": "user name",
    "MasterUserPassword": "password",
    "DatabaseName": "database name",
}


class Membership(State):
    """Checks and completes the settings of a cluster that names a global database."""

    def joining(self, settings: dict[str, Any]) -> GlobalCluster | None:
        """Return the global database that a cluster wants to join, its settings completed.

        Args:
            settings: Request members; those that follow from the global database are added.
        """
        name = settings.get("GlobalClusterIdentifier")
        if not name:
            return None
        joined = self.global_cluster(name)
        self._refuse_joining(joined, settings)
        writing = joined.writing
        if writing is None:
            settings.setdefault("StorageEncrypted", joined.storage_encrypted)
            if joined.database_name:
                settings.setdefault("DatabaseName", joined.database_name)
        else:
            settings["DatabaseName"] = writing.database_name
            settings["MasterUsername"] = writing.master_username
            settings["StorageEncrypted"] = writing.storage_encrypted
        return joined

    def global_cluster(self, name: str) -> GlobalCluster:
        """Return a global database by identifier."""
        if name not in self.globals:
            raise fault("GlobalClusterNotFoundFault", f"Global cluster {name} not found")
        return self.globals[name]

    def join(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        """Enter a new cluster where its settings say: a global database, a source's replicas."""
        if settings.get("GlobalClusterIdentifier"):
            self.global_cluster(settings["GlobalClusterIdentifier"]).add(cluster)
        elif settings.get("ReplicationSourceIdentifier"):
            source = self.cluster_anywhere(settings["ReplicationSourceIdentifier"])
            source.own_replicas.append(cluster.arn)

    def leave_source(self, cluster: Cluster) -> None:
        """Take a replica of its own source out of the source's replicas, where it has one."""
        if cluster.own_source:
            self.cluster_anywhere(cluster.own_source).own_replicas.remove(cluster.arn)
            cluster.own_source = None

    def _refuse_joining(self, joined: GlobalCluster, settings: dict[str, Any]) -> None:
        state = "InvalidGlobalClusterStateFault"
        name = joined.resource_id
        if settings.get("Engine") != joined.engine:
            raise combination(
                f"The engine {settings.get('Engine')} does not match {joined.engine}, that of the "
                f"global cluster {name}."
            )
        if self.region_name in joined.member_regions:
            raise fault(state, f"Global cluster {name} already has a member in {self.region_name}.")
        others = limit("global-other-regions").high
        if joined.writing and others is not None and len(joined.clusters) > others:
            raise fault(state, f"Global cluster {name} already has {others:g} secondary clusters.")
        if settings.get("ManageMasterUserPassword"):
            raise combination(
                "ManageMasterUserPassword isn't supported for clusters that are part of a global "
                "cluster."
            )
        if settings.get("BacktrackWindow"):
            raise combination("Backtrack isn't supported for clusters of a global cluster.")
        if joined.writing:
            self._refuse_following(joined.writing, settings)

    def _refuse_following(self, writing: Cluster, settings: dict[str, Any]) -> None:
        for member, word in _INHERITED.items():
            if settings.get(member):
                raise combination(f"Cannot specify {word} for cross region replication cluster")
        if writing.storage_encrypted and not settings.get("KmsKeyId"):
            raise combination(
                f"Source cluster {writing.arn} is encrypted; pre-signed URL has to be specified: "
                "a KMS key of the destination Region must be given as KmsKeyId."
            )
        if settings.get("StorageEncrypted") and not writing.storage_encrypted:
            raise combination(f"Source cluster {writing.arn} is not encrypted.")
