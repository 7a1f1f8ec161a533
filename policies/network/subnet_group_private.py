"""aurora-subnet-group-private."""

from __future__ import annotations

from collections.abc import Iterator

from policies.routing import public
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import SUBNET, SUBNET_GROUP
from policies.view import View


def check(group: View, context: Context) -> Iterator[Violation]:
    """No subnet may hand out public addresses or have a way to the internet."""
    for subnet in context.estate.linked(group, "subnetIds", SUBNET):
        if why := public(subnet, context.estate):
            yield Violation(f"{subnet.name} {why}")


RULE = Rule(
    id="aurora-subnet-group-private",
    title="A database is placed in private subnets",
    severity=Severity.HIGH,
    types=(SUBNET_GROUP,),
    properties=("subnetIds",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A subnet with a route to an internet gateway is public: one setting on an instance then "
        "puts the database on the internet. Without the route no setting can."
    ),
    remedy="use subnets without mapPublicIpOnLaunch and without a route to an internet gateway",
    setting="aurora:network.subnetIds",
    check=check,
    good=(
        Sketch(SUBNET_GROUP, "group", {}, {"subnetIds": ("subnet",)}),
        Sketch(SUBNET, "subnet", {"cidrBlock": "10.0.0.0/24"}),
    ),
    bad=(
        Sketch(SUBNET_GROUP, "group", {}, {"subnetIds": ("subnet",)}),
        Sketch(SUBNET, "subnet", {"cidrBlock": "10.0.0.0/24", "mapPublicIpOnLaunch": True}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.Scenarios.html",
)
