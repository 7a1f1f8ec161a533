"""vpc-default-sg-closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policies.firewall import openings
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import (
    CLUSTER,
    DEFAULT_SECURITY_GROUP,
    DEFAULT_VPC,
    EGRESS_RULE,
    INGRESS_RULE,
    SECURITY_GROUP_RULE,
    VPC,
)
from policies.view import View

VPCS: Final = (VPC, DEFAULT_VPC)


def check(subject: View, context: Context) -> Iterator[Violation]:
    """The default group must be managed, without a rule, inline or beside it."""
    estate = context.estate
    if subject.type in VPCS:
        if not estate.referring(subject, DEFAULT_SECURITY_GROUP, "vpcId"):
            yield Violation("the default security group is open to its members", property="id")
        # A rule that names the VPC in place of a group reaches its default group.
        for type_ in (INGRESS_RULE, EGRESS_RULE, SECURITY_GROUP_RULE):
            if any(
                subject.urn in rule.dependencies.get("securityGroupId", ())
                for rule in estate.of_type(type_)
            ):
                yield Violation("a rule opens the default security group", property="id")
        return
    for opening in openings(subject):
        yield Violation("the default security group has a rule", property=opening.path)
    for type_ in (INGRESS_RULE, EGRESS_RULE, SECURITY_GROUP_RULE):
        if estate.referring(subject, type_, "securityGroupId"):
            yield Violation("a rule opens the default security group")
    if estate.referring(subject, CLUSTER, "vpcSecurityGroupIds"):
        yield Violation("a cluster uses the default security group")


RULE = Rule(
    id="vpc-default-sg-closed",
    title="A VPC's default security group lets nothing in or out",
    severity=Severity.HIGH,
    types=(*VPCS, DEFAULT_SECURITY_GROUP),
    properties=(
        "ingress",
        "egress",
    ),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "Whatever is created without a group joins the default one and trusts all its members. "
        "Taken over without rules it lets nothing through, so that forgetting a group is found at "
        "once."
    ),
    remedy="add a DefaultSecurityGroup without rules for the VPC",
    check=check,
    good=(
        Sketch(VPC, "vpc", {"cidrBlock": "10.0.0.0/16"}),
        Sketch(DEFAULT_SECURITY_GROUP, "default", {}, {"vpcId": ("vpc",)}),
    ),
    bad=(Sketch(VPC, "vpc", {"cidrBlock": "10.0.0.0/16"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
)
