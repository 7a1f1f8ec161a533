"""Shard groups of Aurora PostgreSQL Limitless."""

from __future__ import annotations

from typing import Any

from . import identity
from .faults import fault, value
from .given import given
from .moto_types import MotoModel
from .state import State

__all__ = ["ShardGroup", "ShardGroups"]

_REDUNDANCIES = (0, 1, 2)


class ShardGroup(MotoModel):
    """A shard group."""

    resource_type = "shard-group"
    status = "available"

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.db_shard_group_identifier: str = settings["DBShardGroupIdentifier"]
        self.db_cluster_identifier: str = settings["DBClusterIdentifier"]
        self.max_acu: float = settings["MaxACU"]
        self.min_acu: float | None = settings.get("MinACU")
        self.compute_redundancy: int = settings.get("ComputeRedundancy", 0)
        self.publicly_accessible: bool = settings.get("PubliclyAccessible", False)
        self.tags = settings.get("Tags") or []
        self.db_shard_group_resource_id = f"shardgroup-{identity.resource_suffix().lower()}"

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.db_shard_group_resource_id

    @property
    def db_shard_group_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def endpoint(self) -> str:
        """DNS name."""
        part = identity.url_part(self.backend)
        name = self.db_shard_group_identifier
        return f"{name}.limitless-{part}.{self.region}.rds.amazonaws.com"

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """Tags."""
        return self.tags


class ShardGroups(State):
    """Operations on shard groups."""

    def create_db_shard_group(self, kwargs: Any) -> Any:
        """Make a shard group of a cluster."""
        settings = given("CreateDBShardGroup", kwargs)
        name = identity.checked(settings.get("DBShardGroupIdentifier"), "DBShardGroupIdentifier")
        if name in self.shard_groups:
            raise fault("DBShardGroupAlreadyExists", f"DB Shard Group {name} already exists.")
        cluster = self.available_cluster(settings["DBClusterIdentifier"])
        self._check_capacity(settings)
        complete = settings | {
            "DBShardGroupIdentifier": name,
            "DBClusterIdentifier": cluster.resource_id,
        }
        self.shard_groups[name] = ShardGroup(self, complete)
        return self.shard_groups[name]

    def modify_db_shard_group(self, parameters: Any) -> ShardGroup:
        """Change capacity and redundancy."""
        settings = given("ModifyDBShardGroup", parameters)
        group = self._shard_group(settings["DBShardGroupIdentifier"])
        present = {"MaxACU": group.max_acu, "MinACU": group.min_acu}
        self._check_capacity(present | settings)
        group.max_acu = settings.get("MaxACU", group.max_acu)
        group.min_acu = settings.get("MinACU", group.min_acu)
        group.compute_redundancy = settings.get("ComputeRedundancy", group.compute_redundancy)
        return group

    def delete_db_shard_group(self, parameters: Any) -> ShardGroup:
        """Delete a shard group."""
        settings = given("DeleteDBShardGroup", parameters)
        group = self._shard_group(settings["DBShardGroupIdentifier"])
        del self.shard_groups[group.db_shard_group_identifier]
        group.status = "deleting"
        return group

    def describe_db_shard_groups(
        self, db_shard_group_identifier: str | None, filters: Any = None
    ) -> list[Any]:
        """Return one shard group or all."""
        if db_shard_group_identifier:
            return [self._shard_group(db_shard_group_identifier)]
        wanted = (filters or {}).get("db-cluster-id")
        return [
            group
            for group in self.shard_groups.values()
            if wanted is None or group.db_cluster_identifier in wanted
        ]

    def _shard_group(self, name: str) -> Any:
        if name.lower() not in self.shard_groups:
            raise fault("DBShardGroupNotFound", f"DBShardGroup {name} not found.")
        return self.shard_groups[name.lower()]

    def _check_capacity(self, settings: dict[str, Any]) -> None:
        redundancy = settings.get("ComputeRedundancy", 0)
        if redundancy not in _REDUNDANCIES:
            raise value(f"Invalid ComputeRedundancy value: {redundancy}. Valid values are 0, 1, 2.")
        low, high = settings.get("MinACU"), settings["MaxACU"]
        if low is not None and low >= high:
            raise value("MinACU must be smaller than MaxACU.")
