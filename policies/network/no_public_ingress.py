"""db-sg-no-public-ingress."""

from __future__ import annotations

from collections.abc import Iterator

from policies.firewall import Opening, everybody, judged, openings
from policies.prefix_list import prefix_lists, prefixes
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import (
    DEFAULT_SECURITY_GROUP,
    INGRESS_RULE,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
)
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No rule may let the internet in, whatever the port: a database has no public clients."""
    yield from judged((o for o in openings(subject) if o.ingress), _public)


def _public(opening: Opening) -> Iterator[Violation]:
    for where, block in opening.blocks():
        if everybody(block):
            yield Violation(f"{block} lets everybody in", property=where)


def stack_check(subject: View, context: Context) -> Iterator[Violation]:
    """Nor may a prefix list of the program, which a rule names, hold the internet."""
    for opening in openings(subject):
        if opening.ingress:
            for list_ in prefix_lists(subject, opening, context.estate):
                if any(everybody(block) for block in prefixes(list_, context.estate)):
                    yield Violation(
                        f"the prefix list {list_.name} lets everybody in",
                        property=opening.path or "prefixListId",
                    )


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
    stack_check=stack_check,
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
