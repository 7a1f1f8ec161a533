"""dev-cost-bounds."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Instances, capacity, storage and backups must stay within the bounds."""
    bounds = context.parameters
    count = len(context.estate.referring(cluster, INSTANCE, "clusterIdentifier"))
    capacity = cluster.get("serverlessv2ScalingConfiguration.maxCapacity", default=0)
    days = cluster.get("backupRetentionPeriod", default=1)
    if count > bounds["instances"]:
        yield Violation(f"{count} instances", key="instances")
    if isinstance(capacity, (int, float)) and capacity > bounds["maximumAcu"]:
        yield Violation(f"up to {capacity} ACU", "serverlessv2ScalingConfiguration", "capacity")
    if isinstance(days, int) and days > bounds["retentionDays"]:
        yield Violation(f"backups are kept {days} days", "backupRetentionPeriod", "backups")
    if cluster.get("storageType") == "aurora-iopt1":
        yield Violation("I/O-Optimized storage", "storageType", "storage")


RULE = Rule(
    id="dev-cost-bounds",
    title="Development stays within its bounds of cost",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.DISABLED, Level.MANDATORY),
    rationale=(
        "A database for development runs day and night like any other. Few instances, little "
        "capacity, short backups and one region keep it below the price of a lunch."
    ),
    remedy="reduce what the message names",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "backupRetentionPeriod": 3}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "storageType": "aurora-iopt1"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="instances",
            description="Instances a cluster.",
            schema={"type": "integer", "minimum": 0},
            production=16,
            global_=16,
            development=1,
        ),
        Parameter(
            name="maximumAcu",
            description="ACU of a serverless cluster.",
            schema={"type": "number"},
            production=256,
            global_=256,
            development=4,
        ),
        Parameter(
            name="retentionDays",
            description="Days that backups are kept.",
            schema={"type": "integer"},
            production=35,
            global_=35,
            development=7,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_BestPractices.html",
)
