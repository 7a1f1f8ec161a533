"""aurora-instance-class-allowed."""

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
from policies.tokens import INSTANCE
from policies.view import View

MEMORY = r"db[.](r[5-9][a-z0-9]*|x[0-9][a-z0-9]*)[.].+"
GENERAL = r"db[.]m[6-9][a-z0-9]*[.].+"
SERVERLESS = r"db[.]serverless"


def check(instance: View, context: Context) -> Iterator[Violation]:
    """The class must be one of those allowed in the environment."""
    class_ = instance.text("instanceClass")
    if not any(re.fullmatch(pattern, class_) for pattern in context.parameters["allowed"]):
        yield Violation(f"{class_ or 'no class'} is not allowed in {context.environment.value}")


RULE = Rule(
    id="aurora-instance-class-allowed",
    title="An instance has a class that fits its environment",
    severity=Severity.MEDIUM,
    types=(INSTANCE,),
    properties=("instanceClass",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Burstable classes run out of credits under load and are refused in a global database, "
        "which takes memory-optimised classes from db.r5 on. A large class in development is "
        "money for nothing."
    ),
    remedy="choose an instanceClass that matches one of the patterns",
    setting="aurora:writer.class",
    check=check,
    good=(
        Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "instanceClass": "db.r6g.xlarge"}),
    ),
    bad=(
        Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "instanceClass": "db.t3.medium"}),
    ),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="allowed",
            description="Regular expressions, one of which the whole class must match.",
            schema={"type": "array", "items": {"type": "string"}},
            production=(MEMORY, GENERAL, SERVERLESS),
            global_=(MEMORY, SERVERLESS),
            development=(SERVERLESS, r"db[.]t4g[.]medium", r"db[.]t3[.]medium"),
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.html",
)
