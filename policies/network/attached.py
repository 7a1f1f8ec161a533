"""db-sg-attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policies.firewall import guards_database
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE
from policies.view import View

RULES = (SECURITY_GROUP_RULE, INGRESS_RULE, EGRESS_RULE)


def check(group: View, context: Context) -> Iterator[Violation]:
    """Something other than its own rules must refer to the group."""
    if guards_database(group, context.estate):
        return
    literals = {text for name in ("id", "name") if isinstance(text := group.get(name), str)}
    for other in context.estate.resources:
        for property_, urns in other.dependencies.items():
            own_rule = other.type in RULES and property_ == "securityGroupId"
            if group.urn in urns and not own_rule:
                return
        if other.type not in RULES and not literals.isdisjoint(_groups(other.props)):
            return
    yield Violation("nothing uses the group")


def _groups(value: Any, *, inside: bool = False) -> Iterator[str]:
    """Yield the texts under every property, at any depth, whose name speaks of security groups."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _groups(item, inside=inside or "securitygroup" in str(name).lower())
    elif isinstance(value, list):
        for item in value:
            yield from _groups(item, inside=inside)
    elif inside and isinstance(value, str):
        yield value


RULE = Rule(
    id="db-sg-attached",
    title="A security group is used",
    severity=Severity.LOW,
    types=(SECURITY_GROUP,),
    properties=("description",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "A group that nothing uses is either left over, or the sign that a database was given "
        "another group than the one that was reviewed."
    ),
    remedy="attach the group to a cluster, a proxy or another resource, or remove it",
    check=check,
    good=(
        Sketch(SECURITY_GROUP, "group", {"description": "The database"}),
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"vpcSecurityGroupIds": ("group",)}),
    ),
    bad=(Sketch(SECURITY_GROUP, "group", {"description": "The database"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
)
