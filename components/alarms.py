"""The alarms of a cluster, each on the dimension under which AWS publishes its metric."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_aws as aws

from aurora.catalogue.classes import SERVERLESS, instance_class
from aurora.catalogue.metrics import NAMESPACE, metric, published
from aurora.catalogue.versions import version
from components.component import Component, ComponentArgs

__all__ = ["Alarms", "AlarmsArgs", "Thresholds"]

GIBIBYTE = 1024**3
ACU_GIBIBYTES = 2
"""An ACU is about 2 GiB of memory (Aurora user guide, Serverless v2)."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """When alarms ring. All in place.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html

    Attributes:
        cpu_percent: CPU of an instance, percent; above it.
        connections: Connections of an instance; above it.
        replica_lag_milliseconds: A reader behind the writer of its region; above it.
        global_lag_milliseconds: A region behind the writing region; above it.
        free_memory_percent: Memory of an instance that is free, percent; below it.
        deadlocks_per_second: Deadlocks of an instance, a second; above it.
        capacity_percent: Use of a serverless instance's largest capacity, percent; above it.
        period_seconds: Length of a period.
        evaluation_periods: Periods in a row beyond the threshold.
    """

    cpu_percent: float = 80
    connections: float = 1000
    replica_lag_milliseconds: float = 1000
    global_lag_milliseconds: float = 1000
    free_memory_percent: float = 5
    deadlocks_per_second: float = 1
    capacity_percent: float = 90
    period_seconds: int = 300
    evaluation_periods: int = 2


@dataclass(frozen=True, kw_only=True)
class AlarmsArgs(ComponentArgs):
    """Arguments of a cluster's alarms.

    Attributes:
        cluster_identifier: The cluster. A change replaces the alarms.
        instances: Identifier and class of each instance by key. One added brings its alarms.
        engine: The engine, which decides what is published.
        engine_version: The version, likewise.
        max_acu: Largest capacity of a serverless instance, in ACU; else None.
        member: Whether the cluster belongs to a global database; then it also watches its
            distance to the writing region, whichever that is.
        topic_arn: Who is told, both when an alarm rings and when it is over. In place.
        thresholds: When they ring. In place.
    """

    cluster_identifier: str
    instances: Mapping[str, tuple[str, str]]
    engine: str
    engine_version: str
    max_acu: float | None = None
    member: bool = False
    topic_arn: pulumi.Input[str]
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One kind of alarm.

    Attributes:
        function: Its name, part of the child's name.
        metric: The metric.
        statistic: How values of a period become one.
        beyond: Which side of the threshold rings.
        threshold: The threshold, from the arguments and the class of the instance.
        silent: Whether no data is a good sign: the writer publishes no replica lag, the writing
            region no global lag.
    """

    function: str
    metric: str
    statistic: Literal["Average", "Maximum"] = "Average"
    beyond: Literal["GreaterThanThreshold", "LessThanThreshold"] = "GreaterThanThreshold"
    threshold: Callable[[AlarmsArgs, str], float]
    silent: bool = False


def free_memory(args: AlarmsArgs, class_: str) -> float:
    """Return the free memory, in bytes, below which an instance is short of it."""
    known = instance_class(class_)
    memory = known.memory if known else 0
    if class_ == SERVERLESS:
        # AWS counts the memory that it would have at its largest capacity.
        memory = (args.max_acu or 1) * ACU_GIBIBYTES
    return round(memory * GIBIBYTE * args.thresholds.free_memory_percent / 100)


