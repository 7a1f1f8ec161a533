"""What a cluster is told: its shape in plain values, its surroundings as inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import pulumi

from components.component import ComponentArgs
from components.credentials import Credentials
from components.parameter_group import ParameterValue

__all__ = [
    "Backups",
    "Capacity",
    "ClusterArgs",
    "ClusterShape",
    "Engine",
    "Insights",
    "Instance",
    "Logs",
    "Membership",
    "Monitoring",
    "PointInTime",
    "Protection",
    "Snapshot",
    "Source",
    "StorageType",
    "Upgrades",
]

Engine = Literal["aurora-mysql", "aurora-postgresql"]
StorageType = Literal["aurora", "aurora-iopt1"]
Upgrades = Literal["pinned", "floor"]


@dataclass(frozen=True, kw_only=True)
class Instance:
    """One instance of a cluster.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.html

    Attributes:
        class_: The instance class; `db.serverless` scales within the cluster's capacity. RESTART.
        promotion_tier: Who takes over when the writer fails, 0 first, 15 last. In place.
        availability_zone: The zone, such as `us-east-1a`. A change REPLACES the instance.
            Default: AWS spreads the instances over the subnet group.
    """

    class_: str
    promotion_tier: int = 1
    availability_zone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Bounds of each `db.serverless` instance. In place.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html

    Attributes:
        min_acu: The least, in ACU, steps of 0.5; 0 lets an idle instance pause.
        max_acu: The most, in ACU, steps of 0.5, 1 to 256.
        auto_pause_seconds: Idle time before a pause, 300 to 86,400; only with `min_acu` 0.
            Default: AWS's, 300.
    """

    min_acu: float
    max_acu: float
    auto_pause_seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class Backups:
    """Automated backups and what is left when the cluster goes.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html

    Attributes:
        retention_days: How far a restore reaches back, in days, 1 to 35. In place.
        window: When the daily backup is taken, `HH:MM-HH:MM` in UTC. In place.
        retain_automated: Whether automated backups outlive the cluster. It counts at deletion.
        final_snapshot: Whether a deletion leaves a snapshot. It counts at deletion.
        backtrack_seconds: How far the cluster can be wound back in place; 0 is off. Aurora MySQL
            only, not in a global database. It cannot be switched on later.
    """

    retention_days: int = 7
    window: str = "03:00-04:00"
    retain_automated: bool = True
    final_snapshot: bool = True
    backtrack_seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class Logs:
    """Logs that go to CloudWatch.

    Attributes:
        exports: Log types of the engine. In place. Default: none.
        retention_days: How long they are kept, in days, one of CloudWatch's choices. In place.
    """

    exports: tuple[str, ...] = ()
    retention_days: int = 365


@dataclass(frozen=True, kw_only=True)
class Insights:
    """CloudWatch Database Insights, and Performance Insights under it. In place.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.html

    Attributes:
        mode: `standard`, or `advanced` for a charge.
        retention_days: How long the counters are kept: 7, a multiple of 31, or 731; with
            `advanced` at least 465.
    """

    mode: Literal["standard", "advanced"] = "standard"
    retention_days: int = 7


@dataclass(frozen=True, kw_only=True)
class Monitoring:
    """Enhanced monitoring and Database Insights, the same on every instance.

    Attributes:
        interval: Seconds between two readings of the operating system: 0 (off), 1, 5, 10, 15, 30
            or 60. In place.
        role_arn: The role that RDS delivers them with; needed unless `interval` is 0.
        insights: Database Insights. None is off.
    """

    interval: int = 0
    role_arn: pulumi.Input[str] | None = None
    insights: Insights | None = field(default_factory=Insights)


