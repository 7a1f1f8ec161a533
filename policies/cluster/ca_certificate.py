"""aurora-ca-certificate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.certificates import authorities
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

CURRENT: Final = authorities()
PROPERTIES = {CLUSTER: "caCertificateIdentifier", INSTANCE: "caCertIdentifier"}


def check(subject: View, context: Context) -> Iterator[Violation]:
    """A certificate authority that is named must be a current one; AWS's default is."""
    property_ = PROPERTIES[subject.type]
    authority = subject.known(property_, default=CURRENT[0])
    if authority not in CURRENT:
        yield Violation(f"{authority} is not a current authority", property=property_)


RULE = Rule(
    id="aurora-ca-certificate",
    title="The certificate of an instance comes from a current authority",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER,
        INSTANCE,
    ),
    properties=("caCertIdentifier",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "The authority rds-ca-2019 expired in August 2024: clients that verify certificates, as "
        "they should, cannot connect to an instance that still presents one of its certificates."
    ),
    remedy=f"set caCertIdentifier to one of {', '.join(CURRENT)}",
    check=check,
    good=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-mysql", "caCertIdentifier": "rds-ca-rsa2048-g1"},
        ),
    ),
    bad=(
        Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "caCertIdentifier": "rds-ca-2019"}),
    ),
    absent=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html",
)
