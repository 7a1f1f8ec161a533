"""aurora-enhanced-monitoring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View

INTERVALS: Final = limit("monitoring-interval-seconds")


def check(instance: View, context: Context) -> Iterator[Violation]:
    """The instance, or its cluster for it, must have an interval and a role."""
    sources = (instance, *context.estate.linked(instance, "clusterIdentifier", CLUSTER))
    if not any(_monitored(source) for source in sources):
        yield Violation("only the hypervisor's metrics are collected")


def _monitored(source: View) -> bool:
    interval = source.number("monitoringInterval")
    return bool(interval) and INTERVALS.allows(interval) and source.given("monitoringRoleArn")


RULE = Rule(
    id="aurora-enhanced-monitoring",
    title="Enhanced monitoring covers every instance",
    severity=Severity.LOW,
    types=(INSTANCE,),
    properties=(
        "monitoringInterval",
        "monitoringRoleArn",
    ),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "CloudWatch sees the hypervisor once a minute. Enhanced monitoring sees the operating "
        "system's processes, memory and disks every few seconds, which is what an incident at "
        "night is explained with."
    ),
    remedy=(
        "set monitoringInterval (1, 5, 10, 15, 30 or 60 seconds) and monitoringRoleArn, on the "
        "cluster or on each instance"
    ),
    setting="aurora:monitoring.interval",
    check=check,
    good=(
        Sketch(
            INSTANCE,
            "instance",
            {
                "engine": "aurora-mysql",
                "monitoringInterval": 15,
                "monitoringRoleArn": "arn:aws:iam::123456789012:role/monitoring",
            },
        ),
    ),
    bad=(Sketch(INSTANCE, "instance", {"engine": "aurora-mysql", "monitoringInterval": 0}),),
    absent=Verdict.VIOLATION,
    defaults={"monitoringInterval": 0},
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html",
)
