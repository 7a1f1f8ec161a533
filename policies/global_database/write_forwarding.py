"""aurora-global-write-forwarding."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Forwarding must be off unless it was allowed."""
    if cluster.flag("enableGlobalWriteForwarding") and not context.parameters["allowed"]:
        yield Violation("writes of this region are sent to another one")


RULE = Rule(
    id="aurora-global-write-forwarding",
    title="Writes are forwarded between regions only where it was decided",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("enableGlobalWriteForwarding",),
    levels=Levels(Level.DISABLED, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Forwarded writes cross an ocean and wait for it, under a consistency that each connection "
        "chooses. An application that was not written for it sees its latency and its isolation "
        "change."
    ),
    remedy="leave enableGlobalWriteForwarding false, or allow it in the policy configuration",
    setting="aurora:engine.globalWriteForwarding",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"enableGlobalWriteForwarding": False}),),
    bad=(Sketch(CLUSTER, "cluster", {"enableGlobalWriteForwarding": True}),),
    absent=Verdict.PASS,
    defaults={"enableGlobalWriteForwarding": False},
    parameters=(
        Parameter(
            name="allowed",
            description="Whether writes may be forwarded.",
            schema={"type": "boolean"},
            production=False,
            global_=False,
            development=False,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-write-forwarding.html",
)
