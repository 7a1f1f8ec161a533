"""aurora-cluster-cmk-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, KEY
from policies.view import View

AWS_MANAGED = "alias/aws/"


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A key of one's own must be named; one of the same stack is unknown at preview, and is one."""
    key = cluster.get("kmsKeyId")
    if not cluster.given("kmsKeyId"):
        yield Violation("no key is named, so AWS's own key for RDS is used")
    elif isinstance(key, str) and AWS_MANAGED in key:
        yield Violation("the key is one that AWS manages")


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
