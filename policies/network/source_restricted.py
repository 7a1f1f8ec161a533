"""db-sg-source-restricted."""

from __future__ import annotations

from collections.abc import Iterator

from policies.firewall import Opening, guards_database, judged, openings, private
from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import (
    CLUSTER,
    DEFAULT_SECURITY_GROUP,
    INGRESS_RULE,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
)
from policies.view import View

PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
"""The ranges that never cross the internet (RFC 1918, RFC 6598, RFC 4193)."""


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Each opening of a database's group must name its sources, and not open every port."""
    if not guards_database(subject, context.estate):
        return
    allowed = tuple(context.parameters["allowedCidrs"])

    def unknown_source(opening: Opening) -> Iterator[Violation]:
        for where, block in opening.blocks():
            if not private(block, allowed):
                yield Violation(f"{block} is not an allowed network", property=where)

    inward = [opening for opening in openings(subject) if opening.ingress]
    yield from judged(inward, _every_port)
    yield from judged(inward, unknown_source)


def _every_port(opening: Opening) -> Iterator[Violation]:
    if opening.every_port:
        yield Violation("every port is open", property=opening.path or "ipProtocol")


ATTACHED = (
    Sketch(SECURITY_GROUP, "group", {"description": "The database"}),
    Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"vpcSecurityGroupIds": ("group",)}),
)

RULE = Rule(
    id="db-sg-source-restricted",
    title="A database lets in known networks and groups only",
    severity=Severity.HIGH,
    types=(
        DEFAULT_SECURITY_GROUP,
        SECURITY_GROUP,
        SECURITY_GROUP_RULE,
        INGRESS_RULE,
    ),
    properties=("cidrIpv4",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Whoever can open a connection can try passwords and use up connections. Clients have "
        "security groups; where they have none, their address range is a private one that "
        "somebody can name."
    ),
    remedy=(
        "name security groups, or address ranges within allowedCidrs, and the one port of the "
        "database"
    ),
    setting="aurora:network.allowedCidrs",
    check=check,
    good=(
        Sketch(
            INGRESS_RULE,
            "rule",
            {"cidrIpv4": "10.0.0.0/16", "ipProtocol": "tcp", "fromPort": 3307, "toPort": 3307},
            {"securityGroupId": ("group",)},
        ),
        *ATTACHED,
    ),
    bad=(
        Sketch(
            INGRESS_RULE,
            "rule",
            {"cidrIpv4": "52.0.0.0/16", "ipProtocol": "tcp", "fromPort": 3307, "toPort": 3307},
            {"securityGroupId": ("group",)},
        ),
        *ATTACHED,
    ),
    absent=Verdict.PASS,
    parameters=(
        Parameter(
            name="allowedCidrs",
            description="Address ranges that may be let in.",
            schema={"type": "array", "items": {"type": "string"}},
            production=PRIVATE,
            global_=PRIVATE,
            development=PRIVATE,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html",
)
