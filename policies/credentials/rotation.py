"""secret-rotation."""

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
from policies.schedule import longest_gap
from policies.tokens import SECRET, SECRET_ROTATION
from policies.view import View


def check(secret: View, context: Context) -> Iterator[Violation]:
    """A schedule must exist that is short enough; AWS itself refuses one that needs a function."""
    rotations = context.estate.referring(secret, SECRET_ROTATION, "secretId")
    if not rotations:
        yield Violation("nothing rotates the secret")
    most = context.parameters["maximumDays"]
    for rotation in rotations:
        days = _days(rotation)
        if not days:
            yield Violation("the rotation has no schedule")
        elif days > most:
            yield Violation(f"rotated every {days:g} days, at most {most} are allowed")


def _days(rotation: View) -> float:
    expression = str(rotation.known("rotationRules.scheduleExpression", default=""))
    return longest_gap(expression) or rotation.number("rotationRules.automaticallyAfterDays")


FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"

RULE = Rule(
    id="secret-rotation",
    title="A secret is rotated",
    severity=Severity.MEDIUM,
    types=(SECRET,),
    properties=("name",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A password that never changes is known to everybody who ever had it. Where RDS manages "
        "the master password it rotates it; a secret of your own needs a schedule and a function "
        "that does it."
    ),
    remedy="add a SecretRotation for the secret, at least as often as the message asks",
    check=check,
    good=(
        Sketch(SECRET, "secret", {"name": "shop"}),
        Sketch(
            SECRET_ROTATION,
            "rotation",
            {"rotationRules": {"automaticallyAfterDays": 30}, "rotationLambdaArn": FUNCTION},
            {"secretId": ("secret",)},
        ),
    ),
    bad=(Sketch(SECRET, "secret", {"name": "shop"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="maximumDays",
            description="Days between two rotations.",
            schema={"type": "integer", "minimum": 1, "maximum": 1000},
            production=30,
            global_=30,
            development=90,
        ),
    ),
    stack=True,
    url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
)