ALARMS = (
    Alarm(
        function="cpu",
        metric="CPUUtilization",
        threshold=lambda args, class_: args.thresholds.cpu_percent,
    ),
    Alarm(
        function="connections",
        metric="DatabaseConnections",
        threshold=lambda args, class_: args.thresholds.connections,
    ),
    Alarm(
        function="free-memory",
        metric="FreeableMemory",
        beyond="LessThanThreshold",
        threshold=free_memory,
    ),
    Alarm(
        function="deadlocks",
        metric="Deadlocks",
        threshold=lambda args, class_: args.thresholds.deadlocks_per_second,
        silent=True,
    ),
    Alarm(
        function="replica-lag",
        metric="AuroraReplicaLag",
        statistic="Maximum",
        threshold=lambda args, class_: args.thresholds.replica_lag_milliseconds,
        silent=True,
    ),
    Alarm(
        function="capacity",
        metric="ACUUtilization",
        threshold=lambda args, class_: args.thresholds.capacity_percent,
        silent=True,
    ),
    Alarm(
        function="global-lag",
        metric="AuroraGlobalDBReplicationLag",
        statistic="Maximum",
        threshold=lambda args, class_: args.thresholds.global_lag_milliseconds,
        silent=True,
    ),
    Alarm(
        function="global-rpo-lag",
        metric="AuroraGlobalDBRPOLag",
        statistic="Maximum",
        threshold=lambda args, class_: args.thresholds.global_lag_milliseconds,
        silent=True,
    ),
)


class Alarms(Component):
    """A set of alarms for each instance, and in a global database two for the cluster.

    Every instance has the same set, because any reader may become the writer.

    Attributes:
        names: Names of the alarms.
    """

    TYPE = "aurora:index:Alarms"
    CHILDREN = tuple(f"alarm-{alarm.function}" for alarm in ALARMS)

    names: tuple[str, ...]

    def __init__(
        self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        names = []
        for alarm in ALARMS:
            if metric(alarm.metric).per == "cluster":
                if wanted(alarm, args, ""):
                    child = f"{name}-alarm-{alarm.function}"
                    names.append(self._alarm(child, args, alarm, args.cluster_identifier, ""))
                continue
            for key, (identifier, class_) in args.instances.items():
                if wanted(alarm, args, class_):
                    child = f"{name}-alarm-{alarm.function}-{key}"
                    names.append(self._alarm(child, args, alarm, identifier, class_))
        self.names = tuple(names)
        self.register_outputs({"names": list(self.names)})

    def _alarm(
        self, child: str, args: AlarmsArgs, alarm: Alarm, identifier: str, class_: str
    ) -> str:
        watched = metric(alarm.metric)
        threshold = alarm.threshold(args, class_)
        side = "above" if alarm.beyond == "GreaterThanThreshold" else "below"
        alarm_name = f"{identifier}-{alarm.function}"
        aws.cloudwatch.MetricAlarm(
            child,
            self.adapted(
                f"alarm-{alarm.function}",
                aws.cloudwatch.MetricAlarmArgs(
                    region=args.region,
                    name=alarm_name,
                    alarm_description=f"{alarm.metric} of {identifier} is {side} "
                    f"{threshold:g} ({watched.unit})",
                    namespace=NAMESPACE,
                    metric_name=alarm.metric,
                    dimensions={watched.dimension: identifier},
                    statistic=alarm.statistic,
                    comparison_operator=alarm.beyond,
                    threshold=threshold,
                    period=args.thresholds.period_seconds,
                    evaluation_periods=args.thresholds.evaluation_periods,
                    treat_missing_data="notBreaching" if alarm.silent else "missing",
                    actions_enabled=True,
                    alarm_actions=[args.topic_arn],
                    ok_actions=[args.topic_arn],
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        return alarm_name


def wanted(alarm: Alarm, args: AlarmsArgs, class_: str) -> bool:
    """Tell whether the engine, the class and the cluster's place publish an alarm's metric."""
    watched = metric(alarm.metric)
    running = version(args.engine, args.engine_version)
    if running and not published(watched, running, serverless=class_ == SERVERLESS):
        return False
    if watched.where == "other-regions":
        return args.member
    if watched.where == "reader":
        return args.member or len(args.instances) > 1
    return True
