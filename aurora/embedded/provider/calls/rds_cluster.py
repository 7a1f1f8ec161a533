"""`aws:rds/cluster:Cluster`."""

from __future__ import annotations

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.rds_cluster_create import create_cluster
from aurora.embedded.provider.calls.rds_cluster_delete import delete_cluster
from aurora.embedded.provider.calls.rds_cluster_read import read_cluster
from aurora.embedded.provider.calls.rds_cluster_update import update_cluster

__all__ = ["Cluster"]


class Cluster(Calls):
    """A DB cluster; its instances are resources of their own."""

    type = "aws:rds/cluster:Cluster"

    def create(self, call: Call) -> None:
        """Create the cluster on the path that the inputs select, and wait for it."""
        create_cluster(call)

    def read(self, call: Call) -> Properties | None:
        """Return the cluster as AWS has it."""
        return read_cluster(call)

    def update(self, call: Call) -> None:
        """Modify the cluster, promote it, take it out of its global cluster, change its roles."""
        update_cluster(call)

    def delete(self, call: Call) -> None:
        """Take the cluster out of its global cluster, then delete it with its final snapshot."""
        delete_cluster(call)
