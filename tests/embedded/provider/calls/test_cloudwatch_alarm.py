"""Metric and composite alarms, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

NUMBERS = itertools.count(1)
CPU = {
    "actionsEnabled": True,
    "comparisonOperator": "GreaterThanThreshold",
    "evaluationPeriods": 2.0,
    "metricName": "CPUUtilization",
    "namespace": "AWS/RDS",
    "period": 120.0,
    "statistic": "Average",
    "threshold": 80.0,
    "treatMissingData": "missing",
}
DOUBLE = {"id": "e", "expression": "m * 2", "label": "double", "returnData": True}
METRIC = {
    "metricName": "CPUUtilization",
    "namespace": "AWS/RDS",
    "period": 60,
    "stat": "p99",
    "dimensions": {"DBClusterIdentifier": "c"},
}


@pytest.fixture
def alarm(resource: Any) -> Any:
    made = resource("aws:cloudwatch/metricAlarm:MetricAlarm")
    made.name = f"called-{next(NUMBERS)}"
    return made


def test_plain_alarm_comes_back_as_it_was_written(alarm: Any) -> None:
    written = {**CPU, "dimensions": {"DBClusterIdentifier": "c"}, "alarmDescription": "d"}

    state = alarm.up(name=alarm.name, **written, tags={"a": "1"})

    assert {key: state[key] for key in written} == written
    assert (alarm.id, state["tagsAll"]) == (alarm.name, {"a": "1"})
    assert state["alarmActions"] == state["okActions"] == []
    assert state["arn"].endswith(f":alarm:{alarm.name}")


def test_zeros_that_are_sent_and_those_that_are_not(alarm: Any, sent_to: Any) -> None:
    sent = sent_to("cloudwatch")

    alarm.up(
        name=alarm.name,
        **{**CPU, "threshold": 0, "actionsEnabled": False, "datapointsToAlarm": 0},
    )

    request = sent.of("PutMetricAlarm")
    assert (request["Threshold"], request["ActionsEnabled"]) == (0, False)
    assert "DatapointsToAlarm" not in request
    assert "Dimensions" not in request


def test_update_puts_everything_again_without_tags(alarm: Any, sent_to: Any) -> None:
    alarm.up(name=alarm.name, **CPU, tags={"a": "1"})
    sent = sent_to("cloudwatch")

    state = alarm.up(name=alarm.name, **{**CPU, "threshold": 70}, tags={"a": "2"})

    assert sent.writes == ["PutMetricAlarm", "TagResource"]
    request = sent.of("PutMetricAlarm")
    assert (request["Threshold"], request["Statistic"]) == (70, "Average")
    assert "Tags" not in request
    assert state["tagsAll"] == {"a": "2"}


def test_alarm_on_metric_math(alarm: Any, sent_to: Any) -> None:
    sent = sent_to("cloudwatch")
    plain = {"comparisonOperator": "GreaterThanThreshold", "evaluationPeriods": 1, "threshold": 1}

    state = alarm.up(
        name=alarm.name, **plain, metricQueries=[DOUBLE, {"id": "m", "metric": METRIC}]
    )

    first, second = sent.of("PutMetricAlarm")["Metrics"]
    assert (first["ReturnData"], second["ReturnData"]) == (True, False)
    assert second["MetricStat"]["Metric"]["Dimensions"] == [
        {"Name": "DBClusterIdentifier", "Value": "c"}
    ]
    queries = {query["id"]: query for query in state["metricQueries"]}
    assert queries["e"] == DOUBLE
    assert METRIC.items() <= queries["m"]["metric"].items()
    assert (state["metricName"], state["statistic"]) == ("", "")


def test_threshold_of_another_metric_sends_no_threshold(alarm: Any, sent_to: Any) -> None:
    sent = sent_to("cloudwatch")

    state = alarm.up(
        name=alarm.name,
        comparisonOperator="GreaterThanUpperThreshold",
        evaluationPeriods=1,
        thresholdMetricId="e",
        metricQueries=[{**DOUBLE, "expression": "ANOMALY_DETECTION_BAND(m)"}],
    )

    assert "Threshold" not in sent.of("PutMetricAlarm")
    assert state["thresholdMetricId"] == "e"


def test_alarm_on_a_query_sends_none_of_the_plain_fields(alarm: Any, sent_to: Any) -> None:
    sent = sent_to("cloudwatch")
    criteria = {"promqlCriteria": {"query": "up == 0", "pendingPeriod": 60}}

    state = alarm.up(
        name=alarm.name,
        actionsEnabled=True,
        treatMissingData="missing",
        evaluationCriteria=criteria,
        evaluationInterval=60,
    )

    assert sent.of("PutMetricAlarm").keys() == {
        "AlarmName",
        "EvaluationCriteria",
        "EvaluationInterval",
    }
    assert (state["evaluationCriteria"], state["evaluationInterval"]) == (criteria, 60)


def test_alarm_is_imported_by_its_name_and_goes(alarm: Any, resource: Any) -> None:
    alarm.up(name=alarm.name, **CPU)
    imported = resource("aws:cloudwatch/metricAlarm:MetricAlarm").imported(alarm.name)
    assert imported["threshold"] == 80

    alarm.down()

    assert alarm.refresh() is None
    alarm.down()


def test_composite_alarm_with_its_suppressor(alarm: Any, resource: Any, sent_to: Any) -> None:
    alarm.up(name=alarm.name, **CPU)
    composite, sent = (
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm"),
        sent_to("cloudwatch"),
    )
    name = f"called-{next(NUMBERS)}"
    suppressor = {"alarm": alarm.name, "extensionPeriod": 0, "waitPeriod": 20}
    base = {"alarmName": name, "alarmRule": f"ALARM({alarm.name})"}

    state = composite.up(**base, actionsSuppressor=suppressor, tags={"a": "1"})

    request = sent.of("PutCompositeAlarm")
    assert request["ActionsEnabled"] is True
    assert request["ActionsSuppressorExtensionPeriod"] == 0
    assert state["actionsSuppressor"] == suppressor
    assert (composite.id, state["tagsAll"]) == (name, {"a": "1"})
    assert "actionsSuppressor" not in composite.up(**base, tags={"a": "1"})
    composite.down()
    assert composite.refresh() is None


def test_alarm_of_the_other_kind_is_not_seen(alarm: Any, resource: Any) -> None:
    alarm.up(name=alarm.name, **CPU)

    assert resource("aws:cloudwatch/compositeAlarm:CompositeAlarm").imported(alarm.name) is None
