"""aurora-cluster-non-default-port."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.engines import ENGINES, default_port
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

DEFAULTS: Final = frozenset(map(default_port, ENGINES))
"""Of all engines: whoever scans for one scans for the other."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The port must be given and not be an engine's default."""
    port = cluster.number("port")
    if not port or port in DEFAULTS:
        yield Violation("the cluster listens on the port that its engine is known for")


RULE = Rule(
    id="aurora-cluster-non-default-port",
    title="A cluster listens on a port of its own",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("port",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Scanners try 3306 and 5432 first. Another port stops nobody who looks closely, but keeps "
        "a cluster out of the mass scans that follow a new vulnerability by hours."
    ),
    remedy=(
        "set port to another than 3306 and 5432; a change replaces nothing but every client must "
        "follow"
    ),
    setting="aurora:database.port",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"port": 3307}),),
    bad=(Sketch(CLUSTER, "cluster", {"port": 5432}),),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Security.html",
)
