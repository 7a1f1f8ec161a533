"""aurora-global-tagged."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tags import tags_of
from policies.tokens import GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """At least one tag must be given, by the resource or its provider."""
    unknown = UNKNOWN in (database.get("tagsAll"), database.get("tags"))
    if not unknown and not tags_of(database):
        yield Violation("the global database has no tags")


RULE = Rule(
    id="aurora-global-tagged",
    title="A global database has tags",
    severity=Severity.LOW,
    types=(GLOBAL_CLUSTER,),
    properties=("tags",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Cost reports and access rules go by tags. The global database is a resource of its own, "
        "which the tags of its members do not reach."
    ),
    remedy="give the global database tags",
    setting="aurora:tags",
    check=check,
    good=(Sketch(GLOBAL_CLUSTER, "database", {"tags": {"Application": "shop"}}),),
    bad=(Sketch(GLOBAL_CLUSTER, "database", {"tags": {}}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html",
)
