"""Switchover and failover of a global database."""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from .cluster import Cluster
from .faults import combination, fault, value
from .given import given
from .global_cluster import GlobalCluster
from .global_clusters import GlobalClusters

__all__ = ["GlobalMoves"]


class GlobalMoves(GlobalClusters):
    """Operations that move writing to another region; nothing else of a member changes."""

    def switchover_global_cluster(self, parameters: Any) -> GlobalCluster:
        """Move writing to a member, without loss."""
        settings = given("SwitchoverGlobalCluster", parameters)
        found, target = self._target(settings)
        found.writing = target
        return found

    def failover_global_cluster(self, parameters: Any) -> GlobalCluster:
        """Move writing to a member; with data loss allowed, the old region's data is kept."""
        settings = given("FailoverGlobalCluster", parameters)
        if settings.get("Switchover") and settings.get("AllowDataLoss"):
            raise combination("You can't specify both AllowDataLoss and Switchover.")
        found, target = self._target(settings)
        before = found.writing
        if settings.get("AllowDataLoss") and before is not None:
            stamp = utcnow().strftime("%Y-%m-%d-%H-%M-%S")
            name = f"rds:unplanned-global-failover-{before.resource_id}-{stamp}"
            before.backend.take_snapshot(before, name, "automated")
        found.writing = target
        return found

    def _target(self, settings: dict[str, Any]) -> tuple[GlobalCluster, Cluster]:
        found = self.global_cluster(settings.get("GlobalClusterIdentifier", ""))
        reference = settings.get("TargetDbClusterIdentifier", "")
        target = self.member(found, reference)
        if target is found.writing:
            raise value(f"Cluster {reference} is already the primary cluster.")
        if not target.members:
            raise fault(
                "InvalidDBClusterStateFault",
                f"The target cluster {target.resource_id} has no DB instance to take over with.",
            )
        writing = found.writing
        if writing and writing.engine_version != target.engine_version:
            raise fault(
                "InvalidDBClusterStateFault",
                f"The target cluster runs {target.engine_version}, the primary cluster "
                f"{writing.engine_version}: they must be the same.",
            )
        return found, target
