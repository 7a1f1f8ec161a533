"""aurora-global-supported-version."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster import engine_version_minimum
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """The version must be named and at least the minimum of the engine."""
    yield from engine_version_minimum.check(database, context)


RULE = Rule(
    id="aurora-global-supported-version",
    title="A global database pins a version that is still supported",
    severity=Severity.MEDIUM,
    types=(GLOBAL_CLUSTER,),
    properties=("engineVersion",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "All members run the version of the global database. An old one is upgraded by AWS in "
        "every region, at a time of its choosing, and a missing one is whatever AWS gives that "
        "day."
    ),
    remedy="set engineVersion of the global database to a supported release",
    setting="aurora:engine.version",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.0"},
        ),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER, "database", {"engine": "aurora-postgresql", "engineVersion": "11.8"}
        ),
    ),
    absent=Verdict.VIOLATION,
    parameters=(*engine_version_minimum.RULE.parameters,),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html",
)
