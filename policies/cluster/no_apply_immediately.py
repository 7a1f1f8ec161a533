"""aurora-cluster-no-apply-immediately."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No change may be forced through at once."""
    if subject.flag("applyImmediately"):
        yield Violation("changes that restart an instance are made at once")


RULE = Rule(
    id="aurora-cluster-no-apply-immediately",
    title="Changes to a cluster wait for its maintenance window",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER,
        INSTANCE,
    ),
    properties=("applyImmediately",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Some changes restart an instance. With applyImmediately that happens the moment the plan "
        "runs, at noon as well as at night; without it AWS waits for the window."
    ),
    remedy="leave applyImmediately false",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"applyImmediately": False}),),
    bad=(Sketch(CLUSTER, "cluster", {"applyImmediately": True}),),
    absent=Verdict.PASS,
    defaults={"applyImmediately": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html",
)
