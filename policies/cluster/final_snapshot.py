"""aurora-cluster-final-snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A deletion must leave a snapshot, which needs a name of its own."""
    if cluster.flag("skipFinalSnapshot"):
        yield Violation("no snapshot is made when the cluster is deleted")
    elif not cluster.given("finalSnapshotIdentifier"):
        yield Violation(
            "the final snapshot has no name, so a deletion fails half way",
            property="finalSnapshotIdentifier",
        )


RULE = Rule(
    id="aurora-cluster-final-snapshot",
    title="A cluster leaves a final snapshot",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("skipFinalSnapshot", "finalSnapshotIdentifier"),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Automated backups go with the cluster unless they are retained; the final snapshot is "
        "what a deletion by mistake is undone with. Without a name the provider refuses the "
        "deletion only after the instances are gone."
    ),
    remedy="leave skipFinalSnapshot false and set finalSnapshotIdentifier",
    setting="aurora:protection.finalSnapshot",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "skipFinalSnapshot": False,
                "finalSnapshotIdentifier": "cluster-final-1",
            },
        ),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "skipFinalSnapshot": True}),),
    absent=Verdict.VIOLATION,
    defaults={"skipFinalSnapshot": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
)
