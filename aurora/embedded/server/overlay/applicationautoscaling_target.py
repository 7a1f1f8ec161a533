"""Scalable targets: tags, the service-linked role, what a deregistration takes along."""

from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScalableTarget
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse, _build_target
from moto.core.exceptions import JsonRESTError
from moto.utilities.utils import get_partition

from .patching import replace

__all__ = ["install", "not_found", "require_target"]

# The Application Auto Scaling user guide, "Service-linked roles": the last part of the name.
_SERVICE_ROLES = {
    "dynamodb": "DynamoDBTable",
    "ecs": "ECSService",
    "lambda": "LambdaConcurrency",
    "rds": "RDSCluster",
}
_AWAKE = {
    "DynamicScalingInSuspended": False,
    "DynamicScalingOutSuspended": False,
    "ScheduledScalingSuspended": False,
}
_PAGE = 50

_init = FakeScalableTarget.__init__
_register_target = ApplicationAutoscalingBackend.register_scalable_target


def not_found(what: str, **key: str | None) -> JsonRESTError:
    """Return AWS's refusal of a key that names nothing; moto's is a ValidationException."""
    named = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in key.items())
    return JsonRESTError("ObjectNotFoundException", f"No {what} found for {named}")


def require_target(
    backend: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str
) -> None:
    """Refuse what needs a scalable target where none is registered.

    Raises:
        JsonRESTError: ObjectNotFoundException.
    """
    if r_id not in backend.targets.get(dimension, {}):
        raise not_found(
            "scalable target",
            service_namespace=namespace,
            resource_ID=r_id,
            scalable_dimension=dimension,
        )


def _made(self: Any, backend: ApplicationAutoscalingBackend, *args: Any) -> None:
    _init(self, backend, *args)
    self.tags = {}
    self.suspended_state = {**_AWAKE, **(self.suspended_state or {})}
    if not self.role_arn:
        service = self.service_namespace
        self.role_arn = (
            f"arn:{get_partition(backend.region_name)}:iam::{backend.account_id}:role/"
            f"aws-service-role/{service}.application-autoscaling.amazonaws.com/"
            f"AWSServiceRoleForApplicationAutoScaling_{_SERVICE_ROLES.get(service, service)}"
        )


def _updated(self: Any, low: int | None, high: int | None, suspended: Any) -> None:
    self.min_capacity = self.min_capacity if low is None else low
    self.max_capacity = self.max_capacity if high is None else high
    self.suspended_state = {**self.suspended_state, **(suspended or {})}


def _register(self: ApplicationAutoScalingResponse) -> str:
    self._validate_params()
    backend = self.applicationautoscaling_backend
    key = (self._get_param("ResourceId"), self._get_param("ScalableDimension"))
    known = backend.targets.get(key[1], {}).get(key[0])
    low, high = self._get_int_param("MinCapacity"), self._get_int_param("MaxCapacity")
    lowest = known.min_capacity if known and low is None else low
    highest = known.max_capacity if known and high is None else high
    # The codes are AWS's (API_RegisterScalableTarget); the words are our assumption.
    if lowest is None or highest is None:
        message = "MinCapacity and MaxCapacity are needed to register a new scalable target"
        raise JsonRESTError("ValidationException", message)
    if lowest > highest:
        message = "Maximum capacity cannot be less than minimum capacity"
        raise JsonRESTError("ValidationException", message)
    target: Any = _register_target(
        backend,
        self._get_param("ServiceNamespace"),
        *key,
        min_capacity=low,
        max_capacity=high,
        role_arn=self._get_param("RoleARN"),
        suspended_state=self._get_param("SuspendedState"),
    )
    target.tags.update(self._get_param("Tags") or {})
    return json.dumps({"ScalableTargetARN": target.arn})


def _deregister(
    self: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str
) -> None:
    require_target(self, namespace, r_id, dimension)
    for name, policy in list(self.policies.items()):
        if (policy.resource_id, policy.scalable_dimension) == (r_id, dimension):
            policy.delete_alarms(self.account_id, self.region_name)
            del self.policies[name]
    self.scheduled_actions = [
        action
        for action in self.scheduled_actions
        if (action.resource_id, action.scalable_dimension) != (r_id, dimension)
    ]
    del self.targets[dimension][r_id]


def _describe(self: ApplicationAutoScalingResponse) -> str:
    self._validate_params()
    found = self.applicationautoscaling_backend.describe_scalable_targets(
        self._get_param("ServiceNamespace"),
        self._get_param("ResourceIds"),
        self._get_param("ScalableDimension"),
    )
    start = int(self._get_param("NextToken") or 0)
    end = start + (self._get_int_param("MaxResults") or _PAGE)
    answer: dict[str, Any] = {"ScalableTargets": [_build_target(t) for t in found[start:end]]}
    if end < len(found):
        answer["NextToken"] = str(end)
    return json.dumps(answer)


def _tagged(self: ApplicationAutoScalingResponse) -> Any:
    arn = self._get_param("ResourceARN")
    for targets in self.applicationautoscaling_backend.targets.values():
        for target in targets.values():
            if target.arn == arn:
                return target
    raise JsonRESTError("ResourceNotFoundException", f"No scalable target has the ARN {arn}")


def _list_tags(self: ApplicationAutoScalingResponse) -> str:
    return json.dumps({"Tags": _tagged(self).tags})


def _tag(self: ApplicationAutoScalingResponse) -> str:
    _tagged(self).tags.update(self._get_param("Tags") or {})
    return json.dumps({})


def _untag(self: ApplicationAutoScalingResponse) -> str:
    tags = _tagged(self).tags
    for key in self._get_param("TagKeys") or []:
        tags.pop(key, None)
    return json.dumps({})


def install() -> None:
    """Add what moto's scalable targets lack."""
    replace(FakeScalableTarget, __init__=_made, update=_updated)
    replace(ApplicationAutoscalingBackend, deregister_scalable_target=_deregister)
    replace(
        ApplicationAutoScalingResponse,
        describe_scalable_targets=_describe,
        list_tags_for_resource=_list_tags,
        register_scalable_target=_register,
        tag_resource=_tag,
        untag_resource=_untag,
    )
