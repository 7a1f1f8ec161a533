"""aurora-subnet-group-size."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
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
from policies.tokens import SUBNET, SUBNET_GROUP
from policies.view import Undecided, View


def check(group: View, context: Context) -> Iterator[Violation]:
    """The list must be long enough, and its known subnets in zones of their own."""
    given = group.get("subnetIds", default=[])
    subnets = given if isinstance(given, list) or given is UNKNOWN else [given]
    if subnets is UNKNOWN:
        raise Undecided("subnetIds")
    minimum = context.parameters["minimum"]
    linked = context.estate.linked(group, "subnetIds", SUBNET)
    zones = {subnet.get("availabilityZone") for subnet in linked}
    if len(subnets) < minimum:
        yield Violation(f"the group has {len(subnets)} subnets, at least {minimum} are asked for")
    elif len(linked) == len(subnets) and zones.isdisjoint({UNKNOWN, None}) and len(zones) < minimum:
        yield Violation(f"the subnets lie in {len(zones)} zones, not in {minimum}")


RULE = Rule(
    id="aurora-subnet-group-size",
    title="A subnet group covers enough subnets",
    severity=Severity.MEDIUM,
    types=(SUBNET_GROUP,),
    properties=("subnetIds",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS refuses a group in a single zone. With two, the loss of one zone leaves the database "
        "without a place for a second instance; three keep it highly available while one is gone."
    ),
    remedy="name more subnetIds, in other availability zones",
    setting="aurora:network.subnetIds",
    check=check,
    good=(Sketch(SUBNET_GROUP, "group", {"subnetIds": ["subnet-1", "subnet-2", "subnet-3"]}),),
    bad=(Sketch(SUBNET_GROUP, "group", {"subnetIds": ["subnet-1"]}),),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="minimum",
            description="Subnets that a group must have, each in a zone of its own.",
            schema={"type": "integer", "minimum": 2},
            production=3,
            global_=3,
            development=2,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
)
