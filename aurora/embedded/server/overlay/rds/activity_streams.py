"""Database activity streams of clusters."""

from __future__ import annotations

from typing import Any

from .cluster import Cluster
from .faults import combination, fault
from .given import given
from .identity import named
from .placement import Placement

__all__ = ["ActivityStreams"]


class ActivityStreams(Placement):
    """Operations on activity streams; a stream starts and stops at once."""

    def start_activity_stream(self, parameters: Any) -> dict[str, Any]:
        """Start the stream of a cluster that has an instance."""
        settings = given("StartActivityStream", parameters)
        cluster = self._streamed(settings["ResourceArn"])
        if cluster.activity_stream:
            raise fault(
                "InvalidDBClusterStateFault",
                f"The activity stream of {cluster.resource_id} is already started.",
            )
        if not cluster.members:
            raise fault(
                "InvalidDBClusterStateFault",
                f"The DB cluster {cluster.resource_id} has no instance to stream from.",
            )
        resource = cluster.db_cluster_resource_id
        cluster.activity_stream = {
            "Status": "started",
            "Mode": settings["Mode"],
            "KmsKeyId": self.key_arn(settings["KmsKeyId"]).rpartition("/")[2],
            "KinesisStreamName": f"aws-rds-das-{resource}",
            "EngineNativeAuditFieldsIncluded": settings.get(
                "EngineNativeAuditFieldsIncluded", False
            ),
            "ApplyImmediately": True,
        }
        return cluster.activity_stream

    def stop_activity_stream(self, parameters: Any) -> dict[str, Any]:
        """Stop the stream of a cluster."""
        settings = given("StopActivityStream", parameters)
        cluster = self._streamed(settings["ResourceArn"])
        if not cluster.activity_stream:
            raise combination("Activity Streams feature expected to be started, but is stopped")
        stopped = cluster.activity_stream | {"Status": "stopped"}
        cluster.activity_stream = {}
        return stopped

    def _streamed(self, arn: str) -> Cluster:
        if named(arn) not in self.clusters:
            raise fault("ResourceNotFoundFault", f"The resource {arn} was not found.")
        return self.cluster(arn)
