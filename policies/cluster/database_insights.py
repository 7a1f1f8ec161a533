"""aurora-cluster-database-insights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

ADVANCED_DAYS: Final = int(limit("database-insights-advanced-days").low or 0)
UNWATCHED: Final = ("db.t2.", "db.t3.", "db.t4g.micro", "db.t4g.small")
"""Classes of Aurora MySQL without it: the user guide, USER_DatabaseInsights.Engines, 2026-11-25."""


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
    """Return whether AWS watches no instance of this class; the class is another rule's matter."""
    class_ = instance.get("instanceClass")
    limited = isinstance(class_, str) and class_.startswith(UNWATCHED)
    return limited and instance.get("engine") != "aurora-postgresql"


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
