"""aurora-cluster-cmk-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, KEY
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A key must be named, and not be one that AWS manages."""
    yield from own_key(cluster, "kmsKeyId", "the storage")


RULE = Rule(
    id="aurora-cluster-cmk-encrypted",
    title="A cluster is encrypted with a key of its owner",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("kmsKeyId",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "The key that AWS manages for RDS has a policy that nobody can change, cannot be disabled "
        "and cannot share a snapshot with another account. Only a key of one's own can be revoked."
    ),
    remedy="set kmsKeyId to the ARN of a KMS key of your own",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"kmsKeyId": ("key",)}),
        Sketch(KEY, "key", {"enableKeyRotation": True}),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "kmsKeyId": "alias/aws/rds"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html",
)
