"""aurora-cluster-security-groups-set."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, SECURITY_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """At least one group must be named; which one may still be unknown."""
    groups = cluster.get("vpcSecurityGroupIds", default=[])
    if groups is not UNKNOWN and not groups:
        yield Violation("the VPC's default security group is used")


RULE = Rule(
    id="aurora-cluster-security-groups-set",
    title="A cluster has security groups of its own",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("vpcSecurityGroupIds",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Without one AWS attaches the VPC's default group, which lets every member of the same "
        "group in. Who may reach the database is then decided by whatever else uses that group."
    ),
    remedy="set vpcSecurityGroupIds",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"vpcSecurityGroupIds": ("group",)}),
        Sketch(SECURITY_GROUP, "group"),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "vpcSecurityGroupIds": []}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html",
)
