"""aurora-global-deletion-protection."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """AWS must refuse the deletion, and no destroy may detach the members first."""
    if not database.flag("deletionProtection"):
        yield Violation("AWS would delete the global database when asked to")
    if database.flag("forceDestroy"):
        yield Violation("a destroy detaches every member first", property="forceDestroy")


RULE = Rule(
    id="aurora-global-deletion-protection",
    title="A global database is protected against deletion",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("deletionProtection", "forceDestroy"),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "The protection of the member clusters does not cover the global database itself: deleted, "
        "its regions go on alone and no longer replicate. forceDestroy would even help with that."
    ),
    remedy="set deletionProtection to true and leave forceDestroy false",
    setting="aurora:protection.deletionProtection",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "deletionProtection": True},
        ),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "deletionProtection": False},
        ),
    ),
    absent=Verdict.VIOLATION,
    defaults={"deletionProtection": False, "forceDestroy": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-deleting.html",
)
