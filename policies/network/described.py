"""db-sg-described."""

from __future__ import annotations

from collections.abc import Iterator

from policies.firewall import guards_database, openings
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE
from policies.view import View

FILLED_IN = ("Managed by Pulumi", "Managed by Terraform")


def check(subject: View, context: Context) -> Iterator[Violation]:
    """The group must be described in words of its owner, and so must each rule."""
    if not guards_database(subject, context.estate):
        return
    if subject.type == SECURITY_GROUP:
        text = subject.text("description")
        if not text.strip() or text in FILLED_IN:
            yield Violation("the group has no description of its own")
    for opening in openings(subject):
        if not opening.described:
            yield Violation("the rule has no description", property=opening.path or "description")


ATTACHED = (
    Sketch(SECURITY_GROUP, "group", {"description": "The database"}),
    Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"vpcSecurityGroupIds": ("group",)}),
)

RULE = Rule(
    id="db-sg-described",
    title="A database security group and its rules say what they are for",
    severity=Severity.LOW,
    types=(
        SECURITY_GROUP,
        SECURITY_GROUP_RULE,
        INGRESS_RULE,
        EGRESS_RULE,
    ),
    properties=("description",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "Nobody dares to remove a rule whose purpose is unknown, so groups only ever grow. One "
        "line each keeps them reviewable; the text that Pulumi fills in says nothing."
    ),
    remedy="give the group and each rule a description",
    check=check,
    good=(
        Sketch(
            INGRESS_RULE,
            "rule",
            {"description": "The shop's web servers", "cidrIpv4": "10.0.0.0/16"},
            {"securityGroupId": ("group",)},
        ),
        *ATTACHED,
    ),
    bad=(
        Sketch(INGRESS_RULE, "rule", {"cidrIpv4": "10.0.0.0/16"}, {"securityGroupId": ("group",)}),
        *ATTACHED,
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
)
