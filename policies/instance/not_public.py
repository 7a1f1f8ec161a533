"""aurora-instance-not-public."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import INSTANCE
from policies.view import View


def check(instance: View, context: Context) -> Iterator[Violation]:
    """No instance may have an address on the internet."""
    if instance.flag("publiclyAccessible"):
        yield Violation("the instance gets an address on the internet")


RULE = Rule(
    id="aurora-instance-not-public",
    title="An instance is not reachable from the internet",
    severity=Severity.CRITICAL,
    types=(INSTANCE,),
    properties=("publiclyAccessible",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A database with a public address is one security group rule away from everybody. Clients "
        "reach a private one through the VPC, a VPN or a bastion; nothing is lost but the exposure."
    ),
    remedy="leave publiclyAccessible false",
    check=check,
    good=(Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "publiclyAccessible": False}),),
    bad=(Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "publiclyAccessible": True}),),
    absent=Verdict.PASS,
    defaults={"publiclyAccessible": False},
    never_exempt=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Security.html",
)
