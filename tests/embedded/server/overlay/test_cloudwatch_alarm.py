"""Alarms of the embedded AWS answer as CloudWatch's do."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def cloudwatch(clients: Any) -> Any:
    return clients("cloudwatch")


def name() -> str:
    return f"alarm-{uuid.uuid4().hex[:8]}"


def put(cloudwatch: Any, alarm: str, **more: Any) -> dict[str, Any]:
    settings = {
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 1,
        "MetricName": "CPUUtilization",
        "Namespace": "AWS/RDS",
        "Period": 60,
        "Statistic": "Average",
        "Threshold": 80,
        **more,
    }
    settings = {key: value for key, value in settings.items() if value is not None}
    cloudwatch.put_metric_alarm(AlarmName=alarm, **settings)
    return cloudwatch.describe_alarms(AlarmNames=[alarm])["MetricAlarms"][0]


def test_new_alarm_has_no_data_and_every_field_aws_answers(cloudwatch: Any) -> None:
    alarm = put(cloudwatch, name())

    assert alarm["StateValue"] == "INSUFFICIENT_DATA"
    always = {"AlarmActions", "OKActions", "InsufficientDataActions", "Dimensions", "StateReason"}
    times = {
        "AlarmConfigurationUpdatedTimestamp",
        "StateTransitionedTimestamp",
        "StateUpdatedTimestamp",
    }
    assert always | times | {"ActionsEnabled", "AlarmArn"} <= alarm.keys()


def test_put_over_an_alarm_keeps_its_state_and_its_tags(cloudwatch: Any) -> None:
    alarm = name()
    arn = put(cloudwatch, alarm, Tags=[{"Key": "a", "Value": "1"}])["AlarmArn"]
    cloudwatch.set_alarm_state(AlarmName=alarm, StateValue="ALARM", StateReason="test")

    again = put(cloudwatch, alarm, Threshold=70, Tags=[{"Key": "b", "Value": "2"}])

    assert (again["StateValue"], again["Threshold"]) == ("ALARM", 70)
    assert cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"] == [
        {"Key": "a", "Value": "1"}
    ]


def test_deleted_alarm_leaves_no_tags(cloudwatch: Any) -> None:
    alarm = name()
    put(cloudwatch, alarm, Tags=[{"Key": "a", "Value": "1"}])
    cloudwatch.delete_alarms(AlarmNames=[alarm])

    arn = put(cloudwatch, alarm)["AlarmArn"]

    assert cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"] == []


@pytest.mark.parametrize("statistic", ["p99.9", "tm95", "IQM", "TM(10%:90%)", "PR(:300)"])
def test_extended_statistics_come_back(cloudwatch: Any, statistic: str) -> None:
    alarm = put(cloudwatch, name(), Statistic=None, ExtendedStatistic=statistic)

    assert alarm["ExtendedStatistic"] == statistic


def test_math_keeps_the_account_and_windows_come_back(cloudwatch: Any) -> None:
    plain = ("MetricName", "Namespace", "Period", "Statistic")
    stat = {
        "Metric": {"Namespace": "AWS/RDS", "MetricName": "CPUUtilization"},
        "Period": 60,
        "Stat": "Average",
    }
    queries = [
        {"Id": "e", "Expression": "m * 2", "ReturnData": True},
        {"Id": "m", "MetricStat": stat, "ReturnData": False, "AccountId": "111122223333"},
    ]
    warm_up = {"WarmUpPeriodDurationInMinutes": 5}

    alarm = put(
        cloudwatch,
        name(),
        **dict.fromkeys(plain),
        Metrics=queries,
        WarmUpConfiguration=warm_up,
    )

    assert [query.get("AccountId") for query in alarm["Metrics"]] == [None, "111122223333"]
    assert alarm["WarmUpConfiguration"]["WarmUpPeriodDurationInMinutes"] == 5


def test_composite_alarm_is_found_by_its_kind_only(cloudwatch: Any) -> None:
    child, parent = name(), name()
    put(cloudwatch, child)
    cloudwatch.put_composite_alarm(
        AlarmName=parent,
        AlarmRule=f'ALARM("{child}") OR FALSE',
        ActionsSuppressor=child,
        ActionsSuppressorWaitPeriod=10,
        ActionsSuppressorExtensionPeriod=20,
        Tags=[{"Key": "a", "Value": "1"}],
    )

    assert cloudwatch.describe_alarms(AlarmNames=[parent])["CompositeAlarms"] == []
    answer = cloudwatch.describe_alarms(AlarmNames=[parent], AlarmTypes=["CompositeAlarm"])
    (alarm,) = answer["CompositeAlarms"]
    assert alarm["AlarmRule"] == f'ALARM("{child}") OR FALSE'
    assert alarm["ActionsEnabled"] is True
    assert alarm["ActionsSuppressor"] == child
    assert alarm["ActionsSuppressorWaitPeriod"] == 10
    children = cloudwatch.describe_alarms(ChildrenOfAlarmName=parent)["MetricAlarms"]
    assert [entry["AlarmName"] for entry in children] == [child]


def test_composite_alarm_needs_its_children(cloudwatch: Any) -> None:
    with pytest.raises(ClientError, match=r"\[no-such-alarm\] in the alarm rule do not exist"):
        cloudwatch.put_composite_alarm(AlarmName=name(), AlarmRule="ALARM(no-such-alarm)")


def test_alarm_that_a_composite_alarm_names_cannot_be_deleted(cloudwatch: Any) -> None:
    child, parent = name(), name()
    arn = put(cloudwatch, child)["AlarmArn"]
    cloudwatch.put_composite_alarm(AlarmName=parent, AlarmRule=f"NOT OK({arn})")

    with pytest.raises(ClientError, match=parent):
        cloudwatch.delete_alarms(AlarmNames=[child])

    cloudwatch.delete_alarms(AlarmNames=[child, parent])
    assert cloudwatch.describe_alarms(AlarmNames=[child])["MetricAlarms"] == []


def test_pages_hold_every_alarm_once(cloudwatch: Any) -> None:
    prefix = name()
    wanted = [f"{prefix}-{number}" for number in range(5)]
    for alarm in wanted:
        put(cloudwatch, alarm)

    pages = cloudwatch.get_paginator("describe_alarms").paginate(
        AlarmNamePrefix=prefix, MaxRecords=2
    )

    found = [[alarm["AlarmName"] for alarm in page["MetricAlarms"]] for page in pages]
    assert found == [wanted[:2], wanted[2:4], wanted[4:]]


@pytest.mark.parametrize(
    ("period", "periods", "taken"),
    [(300, 288, True), (300, 289, False), (3600, 168, True), (3600, 169, False), (45, 1, False)],
)
def test_an_alarm_looks_at_a_day_or_by_the_hour_at_a_week(
    clients, period: int, periods: int, taken: bool
) -> None:
    cloudwatch = clients("cloudwatch")
    alarm = {
        "AlarmName": f"span-{period}-{periods}",
        "Namespace": "AWS/RDS",
        "MetricName": "CPUUtilization",
        "Statistic": "Average",
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    if taken:
        cloudwatch.put_metric_alarm(**alarm, Period=period, EvaluationPeriods=periods)
        assert cloudwatch.describe_alarms(AlarmNames=[alarm["AlarmName"]])["MetricAlarms"]
    else:
        with pytest.raises(ClientError, match="ValidationError"):
            cloudwatch.put_metric_alarm(**alarm, Period=period, EvaluationPeriods=periods)
