"""aurora-cluster-single-source."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

SOURCES = ("snapshotIdentifier", "restoreToPointInTime", "replicationSourceIdentifier", "s3Import")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Not more than one source may be given, known or not."""
    given = [source for source in SOURCES if cluster.given(source)]
    if len(given) > 1:
        yield Violation(f"{' and '.join(given)} exclude each other", property=given[-1])


RULE = Rule(
    id="aurora-cluster-single-source",
    title="A cluster has at most one source",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("snapshotIdentifier",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A cluster is restored from a snapshot, from a point in time, or replicates another. Two "
        "of them together are refused by AWS, or one is silently ignored by the provider."
    ),
    remedy="keep one of snapshotIdentifier, restoreToPointInTime and replicationSourceIdentifier",
    setting="aurora:restore",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"snapshotIdentifier": "before"}),),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "snapshotIdentifier": "before",
                "restoreToPointInTime": {"sourceClusterIdentifier": "shop"},
            },
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-restore-snapshot.html",
)
