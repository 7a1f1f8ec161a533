"""aurora-cluster-pulumi-protect."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """The engine must refuse to plan a deletion or a replacement."""
    if not database.protect:
        yield Violation("Pulumi would delete or replace it when a plan says so")


RULE = Rule(
    id="aurora-cluster-pulumi-protect",
    title="A database is protected by Pulumi",
    severity=Severity.MEDIUM,
    types=(CLUSTER, GLOBAL_CLUSTER),
    properties=("engine",),
    levels=Levels(Level.ADVISORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "The protect option makes the engine refuse a plan that deletes or replaces the resource, "
        "before any call to AWS. It also covers a replacement, which AWS would meet late."
    ),
    remedy="give the resource the option protect=True",
    setting="aurora:protection.protect",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, protect=True),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    url="https://www.pulumi.com/docs/iac/concepts/options/protect/",
)
