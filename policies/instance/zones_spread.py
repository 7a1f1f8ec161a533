"""aurora-instance-az-spread."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Zones that are named must not all be the same."""
    instances = context.estate.referring(cluster, INSTANCE, "clusterIdentifier")
    zones = [instance.get("availabilityZone") for instance in instances]
    named = {zone for zone in zones if isinstance(zone, str)}
    if len(zones) > 1 and all(isinstance(zone, str) for zone in zones) and len(named) == 1:
        yield Violation(f"all instances lie in {zones[0]}", property="availabilityZone")


RULE = Rule(
    id="aurora-instance-az-spread",
    title="The instances of a cluster lie in different zones",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Instances that are all pinned to one availability zone are lost together with it, and "
        "the cluster waits for a new one to be made elsewhere. Left to AWS they are spread."
    ),
    remedy="leave availabilityZone out of the instances, or name different ones",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "availabilityZone": "eu-west-1a"},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "availabilityZone": "eu-west-1b"},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    bad=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            INSTANCE,
            "one",
            {"engine": "aurora-mysql", "availabilityZone": "eu-west-1a"},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            INSTANCE,
            "two",
            {"engine": "aurora-mysql", "availabilityZone": "eu-west-1a"},
            {"clusterIdentifier": ("cluster",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
)
