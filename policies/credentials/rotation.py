"""secret-rotation."""

from __future__ import annotations

import re
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
from policies.tokens import SECRET, SECRET_ROTATION
from policies.view import View

RATE = re.compile(r"rate[(]\s*(\d+)\s+(hour|day)s?\s*[)]")
HOURS_A_DAY = 24


def check(secret: View, context: Context) -> Iterator[Violation]:
    """A schedule must exist that is short enough; a cron expression is taken to be."""
    rotations = context.estate.referring(secret, SECRET_ROTATION, "secretId")
    if not rotations:
        yield Violation("nothing rotates the secret")
    for rotation in rotations:
        days, most = _days(rotation), context.parameters["maximumDays"]
        if days > most:
            yield Violation(f"rotated every {days:g} days, at most {most} are allowed")


def _days(rotation: View) -> float:
    every = rotation.known("rotationRules.automaticallyAfterDays", default=0)
    expression = rotation.known("rotationRules.scheduleExpression", default="")
    if match := RATE.fullmatch(expression.strip()):
        count, unit = int(match.group(1)), match.group(2)
        return count / HOURS_A_DAY if unit == "hour" else count
    return float(every)


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
            {"rotationRules": {"automaticallyAfterDays": 30}},
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
