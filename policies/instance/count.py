"""aurora-cluster-min-instances."""

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
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The instances that name the cluster are counted, also while its id is unknown."""
    count = len(context.estate.referring(cluster, INSTANCE, "clusterIdentifier"))
    joined = cluster.given("globalClusterIdentifier") and not cluster.given("masterUsername")
    minimum = 0 if joined else context.parameters["minimum"]  # a rule of its own looks at those
    if count < minimum:
        yield Violation(f"the cluster has {count} instances, at least {minimum} are asked for")
    if count > context.parameters["maximum"]:
        yield Violation(
            f"the cluster has {count} instances, {context.parameters['maximum']} allowed"
        )


RULE = Rule(
    id="aurora-cluster-min-instances",
    title="A cluster has as many instances as its environment asks for",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A cluster with one instance is down for minutes when it fails, and for every patch. With "
        "a reader in another zone the failover takes seconds. In development a second one is "
        "money for nothing."
    ),
    remedy="add or remove instances of the cluster",
    setting="aurora:readers.count",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(INSTANCE, "one", {"engine": "aurora-mysql"}, {"clusterIdentifier": ("cluster",)}),
        Sketch(INSTANCE, "two", {"engine": "aurora-mysql"}, {"clusterIdentifier": ("cluster",)}),
    ),
    bad=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(INSTANCE, "one", {"engine": "aurora-mysql"}, {"clusterIdentifier": ("cluster",)}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="minimum",
            description="Instances that a cluster must have.",
            schema={"type": "integer", "minimum": 0},
            production=2,
            global_=2,
            development=0,
        ),
        Parameter(
            name="maximum",
            description="Instances that a cluster may have.",
            schema={"type": "integer", "minimum": 1, "maximum": 16},
            production=16,
            global_=16,
            development=1,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
)
