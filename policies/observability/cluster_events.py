"""rds-events-cluster."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.subscriptions import uncovered
from policies.tokens import CLUSTER, EVENT_SUBSCRIPTION
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Every wanted category must be subscribed to: one violation for each that is not."""
    for category in uncovered(
        subject,
        context.estate,
        "db-cluster",
        (
            "maintenance",
            "failure",
        ),
    ):
        yield Violation(f"nobody hears of {category}", key=category)


RULE = Rule(
    id="rds-events-cluster",
    title="Somebody hears of a failure of a cluster",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "RDS says when a cluster fails over or is about to be patched, but only to those who "
        "subscribed. An alarm on a metric notices the same later, or not at all."
    ),
    remedy=(
        "add an enabled EventSubscription of source type db-cluster with the categories "
        "maintenance, failure"
    ),
    check=check,
    good=(
        Sketch(CLUSTER, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),
        Sketch(
            EVENT_SUBSCRIPTION,
            "events",
            {
                "snsTopic": "arn:aws:sns:eu-west-1:123456789012:alerts",
                "sourceType": "db-cluster",
                "eventCategories": ["maintenance", "failure"],
            },
        ),
    ),
    bad=(Sketch(CLUSTER, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html",
)
