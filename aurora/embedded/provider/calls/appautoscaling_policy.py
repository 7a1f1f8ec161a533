"""`aws:appautoscaling/policy:Policy`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.appautoscaling_target import SERVICE, target_key
from aurora.embedded.provider.calls.blocks import Field, Names, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["Policy"]

_BUSY = "FailedResourceAccessException"
_GONE = "ObjectNotFoundException"
_PREDEFINED: Names = {
    "PredefinedMetricType": "predefinedMetricType",
    "ResourceLabel": "resourceLabel",
}
_DIMENSION: Names = {"Name": "name", "Value": "value"}
_METRIC: Names = {
    "Dimensions": Field("dimensions", names=_DIMENSION),
    "MetricName": "metricName",
    "Namespace": "namespace",
}
_METRIC_STAT: Names = {
    "Metric": Field("metric", names=_METRIC),
    "Stat": "stat",
    "Unit": "unit",
}
_QUERY: Names = {
    "Expression": "expression",
    "Id": "id",
    "Label": "label",
    "MetricStat": Field("metricStat", names=_METRIC_STAT),
    "ReturnData": Field("returnData", zero=False),
}
_QUERIES: Names = {"MetricDataQueries": Field("metricDataQueries", names=_QUERY)}
_PREDICTIVE: Names = {
    "MaxCapacityBreachBehavior": "maxCapacityBreachBehavior",
    "MaxCapacityBuffer": "maxCapacityBuffer",
    "MetricSpecifications": Field(
        "metricSpecifications",
        names={
            "CustomizedCapacityMetricSpecification": Field(
                "customizedCapacityMetricSpecification", names=_QUERIES
            ),
            "CustomizedLoadMetricSpecification": Field(
                "customizedLoadMetricSpecification", names=_QUERIES
            ),
            "CustomizedScalingMetricSpecification": Field(
                "customizedScalingMetricSpecification", names=_QUERIES
            ),
            "PredefinedLoadMetricSpecification": Field(
                "predefinedLoadMetricSpecification", names=_PREDEFINED
            ),
            "PredefinedMetricPairSpecification": Field(
                "predefinedMetricPairSpecification", names=_PREDEFINED
            ),
            "PredefinedScalingMetricSpecification": Field(
                "predefinedScalingMetricSpecification", names=_PREDEFINED
            ),
            "TargetValue": Field("targetValue", as_text=True),
        },
    ),
    "Mode": "mode",
    "SchedulingBufferTime": "schedulingBufferTime",
}
_STEP: Names = {
    "AdjustmentType": "adjustmentType",
    "Cooldown": Field("cooldown", zero=0),
    "MetricAggregationType": "metricAggregationType",
    "MinAdjustmentMagnitude": "minAdjustmentMagnitude",
    "StepAdjustments": Field(
        "stepAdjustments",
        names={
            "MetricIntervalLowerBound": Field("metricIntervalLowerBound", as_text=True),
            "MetricIntervalUpperBound": Field("metricIntervalUpperBound", as_text=True),
            "ScalingAdjustment": Field("scalingAdjustment", zero=0),
        },
    ),
}
_TRACKING: Names = {
    "CustomizedMetricSpecification": Field(
        "customizedMetricSpecification",
        names={
            **_METRIC,
            "Metrics": Field("metrics", names=_QUERY),
            "Statistic": "statistic",
            "Unit": "unit",
        },
    ),
    "DisableScaleIn": Field("disableScaleIn", zero=False),
    "PredefinedMetricSpecification": Field("predefinedMetricSpecification", names=_PREDEFINED),
    "ScaleInCooldown": Field("scaleInCooldown", zero=0),
    "ScaleOutCooldown": Field("scaleOutCooldown", zero=0),
    "TargetValue": Field("targetValue", zero=0),
}
_BLOCKS: Names = {
    "PredictiveScalingPolicyConfiguration": Field(
        "predictiveScalingPolicyConfiguration", names=_PREDICTIVE
    ),
    "StepScalingPolicyConfiguration": Field("stepScalingPolicyConfiguration", names=_STEP),
    "TargetTrackingScalingPolicyConfiguration": Field(
        "targetTrackingScalingPolicyConfiguration", names=_TRACKING
    ),
}


class Policy(Calls):
    """A scaling policy; its id is its name alone."""

    type = "aws:appautoscaling/policy:Policy"

    def create(self, call: Call) -> None:
        """Put the policy; a target that is not there is not waited for."""
        self._put(call, call.inputs["name"])
        call.id = call.inputs["name"]

    def read(self, call: Call) -> Properties | None:
        """Return the policy with its one block; the others are cleared."""
        known = call.prior or call.inputs
        key = _policy_key(known) if known else _imported(call)
        if key is None:
            return None
        name = key["PolicyName"]
        request = {
            "PolicyNames": [name],
            **{member: value for member, value in key.items() if member != "PolicyName"},
        }
        with doing(call, f"reading Application Auto Scaling Scaling Policy ({name})"):
            policies = retrying(
                call,
                lambda error: is_error(error, _BUSY),
                lambda: listed(
                    call, "DescribeScalingPolicies", "ScalingPolicies", request, service=SERVICE
                ),
            )
        same = [entry for entry in policies if _is(entry, key)]
        return _read(same[0]) if len(same) == 1 else None

    def update(self, call: Call) -> None:
        """Put the policy again with all its fields."""
        self._put(call, call.id)

    def delete(self, call: Call) -> None:
        """Delete the policy."""
        key = _policy_key(call.prior)
        with (
            doing(call, f"deleting Application Auto Scaling Scaling Policy ({call.id})"),
            ignoring(_GONE),
        ):
            retrying(
                call,
                lambda error: is_error(error, _BUSY),
                lambda: send(call, "DeleteScalingPolicy", key, service=SERVICE),
            )

    def _put(self, call: Call, name: str) -> None:
        inputs = call.inputs
        request: dict[str, Any] = {
            **_policy_key(inputs),
            "PolicyType": inputs.get("policyType") or "StepScaling",
            **to_aws(inputs, _BLOCKS),
        }
        _complete_metric(inputs, request)
        with doing(call, f"putting Application Auto Scaling Scaling Policy ({name})"):
            retrying(
                call,
                lambda error: is_error(error, _BUSY),
                lambda: send(call, "PutScalingPolicy", request, service=SERVICE),
            )


def _complete_metric(inputs: Properties, request: dict[str, Any]) -> None:
    """Send name and namespace of a metric of one's own even when empty, unless it is a query."""
    tracking = inputs.get("targetTrackingScalingPolicyConfiguration") or {}
    custom = tracking.get("customizedMetricSpecification")
    if custom and not custom.get("metrics"):
        sent = request["TargetTrackingScalingPolicyConfiguration"]["CustomizedMetricSpecification"]
        sent.setdefault("MetricName", "")
        sent.setdefault("Namespace", "")


