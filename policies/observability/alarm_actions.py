"""alarm-actions-enabled."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import COMPOSITE_ALARM, METRIC_ALARM, TOPIC
from policies.view import View


def check(alarm: View, context: Context) -> Iterator[Violation]:
    """At least one action must be named, and actions be on."""
    actions = alarm.get("alarmActions", default=[])
    listed = actions if isinstance(actions, list) else [actions]
    if not any(action is UNKNOWN or action for action in listed):
        yield Violation("the alarm has no action")
    if not alarm.flag("actionsEnabled", default=True):
        yield Violation("the actions of the alarm are off", property="actionsEnabled")


RULE = Rule(
    id="alarm-actions-enabled",
    title="An alarm tells somebody",
    severity=Severity.MEDIUM,
    types=(
        METRIC_ALARM,
        COMPOSITE_ALARM,
    ),
    properties=("alarmActions",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "An alarm without an action turns red in a console that nobody looks at. One whose "
        "actions are off was silenced once and forgotten."
    ),
    remedy="name a topic in alarmActions and leave actionsEnabled true",
    setting="aurora:alarms",
    check=check,
    good=(
        Sketch(
            METRIC_ALARM, "alarm", {"metricName": "CPUUtilization"}, {"alarmActions": ("topic",)}
        ),
        Sketch(TOPIC, "topic"),
    ),
    bad=(Sketch(METRIC_ALARM, "alarm", {"metricName": "CPUUtilization"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
)
