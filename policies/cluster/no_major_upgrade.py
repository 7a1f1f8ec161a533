"""aurora-cluster-no-major-upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """The permission must not stand."""
    if subject.flag("allowMajorVersionUpgrade"):
        yield Violation("any new engineVersion may be a major one")


RULE = Rule(
    id="aurora-cluster-no-major-upgrade",
    title="A cluster does not take a major version by accident",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER,
        GLOBAL_CLUSTER,
    ),
    properties=("allowMajorVersionUpgrade",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A major version changes behaviour and cannot be taken back. The permission belongs into "
        "the one change that upgrades, under an exemption that expires, and not into the program "
        "for good."
    ),
    remedy="remove allowMajorVersionUpgrade; for an upgrade write an exemption with an end",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"allowMajorVersionUpgrade": False}),),
    bad=(Sketch(CLUSTER, "cluster", {"allowMajorVersionUpgrade": True}),),
    absent=Verdict.PASS,
    defaults={"allowMajorVersionUpgrade": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html",
)
