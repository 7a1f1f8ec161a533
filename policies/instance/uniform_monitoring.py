"""aurora-instance-uniform-monitoring."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

SETTINGS = ("monitoringInterval", "performanceInsightsEnabled")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Each setting must have one value over all instances."""
    instances = context.estate.referring(cluster, INSTANCE, "clusterIdentifier")
    for setting in SETTINGS:
        values = {
            str(instance.known(setting, default="as the cluster")).lower() for instance in instances
        }
        if len(values) > 1:
            yield Violation(f"{setting} differs: {', '.join(sorted(values))}", setting, setting)


RULE = Rule(
    id="aurora-instance-uniform-monitoring",
    title="The instances of a cluster are monitored alike",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Database Insights needs the same settings on all instances of a cluster, and after a "
        "failover the new writer must be seen as closely as the old one was."
    ),
    remedy=(
        "set monitoringInterval and performanceInsightsEnabled on the cluster, or alike on every "
        "instance"
    ),
    setting="aurora:monitoring",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "monitoringInterval": 15},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "monitoringInterval": 15},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    bad=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "monitoringInterval": 15},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "monitoringInterval": 60},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.html",
)
