"""cluster-snapshot-share-allowlist."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import CLUSTER_SNAPSHOT, CLUSTER_SNAPSHOT_COPY
from policies.view import View


def check(snapshot: View, context: Context) -> Iterator[Violation]:
    """Every account must be one that was allowed."""
    allowed = context.parameters["accounts"]
    for account in snapshot.texts("sharedAccounts"):
        if account not in allowed:
            yield Violation(f"shared with {account}", key=account)


RULE = Rule(
    id="cluster-snapshot-share-allowlist",
    title="A snapshot is shared with known accounts only",
    severity=Severity.HIGH,
    types=(
        CLUSTER_SNAPSHOT,
        CLUSTER_SNAPSHOT_COPY,
    ),
    properties=("sharedAccounts",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Whoever a snapshot is shared with has the data from then on: a copy cannot be taken "
        "back. Which accounts are meant is a decision that belongs into reviewed configuration."
    ),
    remedy="name only accounts that the policy configuration allows",
    check=check,
    good=(Sketch(CLUSTER_SNAPSHOT, "snapshot", {"sharedAccounts": []}),),
    bad=(Sketch(CLUSTER_SNAPSHOT, "snapshot", {"sharedAccounts": ["999999999999"]}),),
    absent=Verdict.PASS,
    parameters=(
        Parameter(
            name="accounts",
            description="Account ids that snapshots may be shared with.",
            schema={"type": "array", "items": {"type": "string"}},
            production=(),
            global_=(),
            development=(),
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-share-snapshot.html",
)
