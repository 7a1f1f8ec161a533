"""aurora-global-secondary-no-credentials."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View

CREDENTIALS = ("masterUsername", "masterPassword", "masterPasswordWo", "databaseName")

JOINED = ("sourceRegion", "replicationSourceIdentifier")
"""What only a member has that replicates another."""


def check(database: View, context: Context) -> Iterator[Violation]:
    """At most one member, the first, may have credentials."""
    members = context.estate.referring(database, CLUSTER, "globalClusterIdentifier")
    named = [member for member in members if any(member.given(name) for name in CREDENTIALS)]
    first = [m for m in named if not any(m.given(name) for name in JOINED)][:1]
    for member in (member for member in named if member not in first):
        given = next(name for name in CREDENTIALS if member.given(name))
        yield Violation(f"AWS refuses {given} on {member.name}", property=given, key=member.name)


RULE = Rule(
    id="aurora-global-secondary-no-credentials",
    title="Only one member of a global database names its master user",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A member that joins takes over the users and databases of the volume it replicates. AWS "
        "refuses a user name, a password or a database name on it."
    ),
    remedy=(
        "leave masterUsername, the password and databaseName out of every member but the one that "
        "was first"
    ),
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
            {"engine": "aurora-mysql", "region": "us-east-1", "masterUsername": "shop_owner"},
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
            {"engine": "aurora-mysql", "region": "us-east-1", "masterUsername": "shop_owner"},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            CLUSTER,
            "two",
            {"engine": "aurora-mysql", "region": "eu-west-1", "masterUsername": "shop_owner"},
            {"globalClusterIdentifier": ("database",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.html",
)
