"""rds-proxy-private."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.routing import public
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import PROXY, SECURITY_GROUP, SUBNET
from policies.view import View


def check(proxy: View, context: Context) -> Iterator[Violation]:
    """Groups must be named, and no subnet may be public."""
    groups = proxy.get("vpcSecurityGroupIds", default=[])
    if groups is not UNKNOWN and not groups:
        yield Violation("the VPC's default security group is used")
    for subnet in context.estate.linked(proxy, "vpcSubnetIds", SUBNET):
        if why := public(subnet, context.estate):
            yield Violation(f"{subnet.name} {why}", property="vpcSubnetIds")


RULE = Rule(
    id="rds-proxy-private",
    title="An RDS Proxy has security groups of its own and private subnets",
    severity=Severity.HIGH,
    types=(PROXY,),
    properties=(
        "vpcSecurityGroupIds",
        "vpcSubnetIds",
    ),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A proxy is a second door to the database. Without groups of its own it takes the VPC's "
        "default one, and in a public subnet it is one rule away from the internet."
    ),
    remedy="set vpcSecurityGroupIds, and vpcSubnetIds to private subnets",
    setting="aurora:network",
    check=check,
    good=(
        Sketch(PROXY, "proxy", {"vpcSubnetIds": ["subnet-1"]}, {"vpcSecurityGroupIds": ("group",)}),
        Sketch(SECURITY_GROUP, "group"),
    ),
    bad=(Sketch(PROXY, "proxy", {"vpcSubnetIds": ["subnet-1"]}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-setup.html",
)
