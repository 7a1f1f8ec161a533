"""secret-cmk-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, SECRET
from policies.view import View


def check(secret: View, context: Context) -> Iterator[Violation]:
    """A key must be named that AWS does not manage."""
    yield from own_key(secret, "kmsKeyId", "the secret")


RULE = Rule(
    id="secret-cmk-encrypted",
    title="A secret is encrypted with a key of its owner",
    severity=Severity.LOW,
    types=(SECRET,),
    properties=("kmsKeyId",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "With AWS's own key whoever may read the secret may decrypt it. A key of one's own is a "
        "second door: it can be revoked, shared with another account, and its use is recorded "
        "apart."
    ),
    remedy="set kmsKeyId to a KMS key of your own",
    check=check,
    good=(
        Sketch(SECRET, "secret", {}, {"kmsKeyId": ("key",)}),
        Sketch(KEY, "key"),
    ),
    bad=(Sketch(SECRET, "secret", {"kmsKeyId": "alias/aws/secretsmanager"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
)
