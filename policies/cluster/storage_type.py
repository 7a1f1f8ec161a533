"""aurora-cluster-storage-type."""

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
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The type must be one that was allowed."""
    type_ = cluster.text("storageType")
    if type_ not in context.parameters["allowed"]:
        yield Violation(f"{type_} is not allowed in {context.environment.value}")


RULE = Rule(
    id="aurora-cluster-storage-type",
    title="I/O-Optimized storage is used where it was decided",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("storageType",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.MANDATORY),
    rationale=(
        "I/O-Optimized storage costs more and charges no I/O: it pays above a quarter of the bill "
        "in I/O. The change back is possible any time, the change to it once in thirty days."
    ),
    remedy="leave storageType out, or allow it in the policy configuration",
    setting="aurora:engine.storage",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "storageType": "aurora"}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "storageType": "io1"}),),
    absent=Verdict.PASS,
    parameters=(
        Parameter(
            name="allowed",
            description="Storage types that may be used; an empty text is the standard one.",
            schema={"type": "array", "items": {"enum": ["", "aurora", "aurora-iopt1"]}},
            production=("", "aurora", "aurora-iopt1"),
            global_=("", "aurora", "aurora-iopt1"),
            development=("", "aurora"),
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html",
)
