"""kms-key-rotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

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
    usage = key.text("keyUsage", "ENCRYPT_DECRYPT")
    able = all(spec == SYMMETRIC for spec in specs) and usage == "ENCRYPT_DECRYPT"
    able = able and not key.given("customKeyStoreId")
    rotated = key.flag("enableKeyRotation")
    if not able and rotated:
        yield Violation("AWS does not rotate a key of this kind, and refuses to")
    if not able or not key.flag("isEnabled", default=True):
        return  # a disabled key encrypts nothing, and AWS does not rotate it
    if not rotated:
        yield Violation("the key is never rotated")
    elif key.number("rotationPeriodInDays", LONGEST) > LONGEST:
        yield Violation(f"rotated less often than every {LONGEST} days", "rotationPeriodInDays")


def remediate(key: View, context: Context) -> Mapping[str, Any]:
    """Rotate a key that is never rotated; its period and keys of other kinds are left alone."""
    if key.flag("enableKeyRotation") or not any(check(key, context)):
        return {}
    return {"enableKeyRotation": True}


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
    remediate=remediate,
    good=(Sketch(KEY, "key", {"enableKeyRotation": True}),),
    bad=(Sketch(KEY, "key", {"enableKeyRotation": False}),),
    absent=Verdict.VIOLATION,
    defaults={"enableKeyRotation": False},
    url="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
)
