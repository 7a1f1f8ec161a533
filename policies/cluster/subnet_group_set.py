"""aurora-cluster-subnet-group-set."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, SUBNET_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A group must be named, and not be the default one."""
    if not cluster.given("dbSubnetGroupName"):
        yield Violation("the cluster goes into the default VPC")
    elif cluster.get("dbSubnetGroupName") == "default":
        yield Violation("the default subnet group is that of the default VPC")


RULE = Rule(
    id="aurora-cluster-subnet-group-set",
    title="A cluster is placed in a subnet group of its own",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("dbSubnetGroupName",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Without a subnet group AWS places the cluster in the default VPC, whose subnets all have "
        "a route to the internet. It cannot be moved to another VPC later."
    ),
    remedy="set dbSubnetGroupName to a group of private subnets",
    setting="aurora:network",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"dbSubnetGroupName": ("group",)}),
        Sketch(SUBNET_GROUP, "group"),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "dbSubnetGroupName": "default"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
)
