"""kms-key-deletion-window."""

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
from policies.tokens import KEY, REPLICA_KEY
from policies.view import View

SHORTEST, LONGEST = 7, 30
"""Days, by AWS; absent is the longest."""


def check(key: View, context: Context) -> Iterator[Violation]:
    """The window must be one that AWS takes, and at least the minimum."""
    days = key.number("deletionWindowInDays", LONGEST)
    minimum = context.parameters["minimumDays"]
    if not SHORTEST <= days <= LONGEST:
        yield Violation(f"AWS does not take {days} days")
    elif days < minimum:
        yield Violation(f"the key is gone after {days} days, at least {minimum} are asked for")


RULE = Rule(
    id="kms-key-deletion-window",
    title="A deleted KMS key can be recalled for long enough",
    severity=Severity.MEDIUM,
    types=(
        KEY,
        REPLICA_KEY,
    ),
    properties=("deletionWindowInDays",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "With its key a database is gone, backups and snapshots included, and no support case "
        "brings it back. The waiting period is the time in which somebody may notice."
    ),
    remedy="leave deletionWindowInDays at 30",
    check=check,
    good=(Sketch(KEY, "key", {"deletionWindowInDays": 30}),),
    bad=(Sketch(KEY, "key", {"deletionWindowInDays": 7}),),
    absent=Verdict.PASS,
    defaults={"deletionWindowInDays": 30},
    parameters=(
        Parameter(
            name="minimumDays",
            description="Days that a key must wait for its deletion.",
            schema={"type": "integer", "minimum": 7, "maximum": 30},
            production=30,
            global_=30,
            development=7,
        ),
    ),
    url="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
)