def _policy_key(properties: Properties) -> dict[str, str]:
    return {"PolicyName": properties["name"], **target_key(properties)}


def _is(policy: Mapping[str, Any], key: Mapping[str, str]) -> bool:
    return all(policy.get(name) == key[name] for name in ("PolicyName", "ScalableDimension"))


def _read(policy: Mapping[str, Any]) -> Properties:
    blocks = from_aws(policy, _BLOCKS)
    return {
        **{prop: blocks.get(prop) for prop in (_prop(entry) for entry in _BLOCKS.values())},
        "alarmArns": [alarm["AlarmARN"] for alarm in policy.get("Alarms", [])],
        "arn": policy.get("PolicyARN", ""),
        "name": policy["PolicyName"],
        "policyType": policy.get("PolicyType", ""),
        "resourceId": policy["ResourceId"],
        "scalableDimension": policy["ScalableDimension"],
        "serviceNamespace": policy["ServiceNamespace"],
    }


def _prop(entry: str | Field) -> str:
    return entry.prop if isinstance(entry, Field) else entry


def _imported(call: Call) -> dict[str, str] | None:
    """Return the key in `NAMESPACE/RESOURCE/DIMENSION/NAME` and set the real id.

    Resources and names may hold slashes; the dimension is the part that begins with its namespace.
    None for an id of another form.
    """
    namespace, _, rest = call.id.partition("/")
    parts = rest.split("/")
    at = next((i for i, part in enumerate(parts) if part.startswith(f"{namespace}:")), 0)
    resource, name = "/".join(parts[:at]), "/".join(parts[at + 1 :])
    if not (namespace and resource and name):
        return None
    call.id = name
    return {
        "PolicyName": name,
        "ResourceId": resource,
        "ScalableDimension": parts[at],
        "ServiceNamespace": namespace,
    }
