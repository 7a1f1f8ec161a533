"""aurora-cluster-master-secret-cmk."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, KEY
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Where RDS manages the password its secret must name a key."""
    if cluster.flag("manageMasterUserPassword"):
        yield from own_key(cluster, "masterUserSecretKmsKeyId", "the master password")


RULE = Rule(
    id="aurora-cluster-master-secret-cmk",
    title="A managed master password is encrypted with a key of its owner",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("masterUserSecretKmsKeyId",),
    levels=Levels(Level.ADVISORY, Level.DISABLED, Level.DISABLED),
    rationale=(
        "The secret that RDS makes is encrypted with AWS's own key for Secrets Manager unless "
        "another is named. With a key of one's own the password can be shared with another "
        "account and revoked by the key."
    ),
    remedy="set masterUserSecretKmsKeyId to a KMS key of your own",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"manageMasterUserPassword": True},
            {"masterUserSecretKmsKeyId": ("key",)},
        ),
        Sketch(KEY, "key"),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "manageMasterUserPassword": True,
                "masterUserSecretKmsKeyId": "alias/aws/secretsmanager",
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html",
)
