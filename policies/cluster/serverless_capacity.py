"""aurora-serverless-capacity-range."""

from __future__ import annotations

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
from policies.tokens import CLUSTER
from policies.view import View

TAKEN: Final = limit("acu")
HIGHEST: Final = TAKEN.high or 0
MINIMUM = "serverlessv2ScalingConfiguration.minCapacity"
MAXIMUM = "serverlessv2ScalingConfiguration.maxCapacity"


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Both bounds must be ones that AWS takes, and within the limits of the environment."""
    if not cluster.given("serverlessv2ScalingConfiguration"):
        return
    low, high = cluster.number(MINIMUM), cluster.number(MAXIMUM, HIGHEST)
    floor, ceiling = context.parameters["minimumAcu"], context.parameters["maximumAcu"]
    for path, value in ((MINIMUM, low), (MAXIMUM, high)):
        if not TAKEN.allows(value):
            yield Violation(f"AWS does not take {value} ACU", property=path)
    if low > high:
        yield Violation(f"the minimum {low} is above the maximum {high}", property=MINIMUM)
    # A cluster that may pause is judged by the rule on pausing.
    if 0 < low < floor:
        yield Violation(f"{low} ACU is below the minimum of {floor}", property=MINIMUM)
    if high > ceiling:
        yield Violation(f"{high} ACU is above the maximum of {ceiling}", property=MAXIMUM)


RULE = Rule(
    id="aurora-serverless-capacity-range",
    title="The capacity of a serverless cluster is in range",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("serverlessv2ScalingConfiguration",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS takes 0 to 256 ACU in half steps. A minimum that is too small makes a cold buffer "
        "pool and slow scaling in production; a maximum without bound makes a large bill in "
        "development."
    ),
    remedy="set minCapacity and maxCapacity within the range that the message names",
    setting="aurora:serverless",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "serverlessv2ScalingConfiguration": {"minCapacity": 2, "maxCapacity": 16},
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "serverlessv2ScalingConfiguration": {"minCapacity": 0.7, "maxCapacity": 300},
            },
        ),
    ),
    absent=Verdict.PASS,
    parameters=(
        Parameter(
            name="minimumAcu",
            description="ACU that minCapacity must reach, 0 to 256.",
            schema={"type": "number", "minimum": TAKEN.low, "maximum": HIGHEST},
            production=2,
            global_=2,
            development=0,
        ),
        Parameter(
            name="maximumAcu",
            description="ACU that maxCapacity must not pass, 1 to 256.",
            schema={"type": "number", "minimum": 1, "maximum": HIGHEST},
            production=HIGHEST,
            global_=HIGHEST,
            development=4,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
)
