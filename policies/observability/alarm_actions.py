"""alarm-actions-enabled."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.own_key import managed_by_aws
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


def stack_check(alarm: View, context: Context) -> Iterator[Violation]:
    """Nor may its topic be encrypted with AWS's own key, which CloudWatch may not use.

    Source: repost.aws/knowledge-center/cloudwatch-configure-alarm-sns, 2026-11-25.
    """
    for topic in context.estate.linked(alarm, "alarmActions", TOPIC):
        if managed_by_aws(topic.get("kmsMasterKeyId")):
            yield Violation(
                f"CloudWatch cannot publish to {topic.name}: its key is AWS's own", key=topic.name
            )


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
        "actions are off was silenced once and forgotten. One whose topic is encrypted with AWS's "
        "own key fails to publish, and only its history says so."
    ),
    remedy="name a topic in alarmActions and leave actionsEnabled true",
    setting="aurora:alarms",
    check=check,
    stack_check=stack_check,
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
