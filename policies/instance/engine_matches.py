"""aurora-instance-engine-matches."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(instance: View, context: Context) -> Iterator[Violation]:
    """Engine and version must equal the cluster's wherever both are known."""
    for cluster in context.estate.linked(instance, "clusterIdentifier", CLUSTER):
        for property_ in ("engine", "engineVersion"):
            own, theirs = instance.get(property_), cluster.get(property_)
            if isinstance(own, str) and isinstance(theirs, str) and own != theirs:
                yield Violation(f"{own} is not the cluster's {theirs}", property=property_)


RULE = Rule(
    id="aurora-instance-engine-matches",
    title="An instance runs its cluster's engine",
    severity=Severity.MEDIUM,
    types=(INSTANCE,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS refuses an instance whose engine is not its cluster's, and a version that differs "
        "makes every later plan try to change it back. Both belong to the cluster."
    ),
    remedy="take engine from the cluster's output and leave engineVersion out",
    check=check,
    good=(
        Sketch(
            INSTANCE, "instance", {"engine": "aurora-mysql"}, {"clusterIdentifier": ("cluster",)}
        ),
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
    ),
    bad=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-postgresql"},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.CreateInstance.html",
)
