"""aurora-dev-no-global."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """None may exist, and no cluster may join one."""
    if database.type == GLOBAL_CLUSTER or database.given("globalClusterIdentifier"):
        yield Violation("a global database in development")


RULE = Rule(
    id="aurora-dev-no-global",
    title="Development has no global database",
    severity=Severity.MEDIUM,
    types=(
        GLOBAL_CLUSTER,
        CLUSTER,
    ),
    properties=("globalClusterIdentifier",),
    levels=Levels(Level.DISABLED, Level.DISABLED, Level.MANDATORY),
    rationale=(
        "Every region of a global database costs instances, storage and replicated writes. A "
        "failover can be tried on a global stack of its own that is taken down again."
    ),
    remedy="use a regional cluster in development",
    setting="aurora:environment",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),),
    bad=(Sketch(GLOBAL_CLUSTER, "database", {"globalClusterIdentifier": "shop"}),),
    absent=Verdict.PASS,
    unknown=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
)
