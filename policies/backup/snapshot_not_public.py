"""cluster-snapshot-not-public."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER_SNAPSHOT, CLUSTER_SNAPSHOT_COPY
from policies.view import View


def check(snapshot: View, context: Context) -> Iterator[Violation]:
    """The word that means everybody must not stand among the accounts."""
    if "all" in snapshot.texts("sharedAccounts"):
        yield Violation("any account can restore the snapshot")


RULE = Rule(
    id="cluster-snapshot-not-public",
    title="A snapshot is not shared with everybody",
    severity=Severity.CRITICAL,
    types=(
        CLUSTER_SNAPSHOT,
        CLUSTER_SNAPSHOT_COPY,
    ),
    properties=("sharedAccounts",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A public snapshot is a copy of the whole database that any AWS account can restore. "
        "Lists of public snapshots are read by others within minutes."
    ),
    remedy="remove all from sharedAccounts and name accounts",
    check=check,
    good=(Sketch(CLUSTER_SNAPSHOT, "snapshot", {"sharedAccounts": ["123456789012"]}),),
    bad=(Sketch(CLUSTER_SNAPSHOT, "snapshot", {"sharedAccounts": ["all"]}),),
    absent=Verdict.PASS,
    never_exempt=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-share-snapshot.html",
)
