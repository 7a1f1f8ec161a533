"""cluster-snapshot-encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_SNAPSHOT, CLUSTER_SNAPSHOT_COPY, KEY
from policies.view import View


def check(snapshot: View, context: Context) -> Iterator[Violation]:
    """The source of a snapshot must be encrypted, a copy must name a key."""
    if snapshot.type == CLUSTER_SNAPSHOT_COPY:
        if not snapshot.given("kmsKeyId"):
            yield Violation("the copy names no key")
        return
    for cluster in context.estate.linked(snapshot, "dbClusterIdentifier", CLUSTER):
        if not cluster.flag("storageEncrypted"):
            yield Violation(f"its cluster {cluster.name} is not encrypted")
            return
    if not snapshot.flag("storageEncrypted", default=True):  # AWS's answer, once it exists
        yield Violation("it is not encrypted", property="dbClusterIdentifier")


RULE = Rule(
    id="cluster-snapshot-encrypted",
    title="A snapshot is encrypted",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER_SNAPSHOT,
        CLUSTER_SNAPSHOT_COPY,
    ),
    properties=("kmsKeyId",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A snapshot has the encryption of its cluster, and a copy to another region needs a key "
        "there. An unencrypted snapshot is the whole database in clear, and easily shared."
    ),
    remedy="encrypt the source cluster; give a copy a kmsKeyId",
    check=check,
    good=(
        Sketch(CLUSTER_SNAPSHOT_COPY, "copy", {}, {"kmsKeyId": ("key",)}),
        Sketch(KEY, "key"),
    ),
    bad=(
        Sketch(CLUSTER_SNAPSHOT, "snapshot", {}, {"dbClusterIdentifier": ("cluster",)}),
        Sketch(CLUSTER, "cluster", {"storageEncrypted": False}),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-copy-snapshot.html",
)
