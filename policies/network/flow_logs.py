"""vpc-flow-logs."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import DEFAULT_VPC, FLOW_LOG, VPC
from policies.view import View


def check(vpc: View, context: Context) -> Iterator[Violation]:
    """A flow log must cover the VPC, refused traffic included."""
    logs = context.estate.referring(vpc, FLOW_LOG, "vpcId")
    if not logs:
        yield Violation("nothing records the traffic")
    elif all(log.get("trafficType") == "ACCEPT" for log in logs):
        yield Violation("nothing records the traffic that was refused")


RULE = Rule(
    id="vpc-flow-logs",
    title="The traffic of a VPC is recorded",
    severity=Severity.MEDIUM,
    types=(VPC, DEFAULT_VPC),
    properties=("cidrBlock",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A flow log says who talked to the database and who tried to. After an incident it cannot "
        "be made up for; without it the question what left the network has no answer."
    ),
    remedy="add a FlowLog for the VPC",
    check=check,
    good=(
        Sketch(VPC, "vpc", {"cidrBlock": "10.0.0.0/16"}),
        Sketch(FLOW_LOG, "flow-log", {"trafficType": "ALL"}, {"vpcId": ("vpc",)}),
    ),
    bad=(Sketch(VPC, "vpc", {"cidrBlock": "10.0.0.0/16"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
)
