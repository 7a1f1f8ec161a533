"""aurora-serverless-auto-pause."""

from __future__ import annotations

from collections.abc import Iterator

from policies.environment import Environment
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

MINIMUM = "serverlessv2ScalingConfiguration.minCapacity"
PAUSE = "serverlessv2ScalingConfiguration.secondsUntilAutoPause"


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Outside development a cluster must not pause; in development it should."""
    if not cluster.given("serverlessv2ScalingConfiguration"):
        return
    minimum = cluster.number(MINIMUM)
    if context.environment is Environment.DEVELOPMENT:
        if minimum > 0:
            yield Violation("the cluster never pauses, so it costs while nobody uses it", MINIMUM)
    elif minimum == 0:
        yield Violation(
            "the cluster pauses when idle and takes about 15 seconds to answer again", MINIMUM
        )


RULE = Rule(
    id="aurora-serverless-auto-pause",
    title="A serverless cluster pauses in development only",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=(MINIMUM,),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A minimum of 0 ACU lets a cluster pause: the first connection then waits some 15 seconds, "
        "30 and more after a day, which users take for an outage. In development it saves the cost."
    ),
    remedy=("set serverlessv2ScalingConfiguration.minCapacity to 0.5 or more; in development to 0"),
    setting="aurora:serverless.minAcu",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-postgresql",
                "serverlessv2ScalingConfiguration": {"minCapacity": 2, "maxCapacity": 16},
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-postgresql",
                "serverlessv2ScalingConfiguration": {
                    "minCapacity": 0,
                    "maxCapacity": 16,
                    "secondsUntilAutoPause": 300,
                },
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html",
)
