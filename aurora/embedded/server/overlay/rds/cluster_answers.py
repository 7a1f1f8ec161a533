"""What AWS answers of a cluster only with some feature on: global database, forwarding, streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .moto_types import MotoModel

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["ClusterAnswers"]


class ClusterAnswers(MotoModel):
    """The part of a cluster's answer that is absent where the feature is off."""

    @property
    def reads_only(self) -> bool:
        """Whether another region of the global database writes."""
        return bool(self.global_cluster) and self.global_cluster.writing is not self

    @property
    def replication_source_identifier(self) -> str | None:
        """The cluster that this one copies: the writing member, or a source of its own."""
        return self.global_cluster.writing.arn if self.reads_only else self.own_source

    @property
    def read_replica_identifiers(self) -> list[str]:
        """The clusters that copy this one."""
        found = self.global_cluster
        if not found or self.reads_only:
            return self.own_replicas
        return [other.arn for other in found.clusters if other is not self]

    @property
    def global_cluster(self) -> Any:
        """The global database of this member; None when it is none's."""
        return self.backend.global_cluster_of(self)

    @property
    def global_write_forwarding_requested(self) -> bool | None:
        """Whether a reading member forwards writes; absent where it was never asked for."""
        return True if self.write_forwarding_requested else None

    @property
    def global_write_forwarding_status(self) -> str | None:
        """Only for members of a global database."""
        if not self.global_cluster_identifier or not self.write_forwarding_requested:
            return None
        return "enabled"

    @property
    def local_write_forwarding_status(self) -> str | None:
        """`enabled`, or absent where it was never asked for."""
        return "enabled" if self.local_write_forwarding else None

    @property
    def cross_account_clone(self) -> bool:
        """Never: one account."""
        return False

    @property
    def activity_stream_status(self) -> str:
        """`stopped` or `started`."""
        return self.activity_stream.get("Status", "stopped")

    @property
    def activity_stream_mode(self) -> str | None:
        """`sync` or `async` while started."""
        return self.activity_stream.get("Mode")

    @property
    def activity_stream_kms_key_id(self) -> str | None:
        """Key of the stream while started."""
        return self.activity_stream.get("KmsKeyId")

    @property
    def activity_stream_kinesis_stream_name(self) -> str | None:
        """Stream that receives the activity while started."""
        return self.activity_stream.get("KinesisStreamName")

    @property
    def backtrack_window(self) -> int | None:
        """Seconds; absent without backtrack."""
        return self.backtrack_seconds or None

    @property
    def earliest_backtrack_time(self) -> datetime | None:
        """Only with backtrack."""
        return self.created if self.backtrack_seconds else None

    @property
    def backtrack_consumed_change_records(self) -> int | None:
        """Only with backtrack; nothing is ever written here."""
        return 0 if self.backtrack_seconds else None

    @property
    def serverless_v2_platform_version(self) -> str | None:
        """Only with a Serverless v2 range."""
        return "3" if self.serverless_v2_scaling_configuration else None

    @property
    def pending_modified_values(self) -> dict[str, Any] | None:
        """Changes that wait for the maintenance window."""
        return self.pending or None
