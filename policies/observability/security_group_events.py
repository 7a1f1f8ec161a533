"""rds-events-security-group."""

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
        "db-security-group",
        (
            "configuration change",
            "failure",
        ),
    ):
        yield Violation(f"nobody hears of {category}", key=category)


RULE = Rule(
    id="rds-events-security-group",
    title="Somebody hears of a change of a database security group",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "The events concern groups outside a VPC, which exist in old accounts only; audits still "
        "ask for the subscription."
    ),
    remedy=(
        "add an enabled EventSubscription of source type db-security-group with the categories "
        "configuration change, failure"
    ),
    check=check,
    good=(
        Sketch(CLUSTER, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),
        Sketch(
            EVENT_SUBSCRIPTION,
            "events",
            {
                "snsTopic": "arn:aws:sns:eu-west-1:123456789012:alerts",
                "sourceType": "db-security-group",
                "eventCategories": ["configuration change", "failure"],
            },
        ),
    ),
    bad=(Sketch(CLUSTER, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html",
)
