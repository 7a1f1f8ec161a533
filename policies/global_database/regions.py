"""aurora-global-secondary-region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View

FEWEST: Final = 2
MOST: Final = 1 + int(limit("global-other-regions").high or 0)
"""Regions, the writing one included."""


def check(database: View, context: Context) -> Iterator[Violation]:
    """The members are counted, and their regions must differ."""
    members = context.estate.referring(database, CLUSTER, "globalClusterIdentifier")
    regions = [member.region for member in members if member.region]
    if len(members) < FEWEST:
        yield Violation(f"the database has {len(members)} members, so no second region")
    if len(members) > MOST:
        yield Violation(f"the database has {len(members)} members, AWS allows {MOST}")
    for region in sorted({region for region in regions if regions.count(region) > 1}):
        yield Violation(f"{region} has more than one member", key=region)


RULE = Rule(
    id="aurora-global-secondary-region",
    title="A global database has members in two to eleven regions",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "With one region a global database costs more and protects no better than a cluster. AWS "
        "allows one cluster a region and ten regions besides the one that writes."
    ),
    remedy="add a cluster in another region, at most eleven in all and one in each",
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
        Sketch(
            CLUSTER,
            "two",
            {"engine": "aurora-mysql", "region": "eu-west-1"},
            {"globalClusterIdentifier": ("database",)},
        ),
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
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html",
)
