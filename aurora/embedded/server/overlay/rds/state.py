"""What the RDS backend of one account and region holds, beyond moto's own collections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.core.utils import utcnow
from moto.rds.models import rds_backends

from .faults import cluster_not_found, fault, instance_not_found
from .identity import arn_parts
from .moto_types import MotoBackend

__all__ = ["GLOBAL_REGION", "State"]

GLOBAL_REGION = "us-east-1"
"""The region whose backend keeps the global databases of the account."""


@dataclass(frozen=True)
class Event:
    """One thing that happened, under the names of AWS's answer."""

    source_type: str
    source_identifier: str
    source_arn: str
    event_categories: list[str]
    message: str
    date: datetime = field(default_factory=utcnow)


class State(MotoBackend):
    """The collections, and how to find things in them; all of it is lost by a reset."""

    clusters: Any
    databases: Any
    global_clusters: Any
    cluster_snapshots: Any
    db_cluster_parameter_groups: Any
    db_parameter_groups: Any
    subnet_groups: Any
    db_proxies: Any
    event_subscriptions: Any
    shard_groups: Any
    events: Any

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.cluster_endpoints: dict[str, Any] = {}
        self.proxy_endpoints: dict[str, Any] = {}
        self.integrations: dict[str, Any] = {}
        self.retained_backups: dict[str, dict[str, Any]] = {}

    @property
    def _url_module(self) -> Any:
        from moto.rds import urls

        return urls

    def tell(self, thing: Any, category: str, message: str) -> None:
        """Note an event of a cluster, an instance or a snapshot."""
        self.events.append(
            Event(thing.event_source_type, thing.resource_id, thing.arn, [category], message)
        )

    def in_region(self, region: str) -> Any:
        """Return the backend of another region of the account."""
        return rds_backends[self.account_id][region]

    @property
    def globals(self) -> dict[str, Any]:
        """Global databases of the account by identifier."""
        return self.in_region(GLOBAL_REGION).global_clusters

    def cluster(self, reference: str | None) -> Any:
        """Return a cluster of this region by identifier or ARN."""
        region, name = arn_parts(reference or "", self.region_name)
        if region != self.region_name or name not in self.clusters:
            raise cluster_not_found(name)
        return self.clusters[name]

    def cluster_anywhere(self, arn: str) -> Any:
        """Return a cluster of any region by ARN (or of this one by identifier)."""
        region, name = arn_parts(arn, self.region_name)
        return self.in_region(region).cluster(name)

    def instance(self, reference: str | None) -> Any:
        """Return an instance of this region by identifier or ARN."""
        region, name = arn_parts(reference or "", self.region_name)
        if region != self.region_name or name not in self.databases:
            raise instance_not_found(name)
        return self.databases[name]

    def available_cluster(self, reference: str | None) -> Any:
        """Return a cluster that can be worked on now."""
        cluster = self.cluster(reference)
        if cluster.status != "available":
            raise fault(
                "InvalidDBClusterStateFault",
                f"DbCluster {cluster.resource_id} is in {cluster.status} state but expected it to "
                "be one of available.",
            )
        return cluster

    def global_cluster_of(self, cluster: Any) -> Any:
        """Return the global database that a cluster is a member of; None without one."""
        name = cluster.global_cluster_identifier
        return self.globals.get(name) if name else None
