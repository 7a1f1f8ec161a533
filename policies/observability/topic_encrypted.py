"""sns-topic-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, TOPIC
from policies.view import View


def check(topic: View, context: Context) -> Iterator[Violation]:
    """A key must be named; which one is not asked."""
    if not topic.given("kmsMasterKeyId"):
        yield Violation("messages are stored in clear")


RULE = Rule(
    id="sns-topic-encrypted",
    title="A topic is encrypted",
    severity=Severity.MEDIUM,
    types=(TOPIC,),
    properties=("kmsMasterKeyId",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Messages name databases, addresses and what is wrong with them. Encryption at rest costs "
        "a key and keeps them from whoever reaches the storage."
    ),
    remedy="set kmsMasterKeyId",
    check=check,
    good=(
        Sketch(TOPIC, "topic", {}, {"kmsMasterKeyId": ("key",)}),
        Sketch(KEY, "key"),
    ),
    bad=(Sketch(TOPIC, "topic", {"name": "alerts"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
)
