"""aurora-cluster-in-backup-plan."""

from __future__ import annotations

from collections.abc import Iterator

from policies.backup_selection import selects
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import BACKUP_SELECTION, CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A selection must name the cluster or one of its tags."""
    selections = context.estate.of_type(BACKUP_SELECTION)
    if not any(selects(selection, cluster, context.estate) for selection in selections):
        yield Violation("no backup plan selects the cluster")


RULE = Rule(
    id="aurora-cluster-in-backup-plan",
    title="A cluster is covered by a backup plan",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("tags",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Automated backups go with the account and reach back 35 days at most. AWS Backup keeps "
        "copies for longer, in a vault that can be locked, in another region or account."
    ),
    remedy="select the cluster, by its ARN or a tag, in a backup Selection",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "tags": {"Backup": "daily"}}),
        Sketch(BACKUP_SELECTION, "selection", {}, {"resources": ("cluster",)}),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
)
