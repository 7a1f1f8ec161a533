"""sns-topic-not-public."""

from __future__ import annotations

from collections.abc import Iterator

from policies.policy_document import allowing, open_statements, unreadable
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import TOPIC, TOPIC_POLICY
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No statement may allow everybody unconditionally, in the topic or in a policy of its own."""
    if unreadable(subject, "policy"):
        yield Violation("the policy is no JSON document, so nobody can say whom it lets in")
    for statement in open_statements(subject, "policy"):
        yield Violation(f"{statement} allows everybody")


RULE = Rule(
    id="sns-topic-not-public",
    title="The policy of a topic names who may publish and subscribe",
    severity=Severity.HIGH,
    types=(TOPIC, TOPIC_POLICY),
    properties=("policy",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Alarms and RDS events tell when a database fails over, is patched or runs full. A "
        "statement that allows everybody lets any account read that, or raise alarms of its own "
        "until nobody heeds one."
    ),
    remedy="name principals in the policy, or add a condition such as aws:SourceAccount",
    check=check,
    good=(Sketch(TOPIC_POLICY, "policy", {"policy": allowing("arn:aws:iam::123456789012:root")}),),
    bad=(Sketch(TOPIC_POLICY, "policy", {"policy": allowing("*")}),),
    absent=Verdict.PASS,
    url="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
)
