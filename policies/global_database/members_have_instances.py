"""aurora-global-secondary-has-reader."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """Each member must be named by an instance."""
    for member in context.estate.referring(database, CLUSTER, "globalClusterIdentifier"):
        if not context.estate.referring(member, INSTANCE, "clusterIdentifier"):
            yield Violation(f"{member.name} has no instance", key=member.name)


RULE = Rule(
    id="aurora-global-secondary-has-reader",
    title="Every member of a global database has an instance",
    severity=Severity.MEDIUM,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A member without an instance holds the data but can neither be read nor take over at "
        "once: an instance must be made first, which takes many minutes, in the hour that "
        "matters."
    ),
    remedy="give each member at least one instance",
    setting="aurora:regions",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1"},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(INSTANCE, "one-1", {"engine": "aurora-mysql"}, {"clusterIdentifier": ("one",)}),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1"},
            {"globalClusterIdentifier": ("database",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.html",
)
