"""aurora-cluster-retain-automated-backups."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Automated backups must stay when the cluster goes; AWS's default deletes them."""
    if cluster.flag("deleteAutomatedBackups", default=True):
        yield Violation("the automated backups go with the cluster")


RULE = Rule(
    id="aurora-cluster-retain-automated-backups",
    title="The automated backups of a cluster outlive it",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("deleteAutomatedBackups",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "By default AWS deletes every automated backup together with the cluster. Kept, they "
        "allow a restore to any second of the retention period even after a deletion, which a "
        "final snapshot does not."
    ),
    remedy="set deleteAutomatedBackups to false",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"deleteAutomatedBackups": False}),),
    bad=(Sketch(CLUSTER, "cluster", {"deleteAutomatedBackups": True}),),
    absent=Verdict.VIOLATION,
    defaults={"deleteAutomatedBackups": True},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.Retaining.html",
)
