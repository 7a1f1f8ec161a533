"""One global database: its members, which of them writes, what AWS answers about it."""

from __future__ import annotations

from typing import Any, ClassVar

from moto.moto_api._internal import mock_random
from moto.rds.utils import FilterDef

from .cluster import Cluster
from .moto_types import MotoModel

__all__ = ["GlobalCluster"]


class GlobalCluster(MotoModel):
    """A global database. It belongs to the account; its members are clusters of any region."""

    resource_type = "global-cluster"
    SUPPORTED_FILTERS: ClassVar[dict[str, FilterDef]] = {
        "db-cluster-id": FilterDef(["member_references"], "DB Cluster Identifiers"),
        "region": FilterDef(["member_regions"], "Regions"),
    }

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.global_cluster_identifier: str = settings["GlobalClusterIdentifier"]
        self.engine: str = settings["Engine"]
        self.engine_version: str = settings["EngineVersion"]
        self.engine_lifecycle_support: str = settings["EngineLifecycleSupport"]
        self.database_name: str | None = settings.get("DatabaseName")
        self.storage_encrypted: bool = settings.get("StorageEncrypted") or False
        self.deletion_protection: bool = settings.get("DeletionProtection") or False
        self.tags = settings.get("Tags") or []
        self.status = "available"
        self.global_cluster_resource_id = f"cluster-{mock_random.get_random_hex(16)}"
        self._url_part = mock_random.get_random_string(12, lower_case=True)
        self.clusters: list[Cluster] = []
        self.writing: Cluster | None = None

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.global_cluster_identifier

    @property
    def arn(self) -> str:
        """ARN; it names no region."""
        return f"arn:{self.partition}:rds::{self.account_id}:global-cluster:{self.resource_id}"

    @property
    def global_cluster_arn(self) -> str:
        """ARN under the name of the answer's member."""
        return self.arn

    @property
    def endpoint(self) -> str:
        """DNS name that follows the writing region."""
        return f"{self.resource_id}.global-{self._url_part}.global.rds.amazonaws.com"

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """Tags of the global database."""
        return self.tags

    @property
    def member_references(self) -> list[str]:
        """What a filter may name a member by."""
        return [name for c in self.clusters for name in (c.arn, c.db_cluster_identifier)]

    @property
    def member_regions(self) -> list[str]:
        """Regions of the members."""
        return [cluster.region for cluster in self.clusters]

    @property
    def global_cluster_members(self) -> list[dict[str, Any]]:
        """Members as AWS lists them: only the writing one names readers."""
        return [self._member(cluster) for cluster in self.clusters]

    def _member(self, cluster: Cluster) -> dict[str, Any]:
        writes = cluster is self.writing
        readers = [other.arn for other in self.clusters if other is not cluster]
        member: dict[str, Any] = {
            "DBClusterArn": cluster.arn,
            "Readers": readers if writes else [],
            "IsWriter": writes,
            "SynchronizationStatus": "connected",
        }
        if not writes:
            forwards = cluster.write_forwarding_requested
            member["GlobalWriteForwardingStatus"] = "enabled" if forwards else "disabled"
        return member

    def add(self, cluster: Cluster) -> None:
        """Take a cluster in; the first one writes."""
        cluster.global_cluster_identifier = self.resource_id
        self.clusters.append(cluster)
        self.writing = self.writing or cluster

    def drop(self, cluster: Cluster) -> None:
        """Let a cluster go; it writes for itself from then on."""
        cluster.global_cluster_identifier = None
        self.clusters.remove(cluster)
        if self.writing is cluster:
            self.writing = None
