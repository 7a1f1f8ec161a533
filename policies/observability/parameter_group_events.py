"""rds-events-parameter-group."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.subscriptions import uncovered
from policies.tokens import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    EVENT_SUBSCRIPTION,
    PARAMETER_GROUP,
)
from policies.view import View

GROUPS = (CLUSTER_PARAMETER_GROUP, PARAMETER_GROUP)


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Every wanted category must be subscribed to: one violation for each that is not."""
    if subject.type == CLUSTER and context.estate.of_type(*GROUPS):
        return  # the groups of the program are asked for themselves
    for category in uncovered(
        subject, context.estate, "db-parameter-group", ("configuration change",)
    ):
        yield Violation(f"nobody hears of {category}", key=category)


RULE = Rule(
    id="rds-events-parameter-group",
    title="Somebody hears of a change of a parameter group",
    severity=Severity.LOW,
    types=(CLUSTER, *GROUPS),
    properties=("family",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A parameter that is changed by hand can turn off TLS or the audit log, and takes effect "
        "at the next restart, long after."
    ),
    remedy=(
        "add an enabled EventSubscription of source type db-parameter-group with the categories "
        "configuration change"
    ),
    check=check,
    good=(
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "subject",
            {"engine": "aurora-mysql", "family": "aurora-mysql8.0"},
        ),
        Sketch(
            EVENT_SUBSCRIPTION,
            "events",
            {
                "snsTopic": "arn:aws:sns:eu-west-1:123456789012:alerts",
                "sourceType": "db-parameter-group",
                "eventCategories": ["configuration change"],
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "subject",
            {"engine": "aurora-mysql", "family": "aurora-mysql8.0"},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html",
)
