"""aurora-cluster-backtrack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

ENGINES = ("aurora-mysql", "aurora")
MODES = ("", "provisioned", "parallelquery")
"""Engine modes that have it: serverless v1 has none."""
WINDOW: Final = limit("backtrack-seconds")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A window must be given where the engine has backtrack, and nowhere else."""
    window = cluster.number("backtrackWindow")
    able = (
        cluster.text("engine") in ENGINES
        and cluster.text("engineMode") in MODES
        and not cluster.given("globalClusterIdentifier")
    )
    if able and not (window and WINDOW.allows(window)):
        yield Violation("the cluster cannot be rewound")
    if not able and window:
        yield Violation("this cluster cannot have backtrack; AWS refuses it")


RULE = Rule(
    id="aurora-cluster-backtrack",
    title="A regional Aurora MySQL cluster can be rewound",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("backtrackWindow",),
    levels=Levels(Level.ADVISORY, Level.DISABLED, Level.DISABLED),
    rationale=(
        "Backtrack takes a cluster back in place within minutes, without a restore. It exists for "
        "Aurora MySQL only, can only be chosen when the cluster is created, and not in a global "
        "database."
    ),
    remedy="set backtrackWindow (seconds, up to 259200) when the cluster is created",
    setting="aurora:backup.backtrackSeconds",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "backtrackWindow": 86400}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-postgresql", "backtrackWindow": 86400}),),
    absent=Verdict.VIOLATION,
    defaults={"backtrackWindow": 0},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
)
