"""aurora-instance-no-force-destroy."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import INSTANCE
from policies.view import View


def check(instance: View, context: Context) -> Iterator[Violation]:
    """A deletion must not detach the cluster."""
    if instance.flag("forceDestroy"):
        yield Violation("a deletion takes the cluster out of its global database")


RULE = Rule(
    id="aurora-instance-no-force-destroy",
    title="An instance is not detached from a global database by force",
    severity=Severity.MEDIUM,
    types=(INSTANCE,),
    properties=("forceDestroy",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "With forceDestroy a deletion of the last instance takes its cluster out of the global "
        "database first. What looks like the end of an instance then ends the replication of a "
        "region."
    ),
    remedy="leave forceDestroy false",
    check=check,
    good=(Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "forceDestroy": False}),),
    bad=(Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "forceDestroy": True}),),
    absent=Verdict.PASS,
    defaults={"forceDestroy": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-deleting.html",
)
