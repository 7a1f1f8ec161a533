"""aurora-cluster-engine-allowed."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.catalogue.engines import ENGINES
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

MODES = ("", "provisioned")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Engine and mode must be ones that AWS still creates."""
    engine, mode = cluster.text("engine"), cluster.text("engineMode", "provisioned")
    if engine not in ENGINES:
        yield Violation(f"{engine} is not an Aurora engine")
    if mode not in MODES:
        yield Violation(f"the engine mode {mode} is no longer offered", property="engineMode")


RULE = Rule(
    id="aurora-cluster-engine-allowed",
    title="A cluster runs an engine that Aurora still offers",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=(
        "engine",
        "engineMode",
    ),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Serverless v1, multi-master and the engine named aurora are gone: AWS refuses to create "
        "them. Serverless v2 is a provisioned cluster with db.serverless instances."
    ),
    remedy=(
        "use aurora-mysql or aurora-postgresql with engineMode provisioned, and db.serverless "
        "instances for Serverless v2"
    ),
    setting="aurora:engine.type",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "engineMode": "provisioned"}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "engineMode": "serverless"}),),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.relnotes.html",
)
