"""aurora-cluster-no-extended-support."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View

DISABLED = "open-source-rds-extended-support-disabled"


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The opt-out must be given; a global database has the setting for PostgreSQL only."""
    if cluster.type == GLOBAL_CLUSTER and cluster.text("engine") != "aurora-postgresql":
        return
    if cluster.text("engineLifecycleSupport") != DISABLED:
        yield Violation("the cluster goes into Extended Support when its version ages")


RULE = Rule(
    id="aurora-cluster-no-extended-support",
    title="A cluster is not enrolled in paid Extended Support",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER,
        GLOBAL_CLUSTER,
    ),
    properties=("engineLifecycleSupport",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Every cluster is enrolled unless it says otherwise when it is created. From the day "
        "after the end of standard support each vCPU or ACU is then charged by the hour, which "
        "few notice before the bill."
    ),
    remedy=(
        "set engineLifecycleSupport to open-source-rds-extended-support-disabled when the cluster "
        "is created"
    ),
    setting="aurora:engine.extendedSupport",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "engineLifecycleSupport": DISABLED}),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "engineLifecycleSupport": "open-source-rds-extended-support",
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    defaults={"engineLifecycleSupport": "open-source-rds-extended-support"},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/extended-support.html",
)