@dataclass(frozen=True, kw_only=True)
class Protection:
    """What refuses to let the cluster go.

    Attributes:
        deletion_protection: AWS refuses to delete the cluster. In place; to delete on purpose,
            apply False first.
        protect: Pulumi refuses to delete or replace the cluster and its instances. Nothing in AWS.
    """

    deletion_protection: bool = True
    protect: bool = True


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A cluster snapshot to start from. Adding or changing it REPLACES THE DATABASE.

    Attributes:
        identifier: Name or ARN.
    """

    identifier: str


@dataclass(frozen=True, kw_only=True)
class PointInTime:
    """Another cluster to start from. Adding or changing it REPLACES THE DATABASE.

    Attributes:
        cluster_identifier: The cluster, in the same region.
        restore_type: `full-copy`, or `copy-on-write` for a clone that shares unchanged pages.
        time: UTC, RFC 3339. Default: the latest restorable time.
    """

    cluster_identifier: str
    restore_type: Literal["full-copy", "copy-on-write"] = "full-copy"
    time: str | None = None


Source = Snapshot | PointInTime
"""Where the first data of a cluster comes from."""


@dataclass(frozen=True, kw_only=True)
class Membership:
    """That a cluster belongs to a global database; `GlobalDatabase` fills it in.

    Attributes:
        global_cluster_identifier: The global cluster. AWS lets a cluster leave, never join.
        write_forwarding: Whether it passes writes on while another region writes. In place.
    """

    global_cluster_identifier: pulumi.Input[str]
    write_forwarding: bool = False


@dataclass(frozen=True, kw_only=True)
class ClusterShape(ComponentArgs):
    """What the clusters of a global database have in common, and a single cluster has too.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html

    Attributes:
        engine: `aurora-mysql` or `aurora-postgresql`. A change REPLACES THE DATABASE.
        engine_version: The version as AWS spells it. RESTART, in place.
        upgrades: Who moves the minor version: `pinned`, only this argument; `floor`, AWS too, and
            the argument is a minimum whose drift is ignored.
        database_name: The first database. A change REPLACES THE DATABASE. Default: none.
        port: TCP port. RESTART.
        parameters: Cluster parameters beside the platform's. In place, or at the next restart.
        instance_parameters: Parameters of the instances. Likewise.
        backups: Backups.
        maintenance_window: The weekly window, `ddd:HH:MM-ddd:HH:MM` in UTC, in which instances
            take turns. In place.
        logs: Logs.
        monitoring: Monitoring.
        protection: Protection.
        storage_type: `aurora`, or `aurora-iopt1` (I/O-Optimized); at most once in 30 days there.
        iam_authentication: Whether users may log in with an IAM token. In place.
        local_write_forwarding: Whether readers pass writes on to the writer. In place.
        extended_support: Whether to stay on a major past its standard support, for a charge. It
            counts at creation only.
        ca_certificate: The certificate authority of the instances. In place, or a RESTART.
            Default: AWS's.
        apply_immediately: Whether changes wait for the maintenance window (False) or not.
    """

    engine: Engine
    engine_version: str
    upgrades: Upgrades = "pinned"
    database_name: str | None = None
    port: int
    parameters: Mapping[str, ParameterValue] = field(default_factory=lambda: MappingProxyType({}))
    instance_parameters: Mapping[str, ParameterValue] = field(
        default_factory=lambda: MappingProxyType({})
    )
    backups: Backups = Backups()
    maintenance_window: str = "sun:04:00-sun:05:00"
    logs: Logs = Logs()
    monitoring: Monitoring = Monitoring()
    protection: Protection = Protection()
    storage_type: StorageType = "aurora"
    iam_authentication: bool = True
    local_write_forwarding: bool = False
    extended_support: bool = False
    ca_certificate: str | None = None
    apply_immediately: bool = False


@dataclass(frozen=True, kw_only=True)
class ClusterArgs(ClusterShape):
    """Arguments of a cluster.

    Attributes:
        identifier: The cluster's identifier; instances, log groups and the final snapshot are
            named after it. A change REPLACES THE DATABASE.
        credentials: Who keeps the master password. None only where the data brings its users
            along: with `source`, and in a global database outside the origin region.
        subnet_group_name: The DB subnet group. A change REPLACES THE DATABASE.
        security_group_ids: The security groups. In place.
        key_arn: The KMS key of the storage, the logs and the counters. A change REPLACES THE
            DATABASE.
        instances: The instances by key. The first is made first and so becomes the writer; the
            others follow together. A key taken out deletes its instance. None keeps storage only.
        serverless: Capacity of `db.serverless` instances. In place.
        data_api: Whether SQL can be sent over HTTPS. In place.
        source: Where the first data comes from. AWS takes fewer arguments then and the provider
            sends fewer: Database Insights, the Data API and, from a snapshot, IAM authentication
            are set by the first update after a refresh. Default: an empty database.
        membership: The global database that it belongs to. Default: none.
        after: Resources that have to be there first, and are deleted after. Default: none.
    """

    identifier: str
    credentials: Credentials | None = None
    subnet_group_name: pulumi.Input[str]
    security_group_ids: Sequence[pulumi.Input[str]]
    key_arn: pulumi.Input[str]
    instances: Mapping[str, Instance]
    serverless: Capacity | None = None
    data_api: bool = False
    source: Source | None = None
    membership: Membership | None = None
    after: Sequence[pulumi.Resource] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """What the database is: where one of these changes, AWS makes a new one."""
        username = self.credentials.username if self.credentials else ""
        return (self.engine, self.identifier, self.database_name or "", username, str(self.source))
