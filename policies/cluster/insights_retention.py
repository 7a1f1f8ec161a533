"""aurora-pi-retention-valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

TAKEN: Final = limit("performance-insights-days")


def check(subject: View, context: Context) -> Iterator[Violation]:
    """The period must be one of the values that the API takes; absent is 7."""
    days = subject.number("performanceInsightsRetentionPeriod")
    if days and not TAKEN.allows(days):
        yield Violation(f"AWS does not take {days} days")


RULE = Rule(
    id="aurora-pi-retention-valid",
    title="The retention of Performance Insights is one that AWS takes",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        INSTANCE,
    ),
    properties=("performanceInsightsRetentionPeriod",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS takes seven days, whole months of 31 days up to 23, or 731 days. Any other number "
        "passes the plan and is refused twenty minutes later, after the cluster exists."
    ),
    remedy="set performanceInsightsRetentionPeriod to 7, a multiple of 31 up to 713, or 731",
    setting="aurora:monitoring.insightsRetentionDays",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "performanceInsightsRetentionPeriod": 465},
        ),
    ),
    bad=(
        Sketch(
            CLUSTER, "cluster", {"engine": "aurora-mysql", "performanceInsightsRetentionPeriod": 30}
        ),
    ),
    absent=Verdict.PASS,
    defaults={"performanceInsightsRetentionPeriod": 7},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Overview.cost.html",
)
