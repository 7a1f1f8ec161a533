"""secret-recovery-window."""

from __future__ import annotations

from collections.abc import Iterator

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
from policies.tokens import SECRET
from policies.view import View

AWS_DEFAULT = 30


def check(secret: View, context: Context) -> Iterator[Violation]:
    """The window must reach the minimum; 0 deletes at once."""
    days = secret.number("recoveryWindowInDays", AWS_DEFAULT)
    if days < context.parameters["minimumDays"]:
        yield Violation(f"the secret is gone after {days} days")


RULE = Rule(
    id="secret-recovery-window",
    title="A deleted secret can be restored for a week",
    severity=Severity.LOW,
    types=(SECRET,),
    properties=("recoveryWindowInDays",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A secret deleted without a window is gone at once, and with it the only copy of a "
        "password. Within the window it can be restored as it was."
    ),
    remedy="leave recoveryWindowInDays at 30, or set 7 or more",
    check=check,
    good=(Sketch(SECRET, "secret", {"recoveryWindowInDays": 30}),),
    bad=(Sketch(SECRET, "secret", {"recoveryWindowInDays": 0}),),
    absent=Verdict.PASS,
    defaults={"recoveryWindowInDays": 30},
    parameters=(
        Parameter(
            name="minimumDays",
            description="Days in which a deleted secret can be restored.",
            schema={"type": "integer", "minimum": 0, "maximum": 30},
            production=7,
            global_=7,
            development=0,
        ),
    ),
    url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
)
