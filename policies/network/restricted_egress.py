"""db-sg-restricted-egress."""

from __future__ import annotations

from collections.abc import Iterator

from policies.firewall import Opening, everybody, guards_database, judged, openings
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, EGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No opening of a database's group may let out to everybody on every port."""
    if not guards_database(subject, context.estate):
        return
    yield from judged((o for o in openings(subject) if not o.ingress), _unbounded)


def _unbounded(opening: Opening) -> Iterator[Violation]:
    for where, block in opening.blocks() if opening.every_port else ():
        if everybody(block):
            yield Violation(f"the database may call {block}", property=where)


ATTACHED = (
    Sketch(SECURITY_GROUP, "group", {"description": "The database"}),
    Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, {"vpcSecurityGroupIds": ("group",)}),
)

RULE = Rule(
    id="db-sg-restricted-egress",
    title="A database opens no connection to the internet",
    severity=Severity.LOW,
    types=(
        SECURITY_GROUP,
        SECURITY_GROUP_RULE,
        EGRESS_RULE,
    ),
    properties=("cidrIpv4",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A database answers, it does not call. Without a way out, data cannot leave through a "
        "function, a foreign data wrapper or a compromised extension. Answers to clients need no "
        "rule."
    ),
    remedy="remove the egress rule, or name the network that the database calls",
    check=check,
    good=(
        Sketch(
            EGRESS_RULE,
            "rule",
            {"cidrIpv4": "10.0.0.0/16", "ipProtocol": "-1"},
            {"securityGroupId": ("group",)},
        ),
        *ATTACHED,
    ),
    bad=(
        Sketch(
            EGRESS_RULE,
            "rule",
            {"cidrIpv4": "0.0.0.0/0", "ipProtocol": "-1"},
            {"securityGroupId": ("group",)},
        ),
        *ATTACHED,
    ),
    absent=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html",
)
