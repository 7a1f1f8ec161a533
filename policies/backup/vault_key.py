"""backup-vault-cmk-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import BACKUP_VAULT, KEY
from policies.view import View


def check(vault: View, context: Context) -> Iterator[Violation]:
    """A key must be named that AWS does not manage."""
    yield from own_key(vault, "kmsKeyArn", "the vault")


RULE = Rule(
    id="backup-vault-cmk-encrypted",
    title="A backup vault is encrypted with a key of its owner",
    severity=Severity.MEDIUM,
    types=(BACKUP_VAULT,),
    properties=("kmsKeyArn",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A backup keeps the key of its cluster, and a copy takes that of the vault it goes to. "
        "AWS's own key cannot be shared with another account, so a copy could not be restored "
        "where the first account is lost, and nobody can revoke it."
    ),
    remedy="set kmsKeyArn to a KMS key of your own; to change it replaces the vault",
    check=check,
    good=(
        Sketch(BACKUP_VAULT, "vault", {"name": "shop"}, {"kmsKeyArn": ("key",)}),
        Sketch(KEY, "key"),
    ),
    bad=(Sketch(BACKUP_VAULT, "vault", {"name": "shop", "kmsKeyArn": "alias/aws/backup"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
)
