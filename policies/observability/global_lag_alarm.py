"""aurora-global-lag-alarm."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, METRIC_ALARM
from policies.view import View

METRICS = frozenset(
    {"AuroraGlobalDBReplicationLag", "AuroraGlobalDBRPOLag", "AuroraGlobalDBProgressLag"}
)


def check(database: View, context: Context) -> Iterator[Violation]:
    """Each member must be named by an alarm on one of the metrics."""
    for member in context.estate.referring(database, CLUSTER, "globalClusterIdentifier"):
        alarms = context.estate.referring(member, METRIC_ALARM, "dimensions")
        if not METRICS & {alarm.text("metricName") for alarm in alarms}:
            yield Violation(f"nothing watches the lag of {member.name}", key=member.name)


RULE = Rule(
    id="aurora-global-lag-alarm",
    title="An alarm watches how far a region lags behind",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "The lag of a region is the data that its takeover would lose. The metric is published in "
        "the region that lags, so an alarm is needed in each, since any of them may be the next "
        "to lag."
    ),
    remedy=(
        "add a MetricAlarm on AuroraGlobalDBReplicationLag or AuroraGlobalDBRPOLag in each of the "
        "regions of the database"
    ),
    setting="aurora:alarms.globalLagMilliseconds",
    check=check,
    good=(
        Sketch(GLOBAL_CLUSTER, "database", {"engine": "aurora-mysql"}),
        Sketch(CLUSTER, "one", {}, {"globalClusterIdentifier": ("database",)}),
        Sketch(
            METRIC_ALARM, "lag", {"metricName": "AuroraGlobalDBRPOLag"}, {"dimensions": ("one",)}
        ),
    ),
    bad=(
        Sketch(GLOBAL_CLUSTER, "database", {"engine": "aurora-mysql"}),
        Sketch(CLUSTER, "one", {}, {"globalClusterIdentifier": ("database",)}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-monitoring.html",
)
