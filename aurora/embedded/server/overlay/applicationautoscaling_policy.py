"""Scaling policies: AWS's refusals, predictive policies, a stable ARN, the alarms of a policy."""

from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling import responses
from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random

from .applicationautoscaling_target import not_found, require_target
from .patching import replace

__all__ = ["install"]

# The Aurora user guide, "Auto Scaling with Aurora replicas": metric by predefined type.
_READER_METRICS = {
    "RDSReaderAverageCPUUtilization": "CPUUtilization",
    "RDSReaderAverageDatabaseConnections": "DatabaseConnections",
}
# Name, comparison, evaluation periods, part of the target value. That there are two alarms and how
# they are named is AWS's; periods and part are those of ECS services, our assumption for RDS.
_ALARMS = (
    ("AlarmHigh", "GreaterThanThreshold", 3, 1.0),
    ("AlarmLow", "LessThanThreshold", 15, 0.9),
)
_PAGE = 50

_init = FakeApplicationAutoscalingPolicy.__init__
_create_alarms = FakeApplicationAutoscalingPolicy.create_alarms
_build = responses._build_policy


def _made(self: Any, **settings: Any) -> None:
    predictive = settings["policy_type"] == "PredictiveScaling"
    self.predictive_scaling_policy_configuration = None
    if not predictive:
        _init(self, **settings)
        return
    # moto knows two kinds only; the third is made as one of them.
    as_step: dict[str, Any] = {**settings, "policy_type": "StepScaling"}
    _init(self, **as_step)
    self.policy_type = "PredictiveScaling"
    self.step_scaling_policy_configuration = None
    self.predictive_scaling_policy_configuration = settings["policy_body"]


def _put(self: ApplicationAutoScalingResponse) -> str:
    self._validate_params()
    backend = self.applicationautoscaling_backend
    key = {
        "service_namespace": self._get_param("ServiceNamespace"),
        "resource_id": self._get_param("ResourceId"),
        "scalable_dimension": self._get_param("ScalableDimension"),
    }
    require_target(backend, *key.values())
    key["policy_name"] = self._get_param("PolicyName")
    name = FakeApplicationAutoscalingPolicy.formulate_key(**key)
    known: Any = backend.policies.get(name)
    kind = self._get_param("PolicyType") or (known.policy_type if known else "StepScaling")
    body = self._get_param(f"{kind}PolicyConfiguration")
    if not body and known and known.policy_type == kind:
        body = known._policy_body
    if not body:
        # The code is AWS's, the words are our assumption.
        message = f"A {kind} policy needs {kind}PolicyConfiguration"
        raise JsonRESTError("ValidationException", message)
    policy: Any = FakeApplicationAutoscalingPolicy(
        account_id=backend.account_id,
        region_name=backend.region_name,
        policy_type=kind,
        policy_body=body,
        **key,
    )
    if known:
        known.delete_alarms(backend.account_id, backend.region_name)
        policy.policy_arn, policy.creation_time = known.policy_arn, known.creation_time
    backend.policies[name] = policy
    return json.dumps({"PolicyARN": policy.policy_arn, "Alarms": responses._build_alarms(policy)})


def _alarms(self: Any) -> None:
    config = self.target_tracking_scaling_policy_configuration
    if self.service_namespace != "rds" or not config:
        _create_alarms(self)
        return
    predefined = config.get("PredefinedMetricSpecification") or {}
    custom = config.get("CustomizedMetricSpecification") or {}
    metric = _READER_METRICS.get(predefined.get("PredefinedMetricType", ""))
    readers = [
        {"Name": "DBClusterIdentifier", "Value": self.resource_id.partition(":")[2]},
        {"Name": "Role", "Value": "READER"},
    ]
    words = f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {self.policy_arn}."
    cloudwatch = cloudwatch_backends[self.account_id][self.region_name]
    for kind, comparison, periods, part in _ALARMS:
        if kind == "AlarmLow" and config.get("DisableScaleIn"):
            continue
        alarm = cloudwatch.put_metric_alarm(
            name=f"TargetTracking-{self.resource_id}-{kind}-{mock_random.uuid4()}",
            namespace=custom.get("Namespace") or "AWS/RDS",
            metric_name=custom.get("MetricName") or metric or "",
            comparison_operator=comparison,
            evaluation_periods=periods,
            period=60,
            threshold=float(config.get("TargetValue", 0)) * part,
            statistic=custom.get("Statistic") or "Average",
            description=words,
            dimensions=custom.get("Dimensions") or readers,
            alarm_actions=[self.policy_arn],
        )
        self.alarms.append(alarm)


def _describe(self: ApplicationAutoScalingResponse) -> str:
    self._validate_params()
    asked = {
        "service_namespace": self._get_param("ServiceNamespace"),
        "resource_id": self._get_param("ResourceId"),
        "scalable_dimension": self._get_param("ScalableDimension"),
    }
    names = self._get_param("PolicyNames")
    found = [
        policy
        for policy in self.applicationautoscaling_backend.policies.values()
        if all(value is None or getattr(policy, field) == value for field, value in asked.items())
        and (not names or policy.policy_name in names)
    ]
    start = int(self._get_param("NextToken") or 0)
    end = start + (self._get_int_param("MaxResults") or _PAGE)
    answer: dict[str, Any] = {"ScalingPolicies": [_built(policy) for policy in found[start:end]]}
    if end < len(found):
        answer["NextToken"] = str(end)
    return json.dumps(answer)


def _built(policy: Any) -> dict[str, Any]:
    answer = _build(policy)
    if policy.predictive_scaling_policy_configuration:
        answer["PredictiveScalingPolicyConfiguration"] = (
            policy.predictive_scaling_policy_configuration
        )
    return answer


def _delete(
    self: ApplicationAutoscalingBackend,
    policy_name: str,
    service_namespace: str,
    resource_id: str,
    scalable_dimension: str,
) -> None:
    name = FakeApplicationAutoscalingPolicy.formulate_key(
        service_namespace, resource_id, scalable_dimension, policy_name
    )
    policy = self.policies.pop(name, None)
    if policy is None:
        raise not_found(
            "scaling policy",
            service_namespace=service_namespace,
            resource_ID=resource_id,
            scalable_dimension=scalable_dimension,
            policy_name=policy_name,
        )
    policy.delete_alarms(self.account_id, self.region_name)


def install() -> None:
    """Add what moto's scaling policies lack."""
    replace(FakeApplicationAutoscalingPolicy, __init__=_made, create_alarms=_alarms)
    replace(ApplicationAutoscalingBackend, delete_scaling_policy=_delete)
    replace(
        ApplicationAutoScalingResponse, describe_scaling_policies=_describe, put_scaling_policy=_put
    )
