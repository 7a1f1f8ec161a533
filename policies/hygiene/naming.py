"""resource-naming."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
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
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from policies.view import View

PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
LONGEST: Final = int(limit("identifier-length").high or 0)


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Whichever identifier is given must match and not be too long."""
    for property_ in ("clusterIdentifier", "identifier", "globalClusterIdentifier"):
        name = subject.get(property_)
        own = property_ != "globalClusterIdentifier" or subject.type == GLOBAL_CLUSTER
        own = own and not (property_ == "clusterIdentifier" and subject.type == INSTANCE)
        if own and isinstance(name, str):
            if len(name) > LONGEST:
                yield Violation(f"{name} is longer than {LONGEST} characters", property=property_)
            elif not re.fullmatch(context.parameters["pattern"], name):
                yield Violation(f"{name} does not match the pattern", property=property_)


RULE = Rule(
    id="resource-naming",
    title="A database has a name that follows the pattern",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        INSTANCE,
        GLOBAL_CLUSTER,
    ),
    properties=(
        "clusterIdentifier",
        "identifier",
        "globalClusterIdentifier",
    ),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "AWS takes letters, digits and single hyphens, up to 63 of them. A name that follows the "
        "pattern of the company is found in a log at three in the morning."
    ),
    remedy="choose an identifier that matches the pattern",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"clusterIdentifier": "shop-prod-eu-west-1"}),),
    bad=(Sketch(CLUSTER, "cluster", {"clusterIdentifier": "Shop_Prod"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="pattern",
            description="Regular expression that the whole identifier must match.",
            schema={"type": "string"},
            production=PATTERN,
            global_=PATTERN,
            development=PATTERN,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html",
)
