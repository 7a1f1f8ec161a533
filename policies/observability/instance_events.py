"""rds-events-instance."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.subscriptions import uncovered
from policies.tokens import EVENT_SUBSCRIPTION, INSTANCE
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Every wanted category must be subscribed to: one violation for each that is not."""
    for category in uncovered(
        subject,
        context.estate,
        "db-instance",
        (
            "maintenance",
            "configuration change",
            "failure",
        ),
    ):
        yield Violation(f"nobody hears of {category}", key=category)


RULE = Rule(
    id="rds-events-instance",
    title="Somebody hears of a failure or a change of an instance",
    severity=Severity.LOW,
    types=(INSTANCE,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A failed instance is replaced without a word; its readers were gone for minutes. A "
        "change that nobody planned is the first sign of somebody at work outside the programs."
    ),
    remedy=(
        "add an enabled EventSubscription of source type db-instance with the categories "
        "maintenance, configuration change, failure"
    ),
    check=check,
    good=(
        Sketch(INSTANCE, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),
        Sketch(
            EVENT_SUBSCRIPTION,
            "events",
            {
                "snsTopic": "arn:aws:sns:eu-west-1:123456789012:alerts",
                "sourceType": "db-instance",
                "eventCategories": ["maintenance", "configuration change", "failure"],
            },
        ),
    ),
    bad=(Sketch(INSTANCE, "subject", {"engine": "aurora-mysql", "family": "aurora-mysql8.0"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html",
)
