"""Targets, policies and scheduled actions, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

NUMBERS = itertools.count(1)
TRACKING = {
    "targetValue": 50.0,
    "predefinedMetricSpecification": {"predefinedMetricType": "RDSReaderAverageCPUUtilization"},
}


@pytest.fixture
def key() -> dict[str, str]:
    return {
        "resourceId": f"cluster:scaled-{next(NUMBERS)}",
        "scalableDimension": "rds:cluster:ReadReplicaCount",
        "serviceNamespace": "rds",
    }


@pytest.fixture
def target(resource: Any, key: dict[str, str]) -> Any:
    made = resource("aws:appautoscaling/target:Target")
    made.up(**key, minCapacity=1.0, maxCapacity=3.0, tags={"a": "1"})
    return made


@pytest.fixture
def policy(resource: Any, target: Any) -> Any:
    assert target.id
    return resource("aws:appautoscaling/policy:Policy")


@pytest.fixture
def action(resource: Any, target: Any) -> Any:
    assert target.id
    return resource("aws:appautoscaling/scheduledAction:ScheduledAction")


def test_target_is_known_by_its_resource(target: Any, key: dict[str, str]) -> None:
    assert target.id == key["resourceId"]
    assert target.state["tagsAll"] == {"a": "1"}
    assert (target.state["minCapacity"], target.state["maxCapacity"]) == (1, 3)
    assert target.state["roleArn"].startswith("arn:aws:iam::")
    assert target.state["suspendedState"]["dynamicScalingInSuspended"] is False


def test_tags_alone_register_nothing(target: Any, key: dict[str, str], sent_to: Any) -> None:
    sent = sent_to("application-autoscaling")

    state = target.up(**key, minCapacity=1, maxCapacity=3, tags={"b": "2"})

    assert sent.writes == ["UntagResource", "TagResource"]
    assert state["tagsAll"] == {"b": "2"}


def test_capacities_are_registered_without_tags(
    target: Any, key: dict[str, str], sent_to: Any
) -> None:
    sent = sent_to("application-autoscaling")

    target.up(**key, minCapacity=0, maxCapacity=5, tags={"a": "1"})

    request = sent.of("RegisterScalableTarget")
    assert (request["MinCapacity"], request["MaxCapacity"]) == (0, 5)
    assert "Tags" not in request


def test_target_is_imported_by_its_three_parts(resource: Any, target: Any) -> None:
    imported = resource("aws:appautoscaling/target:Target")

    read = imported.imported(f"rds/{target.id}/rds:cluster:ReadReplicaCount")

    assert (imported.id, read["maxCapacity"]) == (target.id, 3)
    assert resource("aws:appautoscaling/target:Target").imported("rds/only-two") is None


def test_target_goes(target: Any) -> None:
    target.down()

    assert target.refresh() is None
    target.down()


def test_tracking_policy(policy: Any, key: dict[str, str], sent_to: Any) -> None:
    sent = sent_to("application-autoscaling")

    state = policy.up(
        **key,
        name="p",
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration=TRACKING,
    )

    request = sent.of("PutScalingPolicy")["TargetTrackingScalingPolicyConfiguration"]
    assert (request["ScaleInCooldown"], request["ScaleOutCooldown"]) == (0, 0)
    assert policy.id == "p"
    assert len(state["alarmArns"]) == 2
    block = state["targetTrackingScalingPolicyConfiguration"]
    assert block["predefinedMetricSpecification"] == TRACKING["predefinedMetricSpecification"]


def test_step_policy_reads_bounds_as_texts(policy: Any, key: dict[str, str]) -> None:
    step = {"scalingAdjustment": 1, "metricIntervalLowerBound": "0.0"}

    state = policy.up(
        **key,
        name="p",
        stepScalingPolicyConfiguration={
            "adjustmentType": "ChangeInCapacity",
            "minAdjustmentMagnitude": 0,
            "stepAdjustments": [step],
        },
    )

    assert state["policyType"] == "StepScaling"
    assert state["stepScalingPolicyConfiguration"] == {
        "adjustmentType": "ChangeInCapacity",
        "cooldown": 0,
        "stepAdjustments": [{"scalingAdjustment": 1, "metricIntervalLowerBound": "0"}],
    }
    assert "targetTrackingScalingPolicyConfiguration" not in state


def test_custom_metric_names_metric_and_namespace(
    policy: Any, key: dict[str, str], sent_to: Any
) -> None:
    sent = sent_to("application-autoscaling")
    metric = {
        "metricName": "m",
        "namespace": "n",
        "statistic": "Average",
        "dimensions": [{"name": "a", "value": "b"}],
    }

    policy.up(
        **key,
        name="p",
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration={
            "targetValue": 5,
            "customizedMetricSpecification": metric,
        },
    )

    request = sent.of("PutScalingPolicy")["TargetTrackingScalingPolicyConfiguration"]
    assert request["CustomizedMetricSpecification"] == {
        "MetricName": "m",
        "Namespace": "n",
        "Statistic": "Average",
        "Dimensions": [{"Name": "a", "Value": "b"}],
    }


def test_policy_without_target_is_an_error_at_once(resource: Any, key: dict[str, str]) -> None:
    with pytest.raises(CallError, match=r"^putting Application Auto Scaling Scaling Policy \(p\)"):
        resource("aws:appautoscaling/policy:Policy").up(
            **key,
            name="p",
            policyType="TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration=TRACKING,
        )


def test_policy_is_imported_by_its_four_parts(
    resource: Any, policy: Any, key: dict[str, str]
) -> None:
    policy.up(
        **key,
        name="p",
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration=TRACKING,
    )
    imported = resource("aws:appautoscaling/policy:Policy")

    read = imported.imported(f"rds/{key['resourceId']}/rds:cluster:ReadReplicaCount/p")

    assert (imported.id, read["resourceId"]) == ("p", key["resourceId"])
    assert resource("aws:appautoscaling/policy:Policy").imported("p") is None
    policy.down()
    assert policy.refresh() is None


def test_action_sends_what_changed_and_always_its_times(
    action: Any, key: dict[str, str], sent_to: Any
) -> None:
    sent = sent_to("application-autoscaling")
    base = {
        **key,
        "name": "s",
        "timezone": "UTC",
        "startTime": "2035-01-31T10:00:00Z",
        "scalableTargetAction": {"minCapacity": 0.0},
    }
    state = action.up(**base, schedule="rate(1 day)")
    assert action.id == f"s-rds-{key['resourceId']}"
    assert sent.of("PutScheduledAction")["ScalableTargetAction"] == {"MinCapacity": 0}
    assert state["startTime"] == "2035-01-31T10:00:00Z"
    assert state["scalableTargetAction"] == {"minCapacity": 0}
    sent.clear()

    state = action.up(**base, schedule="rate(2 days)")

    assert sent.of("PutScheduledAction").keys() == {
        "ScheduledActionName",
        "ResourceId",
        "ScalableDimension",
        "ServiceNamespace",
        "Schedule",
        "StartTime",
    }
    assert (state["schedule"], state["timezone"]) == ("rate(2 days)", "UTC")


def test_action_goes(action: Any, key: dict[str, str]) -> None:
    action.up(**key, name="s", schedule="rate(1 day)", scalableTargetAction={"maxCapacity": 2})

    action.down()

    assert action.refresh() is None
    action.down()
