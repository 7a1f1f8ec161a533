"""aurora-pi-cmk-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE, KEY
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Where Performance Insights is on, a key must be named; an instance takes its cluster's."""
    if subject.flag("performanceInsightsEnabled"):
        yield from own_key(subject, "performanceInsightsKmsKeyId", "Performance Insights")


RULE = Rule(
    id="aurora-pi-cmk-encrypted",
    title="Performance Insights is encrypted with a key of its owner",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        INSTANCE,
    ),
    properties=("performanceInsightsKmsKeyId",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "The collected statements can hold values of rows. Without a key of one's own they are "
        "encrypted with one that AWS manages, which no policy of yours guards; it cannot be "
        "changed later."
    ),
    remedy="set performanceInsightsKmsKeyId to a KMS key of your own",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"performanceInsightsEnabled": True},
            {"performanceInsightsKmsKeyId": ("key",)},
        ),
        Sketch(KEY, "key"),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"performanceInsightsEnabled": True}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.access-control.html",
)
