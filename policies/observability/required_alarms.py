"""aurora-required-alarms."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import CLUSTER, INSTANCE, METRIC_ALARM
from policies.view import View

METRICS = (
    "CPUUtilization",
    "FreeableMemory",
    "DatabaseConnections",
    "Deadlocks",
    "AuroraReplicaLag",
)
SAME = {
    "AuroraReplicaLag": ("AuroraReplicaLagMaximum",),
    "FreeableMemory": ("FreeLocalStorage",),
}
"""Metrics that serve the purpose of another."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Each metric must have an alarm that is linked to the cluster or one of its instances."""
    estate = context.estate
    instances = estate.referring(cluster, INSTANCE, "clusterIdentifier")
    if not instances and cluster.given("globalClusterIdentifier"):
        return  # a member that only holds the storage has nothing that its metrics could tell
    wanted = list(context.parameters["metrics"])
    if any(instance.get("instanceClass") == "db.serverless" for instance in instances):
        wanted.append("ACUUtilization")
    if len(instances) < 2:
        wanted = [metric for metric in wanted if metric != "AuroraReplicaLag"]
    found = {
        alarm.text("metricName")
        for subject in (cluster, *instances)
        for alarm in estate.referring(subject, METRIC_ALARM, "dimensions")
    }
    for metric in wanted:
        if not {metric, *SAME.get(metric, ())} & found:
            yield Violation(f"no alarm watches {metric}", key=metric)


RULE = Rule(
    id="aurora-required-alarms",
    title="A cluster has the alarms that notice an outage",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Load, memory, connections, deadlocks and the lag of readers are what goes wrong first. "
        "Without an alarm on each, users are the ones who notice."
    ),
    remedy=(
        "add a MetricAlarm for each missing metric whose dimensions name the cluster or its "
        "instances"
    ),
    setting="aurora:alarms",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        *(
            Sketch(METRIC_ALARM, metric, {"metricName": metric}, {"dimensions": ("cluster",)})
            for metric in METRICS
        ),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="metrics",
            description="Metrics that must have an alarm.",
            schema={"type": "array", "items": {"type": "string"}},
            production=METRICS,
            global_=METRICS,
            development=METRICS,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
)
