"""kms-key-rotation."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY
from policies.view import View

LONGEST = 365
"""Days between rotations."""
SPECS = ("customerMasterKeySpec", "keySpec")
SYMMETRIC = "SYMMETRIC_DEFAULT"


def check(key: View, context: Context) -> Iterator[Violation]:
    """A symmetric key for encryption must be rotated, at least once a year."""
    specs = [key.known(name, default=SYMMETRIC) for name in SPECS]
    usage = key.known("keyUsage", default="ENCRYPT_DECRYPT")
    if any(spec != SYMMETRIC for spec in specs) or usage != "ENCRYPT_DECRYPT":
        return
    if key.given("customKeyStoreId"):
        return
    if key.known("enableKeyRotation", default=False) is not True:
        yield Violation("the key is never rotated")
    elif key.known("rotationPeriodInDays", default=LONGEST) > LONGEST:
        yield Violation(f"rotated less often than every {LONGEST} days", "rotationPeriodInDays")


RULE = Rule(
    id="kms-key-rotation",
    title="A KMS key is rotated",
    severity=Severity.MEDIUM,
    types=(KEY,),
    properties=("enableKeyRotation",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Rotation replaces the key material and keeps the old for what it encrypted. It costs "
        "nothing in operation and bounds what a leaked material opens; keys with imported or "
        "asymmetric material have none."
    ),
    remedy="set enableKeyRotation to true, with rotationPeriodInDays of 365 or less",
    check=check,
    good=(Sketch(KEY, "key", {"enableKeyRotation": True}),),
    bad=(Sketch(KEY, "key", {"enableKeyRotation": False}),),
    absent=Verdict.VIOLATION,
    defaults={"enableKeyRotation": False},
    url="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
)
