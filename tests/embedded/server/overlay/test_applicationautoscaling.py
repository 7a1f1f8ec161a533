"""Application Auto Scaling of the embedded AWS: targets, policies, scheduled actions."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

_DIMENSION = "rds:cluster:ReadReplicaCount"
_TRACKING = {
    "PredefinedMetricSpecification": {"PredefinedMetricType": "RDSReaderAverageCPUUtilization"},
    "TargetValue": 50,
}


@pytest.fixture
def scaling(clients: Any) -> Any:
    return clients("application-autoscaling")


@pytest.fixture
def key() -> dict[str, str]:
    return {
        "ResourceId": f"cluster:c-{uuid.uuid4().hex[:8]}",
        "ScalableDimension": _DIMENSION,
        "ServiceNamespace": "rds",
    }


@pytest.fixture
def target(scaling: Any, key: dict[str, str]) -> str:
    answer = scaling.register_scalable_target(**key, MinCapacity=1, MaxCapacity=3, Tags={"a": "1"})
    return answer["ScalableTargetARN"]


def described(scaling: Any, key: dict[str, str]) -> list[dict[str, Any]]:
    return scaling.describe_scalable_targets(
        ServiceNamespace="rds", ResourceIds=[key["ResourceId"]]
    )["ScalableTargets"]


def put_policy(scaling: Any, key: dict[str, str], **more: Any) -> dict[str, Any]:
    settings = {
        "PolicyName": "p",
        "PolicyType": "TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration": _TRACKING,
        **more,
    }
    return scaling.put_scaling_policy(**key, **settings)


def policies(scaling: Any, key: dict[str, str], **more: Any) -> list[dict[str, Any]]:
    return scaling.describe_scaling_policies(**key, **more)["ScalingPolicies"]


def test_target_has_a_role_and_is_awake(scaling: Any, key: dict[str, str], target: str) -> None:
    (found,) = described(scaling, key)

    assert found["ScalableTargetARN"] == target
    assert found["RoleARN"].endswith("AWSServiceRoleForApplicationAutoScaling_RDSCluster")
    assert set(found["SuspendedState"].values()) == {False}


def test_tags_of_a_target(scaling: Any, target: str) -> None:
    scaling.tag_resource(ResourceARN=target, Tags={"b": "2"})
    assert scaling.list_tags_for_resource(ResourceARN=target)["Tags"] == {"a": "1", "b": "2"}
    scaling.untag_resource(ResourceARN=target, TagKeys=["a"])
    assert scaling.list_tags_for_resource(ResourceARN=target)["Tags"] == {"b": "2"}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        scaling.list_tags_for_resource(ResourceARN=f"{target}x")


def test_bounds_that_cross_are_refused(scaling: Any, key: dict[str, str], target: str) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        scaling.register_scalable_target(**key, MinCapacity=4)
    assert target


def test_deregistering_takes_policies_alarms_and_actions_along(
    scaling: Any, clients: Any, key: dict[str, str], target: str
) -> None:
    alarms = put_policy(scaling, key)["Alarms"]
    scaling.put_scheduled_action(
        **key, ScheduledActionName="s", Schedule="rate(1 day)", ScalableTargetAction={}
    )
    assert target

    scaling.deregister_scalable_target(**key)

    assert policies(scaling, key) == []
    assert scaling.describe_scheduled_actions(**key)["ScheduledActions"] == []
    names = [alarm["AlarmName"] for alarm in alarms]
    assert clients("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"] == []
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.deregister_scalable_target(**key)


def test_tracking_policy_has_an_alarm_on_either_side(
    scaling: Any, clients: Any, key: dict[str, str], target: str
) -> None:
    assert target
    names = [alarm["AlarmName"] for alarm in put_policy(scaling, key)["Alarms"]]

    alarms = clients("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]

    assert {alarm["ComparisonOperator"] for alarm in alarms} == {
        "GreaterThanThreshold",
        "LessThanThreshold",
    }
    assert {alarm["MetricName"] for alarm in alarms} == {"CPUUtilization"}


def test_put_over_a_policy_keeps_its_arn_and_leaves_no_alarm_behind(
    scaling: Any, clients: Any, key: dict[str, str], target: str
) -> None:
    assert target
    first = put_policy(scaling, key)
    second = put_policy(
        scaling,
        key,
        TargetTrackingScalingPolicyConfiguration={**_TRACKING, "DisableScaleIn": True},
    )

    assert second["PolicyARN"] == first["PolicyARN"]
    assert (len(first["Alarms"]), len(second["Alarms"])) == (2, 1)
    old = [alarm["AlarmName"] for alarm in first["Alarms"]]
    assert clients("cloudwatch").describe_alarms(AlarmNames=old)["MetricAlarms"] == []


def test_policies_are_filtered_by_name(scaling: Any, key: dict[str, str], target: str) -> None:
    assert target
    put_policy(scaling, key)
    put_policy(scaling, key, PolicyName="pp")

    assert [entry["PolicyName"] for entry in policies(scaling, key, PolicyNames=["pp"])] == ["pp"]


def test_policy_without_target_and_unknown_policy_are_not_found(
    scaling: Any, key: dict[str, str]
) -> None:
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        put_policy(scaling, key)
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.delete_scaling_policy(**key, PolicyName="p")


def test_predictive_policy_comes_back(scaling: Any, key: dict[str, str], target: str) -> None:
    assert target
    pair = {"PredefinedMetricType": "ECSServiceCPUUtilization"}
    config = {
        "MetricSpecifications": [{"TargetValue": 40, "PredefinedMetricPairSpecification": pair}]
    }
    put_policy(
        scaling,
        key,
        PolicyType="PredictiveScaling",
        TargetTrackingScalingPolicyConfiguration={"TargetValue": 1},
        PredictiveScalingPolicyConfiguration=config,
    )

    (found,) = policies(scaling, key)

    assert found["PolicyType"] == "PredictiveScaling"
    specification = found["PredictiveScalingPolicyConfiguration"]["MetricSpecifications"][0]
    assert specification["TargetValue"] == 40


def test_scheduled_action_has_arn_and_zone_and_keeps_what_is_left_out(
    scaling: Any, key: dict[str, str], target: str
) -> None:
    assert target
    name = {"ScheduledActionName": "s"}
    capacity = {"MinCapacity": 1, "MaxCapacity": 2}
    scaling.put_scheduled_action(
        **key, **name, Schedule="rate(1 day)", ScalableTargetAction=capacity
    )
    scaling.put_scheduled_action(**key, **name, Schedule="rate(2 days)")

    (found,) = scaling.describe_scheduled_actions(**key)["ScheduledActions"]

    assert (found["Schedule"], found["ScalableTargetAction"]) == ("rate(2 days)", capacity)
    assert found["Timezone"] == "UTC"
    assert ":scheduledAction:" in found["ScheduledActionARN"]
    assert "StartTime" not in found


def test_scheduled_action_needs_its_target_and_goes_once(scaling: Any, key: dict[str, str]) -> None:
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.put_scheduled_action(**key, ScheduledActionName="s", Schedule="rate(1 day)")
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.delete_scheduled_action(**key, ScheduledActionName="s")
