"""aurora-cluster-deletion-protection."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """AWS itself must refuse the deletion."""
    if not cluster.flag("deletionProtection"):
        yield Violation("AWS would delete the cluster when asked to")


RULE = Rule(
    id="aurora-cluster-deletion-protection",
    title="A cluster is protected against deletion",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("deletionProtection",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A wrong stack, a wrong account or a replacement in a plan nobody read deletes a database "
        "in minutes. With deletion protection AWS refuses until somebody turns it off on purpose."
    ),
    remedy="set deletionProtection to true",
    setting="aurora:protection.deletionProtection",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "deletionProtection": True}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "deletionProtection": False}),),
    absent=Verdict.VIOLATION,
    defaults={"deletionProtection": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
)
