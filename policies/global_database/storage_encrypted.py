"""aurora-global-storage-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """Encryption must be on, unless the database takes it from a source cluster."""
    if database.given("sourceDbClusterIdentifier"):
        return
    if not database.flag("storageEncrypted"):
        yield Violation("the storage is not encrypted")


RULE = Rule(
    id="aurora-global-storage-encrypted",
    title="The storage of a global database is encrypted",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("storageEncrypted",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Members take the encryption of the global database when they join, and it cannot be "
        "changed afterwards: an unencrypted one can only be copied into a new one."
    ),
    remedy="set storageEncrypted to true",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "storageEncrypted": True},
        ),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "storageEncrypted": False},
        ),
    ),
    absent=Verdict.VIOLATION,
    defaults={"storageEncrypted": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html",
)
