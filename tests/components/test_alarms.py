"""Alarms on metrics that are really published, where they are published."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.catalogue.metrics import metric
from aurora.planning.recorder import Recording, record
from tests.components.samples import alarms

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ONE = {"1": ("shop-it-instance-1", "db.r6g.large")}
GIBIBYTE = 1024**3


def built(**changes: Any) -> Recording:
    return record(lambda: alarms(**changes))


def watched(recording: Recording) -> set[str]:
    return {r.props["metricName"] for r in recording.of_type(ALARM)}


def test_each_alarm_uses_the_dimension_of_its_metric() -> None:
    for alarm in built().of_type(ALARM):
        assert list(alarm.props["dimensions"]) == [metric(alarm.props["metricName"]).dimension]
        assert alarm.props["namespace"] == "AWS/RDS"


def test_every_alarm_tells_somebody_twice() -> None:
    for alarm in built().of_type(ALARM):
        assert len(alarm.props["alarmActions"]) == len(alarm.props["okActions"]) == 1
        assert alarm.props["actionsEnabled"] is True
        assert alarm.props["evaluationPeriods"] == 2
        assert alarm.props["period"] == 300


def test_lag_alarms_are_silent_where_nothing_lags() -> None:
    lag = [r for r in built().of_type(ALARM) if "Lag" in r.props["metricName"]]
    assert lag
    assert all(r.props["treatMissingData"] == "notBreaching" for r in lag)


def test_a_member_of_a_global_database_watches_its_distance() -> None:
    lag = {"AuroraGlobalDBReplicationLag", "AuroraGlobalDBRPOLag"}
    assert lag <= watched(built())
    assert not lag & watched(built(member=False))


def test_an_old_version_has_no_rpo_metric() -> None:
    found = watched(built(engine_version="8.0.mysql_aurora.3.03.0"))
    assert "AuroraGlobalDBRPOLag" not in found
    assert "AuroraGlobalDBReplicationLag" in found


def test_capacity_is_for_serverless_instances() -> None:
    capacity = [r for r in built().of_type(ALARM) if r.props["metricName"] == "ACUUtilization"]
    assert [r.name for r in capacity] == ["it-alarm-capacity-2"]


def test_memory_is_measured_by_the_instance() -> None:
    recording = built()
    assert recording.named("it-alarm-free-memory-1").props["threshold"] == round(
        16 * GIBIBYTE * 0.05
    )
    assert recording.named("it-alarm-free-memory-2").props["threshold"] == round(
        16 * 2 * GIBIBYTE * 0.05
    )
    assert (
        recording.named("it-alarm-free-memory-1").props["comparisonOperator"] == "LessThanThreshold"
    )


def test_a_single_instance_has_no_reader_to_lag() -> None:
    assert "AuroraReplicaLag" not in watched(built(instances=ONE, member=False))
    assert "AuroraReplicaLag" in watched(built(instances=ONE))


@pytest.mark.parametrize("metric_name", ["CPUUtilization", "DatabaseConnections", "Deadlocks"])
def test_every_instance_has_the_same_alarms(metric_name: str) -> None:
    found = [r for r in built().of_type(ALARM) if r.props["metricName"] == metric_name]
    assert {r.props["dimensions"]["DBInstanceIdentifier"] for r in found} == {
        "shop-it-instance-1",
        "shop-it-instance-2",
    }
