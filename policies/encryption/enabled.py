"""kms-key-enabled-safe."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, REPLICA_KEY
from policies.view import View


def check(key: View, context: Context) -> Iterator[Violation]:
    """The key must be enabled, and its policy checked by AWS."""
    for property_ in ("isEnabled", "enabled"):
        if not key.flag(property_, default=True):
            yield Violation("the key is disabled", property=property_)
    if key.flag("bypassPolicyLockoutSafetyCheck"):
        yield Violation("the policy may lock its owner out", "bypassPolicyLockoutSafetyCheck")


RULE = Rule(
    id="kms-key-enabled-safe",
    title="A KMS key is enabled and cannot lock its owner out",
    severity=Severity.MEDIUM,
    types=(
        KEY,
        REPLICA_KEY,
    ),
    properties=(
        "isEnabled",
        "bypassPolicyLockoutSafetyCheck",
    ),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A database whose key is disabled stops and cannot be started. A policy that was taken "
        "without the safety check may exclude everybody, AWS support is then the only way back."
    ),
    remedy="leave isEnabled true and bypassPolicyLockoutSafetyCheck false",
    check=check,
    good=(Sketch(KEY, "key", {"isEnabled": True}),),
    bad=(Sketch(KEY, "key", {"isEnabled": False}),),
    absent=Verdict.PASS,
    defaults={"isEnabled": True, "bypassPolicyLockoutSafetyCheck": False},
    url="https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
)
