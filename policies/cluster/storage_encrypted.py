"""aurora-cluster-storage-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Storage must be encrypted; a cluster cannot be encrypted later."""
    if cluster.text("engineMode") == "serverless":
        return  # AWS always encrypts serverless v1
    if not cluster.flag("storageEncrypted"):
        yield Violation("the storage is not encrypted")


RULE = Rule(
    id="aurora-cluster-storage-encrypted",
    title="The storage of a cluster is encrypted",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("storageEncrypted",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Encryption covers the volume, its snapshots, its backups and its replicas. It can only be "
        "chosen when a cluster is created: adding it later means a snapshot, a copy and a restore."
    ),
    remedy="set storageEncrypted to true",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "storageEncrypted": True}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "storageEncrypted": False}),),
    absent=Verdict.VIOLATION,
    defaults={"storageEncrypted": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
)
