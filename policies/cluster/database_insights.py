"""aurora-cluster-database-insights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.classes import instance_class
from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

ADVANCED_DAYS: Final = int(limit("database-insights-advanced-days").low or 0)


def check(subject: View, context: Context) -> Iterator[Violation]:
    """A cluster must be in advanced mode, completely; an instance must not be left out."""
    if subject.type == INSTANCE:
        yield from _instance(subject, context)
        return
    if subject.text("databaseInsightsMode", "standard") != "advanced":
        yield Violation("Database Insights is in standard mode")
    elif not subject.flag("performanceInsightsEnabled"):
        yield Violation("advanced mode needs it", property="performanceInsightsEnabled")
    elif subject.number("performanceInsightsRetentionPeriod") < ADVANCED_DAYS:
        yield Violation(
            f"advanced mode needs {ADVANCED_DAYS} days",
            property="performanceInsightsRetentionPeriod",
        )


def _instance(instance: View, context: Context) -> Iterator[Violation]:
    if _cannot(instance):
        return
    clusters = context.estate.linked(instance, "clusterIdentifier", CLUSTER)
    covered = any(cluster.flag("performanceInsightsEnabled") for cluster in clusters)
    if not instance.flag("performanceInsightsEnabled", default=covered):
        yield Violation("the instance is not watched", property="performanceInsightsEnabled")


def _cannot(instance: View) -> bool:
    """Return whether AWS watches no instance of this class; one it has not is another's matter."""
    name = instance.get("instanceClass")
    known = instance_class(name) if isinstance(name, str) else None
    engine = instance.get("engine")
    return known is not None and engine in known.engines and engine not in known.insights


RULE = Rule(
    id="aurora-cluster-database-insights",
    title="Database Insights watches a cluster",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        INSTANCE,
    ),
    properties=(
        "databaseInsightsMode",
        "performanceInsightsEnabled",
        "performanceInsightsRetentionPeriod",
    ),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Database Insights shows which statements load the database and on what they wait, which "
        "no metric does. The advanced mode, the successor of long Performance Insights retention, "
        "keeps 15 months."
    ),
    remedy=(
        "set databaseInsightsMode to advanced with performanceInsightsEnabled true and "
        "performanceInsightsRetentionPeriod 465"
    ),
    setting="aurora:monitoring.insights",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "databaseInsightsMode": "advanced",
                "performanceInsightsEnabled": True,
                "performanceInsightsRetentionPeriod": 465,
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "databaseInsightsMode": "advanced",
                "performanceInsightsEnabled": True,
                "performanceInsightsRetentionPeriod": 31,
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.TurningOnAdvanced.html",
)
