"""db-sg-no-public-ingress."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import (
    DEFAULT_SECURITY_GROUP,
    INGRESS_RULE,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
)
from policies.view import Undecided, View

SOURCES = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6")


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No rule may let the internet in, whatever the port: a database has no public clients."""
    for path, rule in _rules(subject):
        for source in SOURCES:
            where = f"{path}.{source}".lstrip(".")
            for block in _blocks(rule.get(source), where):
                if _everybody(block):
                    yield Violation(f"{block} lets everybody in", property=where)


def _rules(subject: View) -> Iterator[tuple[str, dict[str, Any]]]:
    if subject.type in (SECURITY_GROUP, DEFAULT_SECURITY_GROUP):
        for index, rule in enumerate(subject.known("ingress", default=[])):
            yield f"ingress.{index}", rule
    elif subject.type != SECURITY_GROUP_RULE or subject.known("type") == "ingress":
        yield "", dict(subject.props)


def _blocks(value: Any, where: str) -> Iterator[str]:
    for block in value if isinstance(value, list) else [value]:
        if block is UNKNOWN:
            raise Undecided(where)
        if isinstance(block, str):
            yield block


def _everybody(block: str) -> bool:
    """Return whether a block is the internet, or one of its two halves."""
    try:
        return ipaddress.ip_network(block, strict=False).prefixlen <= 1
    except ValueError:
        return False


RULE = Rule(
    id="db-sg-no-public-ingress",
    title="A security group does not let the internet in",
    severity=Severity.CRITICAL,
    types=(SECURITY_GROUP, DEFAULT_SECURITY_GROUP, SECURITY_GROUP_RULE, INGRESS_RULE),
    properties=("cidrIpv4", "cidrIpv6"),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A rule for 0.0.0.0/0 or ::/0 exposes the database to everybody the moment a route exists. "
        "Clients are known: name their security groups, or the address ranges of their networks."
    ),
    remedy="name a security group or a private address range as the source",
    setting="aurora:network.allowedCidrs",
    check=check,
    good=(
        Sketch(
            INGRESS_RULE,
            "rule",
            {"cidrIpv4": "10.0.0.0/16", "ipProtocol": "tcp", "fromPort": 3307, "toPort": 3307},
        ),
    ),
    bad=(
        Sketch(
            INGRESS_RULE,
            "rule",
            {"cidrIpv4": "0.0.0.0/0", "ipProtocol": "tcp", "fromPort": 3307, "toPort": 3307},
        ),
    ),
    absent=Verdict.PASS,
    never_exempt=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html",
)
