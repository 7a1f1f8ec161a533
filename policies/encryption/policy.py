"""kms-key-policy-no-wildcard."""

from __future__ import annotations

from collections.abc import Iterator

from policies.policy_document import allowing, open_statements
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, REPLICA_KEY
from policies.view import View


def check(key: View, context: Context) -> Iterator[Violation]:
    """A policy must be given, and no statement may allow everybody unconditionally."""
    if not key.given("policy"):
        yield Violation("the key has no policy of its own")
        return
    for statement in open_statements(key, "policy"):
        yield Violation(f"{statement} allows everybody")


RULE = Rule(
    id="kms-key-policy-no-wildcard",
    title="The policy of a KMS key names who may use it",
    severity=Severity.CRITICAL,
    types=(
        KEY,
        REPLICA_KEY,
    ),
    properties=("policy",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A statement that allows everybody lets any account decrypt what it can reach. Without a "
        "policy of its own a key gets a default one, in which every administrator of the account "
        "may hand it on."
    ),
    remedy="write a policy whose statements name principals, or have a condition",
    check=check,
    good=(Sketch(KEY, "key", {"policy": allowing("arn:aws:iam::123456789012:root")}),),
    bad=(Sketch(KEY, "key", {"policy": allowing("*")}),),
    absent=Verdict.VIOLATION,
    never_exempt=True,
    url="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
)
