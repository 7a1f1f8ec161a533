"""kms-key-policy-no-wildcard."""

from __future__ import annotations

from collections.abc import Iterator

from policies.policy_document import allowing, open_statements, unreadable
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, KEY_POLICY, REPLICA_KEY
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No statement of a policy may allow everybody unconditionally."""
    if unreadable(subject, "policy"):
        yield Violation("the policy is no JSON document, so nobody can say whom it lets in")
    for statement in open_statements(subject, "policy"):
        yield Violation(f"{statement} allows everybody")


def stack_check(subject: View, context: Context) -> Iterator[Violation]:
    """A key must have a policy: its own, or a KeyPolicy of the program."""
    if subject.type == KEY_POLICY or subject.given("policy"):
        return
    if not context.estate.referring(subject, KEY_POLICY, "keyId"):
        yield Violation("the key has no policy of its own")


RULE = Rule(
    id="kms-key-policy-no-wildcard",
    title="The policy of a KMS key names who may use it",
    severity=Severity.CRITICAL,
    types=(
        KEY,
        REPLICA_KEY,
        KEY_POLICY,
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
    stack_check=stack_check,
    good=(Sketch(KEY, "key", {"policy": allowing("arn:aws:iam::123456789012:root")}),),
    bad=(Sketch(KEY, "key", {"policy": allowing("*")}),),
    absent=Verdict.VIOLATION,
    never_exempt=True,
    url="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
)
