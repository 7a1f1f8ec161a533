"""aurora-global-unique-identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """No two members may have the same identifier."""
    members = context.estate.referring(database, CLUSTER, "globalClusterIdentifier")
    names = [member.get("clusterIdentifier") for member in members]
    known = [name for name in names if isinstance(name, str)]
    for name in sorted({name for name in known if known.count(name) > 1}):
        yield Violation(f"{name} is the name of several members", "clusterIdentifier", name)


RULE = Rule(
    id="aurora-global-unique-identifiers",
    title="The clusters of a global database have different names",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "AWS asks for cluster identifiers that are unique over all regions. The same name twice "
        "also makes every alarm, log and bill line ambiguous."
    ),
    remedy="put the region into clusterIdentifier",
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
            {
                "engine": "aurora-mysql",
                "region": "us-east-1",
                "clusterIdentifier": "shop-us-east-1",
            },
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            CLUSTER,
            "two",
            {
                "engine": "aurora-mysql",
                "region": "eu-west-1",
                "clusterIdentifier": "shop-eu-west-1",
            },
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
            {"engine": "aurora-mysql", "region": "us-east-1", "clusterIdentifier": "shop"},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            CLUSTER,
            "two",
            {"engine": "aurora-mysql", "region": "eu-west-1", "clusterIdentifier": "shop"},
            {"globalClusterIdentifier": ("database",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html",
)
