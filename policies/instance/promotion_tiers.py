"""aurora-instance-promotion-tiers."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

FIRST_TIERS = (0, 1)


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Two instances must share the first tiers, and those the class."""
    instances = context.estate.referring(cluster, INSTANCE, "clusterIdentifier")
    first = [i for i in instances if i.number("promotionTier") in FIRST_TIERS]
    classes = {class_ for i in first if isinstance(class_ := i.get("instanceClass"), str)}
    if len(instances) > 1 and len(first) < len(FIRST_TIERS):
        yield Violation("no second instance has tier 0 or 1", property="promotionTier")
    elif len(classes) > 1 and "db.serverless" not in classes:
        yield Violation("instances of the first tiers differ in class", property="instanceClass")


RULE = Rule(
    id="aurora-instance-promotion-tiers",
    title="A failover lands on an instance that can carry the load",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "AWS promotes the instance of the lowest tier, the largest among equals. When every "
        "reader is in a late tier or smaller than the writer, the new writer may be overrun by "
        "the load it takes over."
    ),
    remedy=(
        "give at least one instance besides the writer promotionTier 0 or 1 and the writer's class"
    ),
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "promotionTier": 0},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "promotionTier": 1},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    bad=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "promotionTier": 0},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "promotionTier": 9},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
)
