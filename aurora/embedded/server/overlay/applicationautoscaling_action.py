"""Scheduled actions: AWS's refusals and ARN, the zone that is AWS's default."""

from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScheduledAction
from moto.applicationautoscaling.responses import (
    ApplicationAutoScalingResponse,
    _build_scheduled_action,
)
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random
from moto.utilities.utils import get_partition

from .applicationautoscaling_target import not_found, require_target
from .patching import replace

__all__ = ["install"]

_PAGE = 50

_init = FakeScheduledAction.__init__
_put_action = ApplicationAutoscalingBackend.put_scheduled_action


def _made(self: Any, *args: Any) -> None:
    _init(self, *args)
    account, region = args[-2:]
    self.timezone = self.timezone or "UTC"
    self.arn = (
        f"arn:{get_partition(region)}:autoscaling:{region}:{account}:scheduledAction:"
        f"{mock_random.uuid4()}:resource/{self.service_namespace}/{self.resource_id}:"
        f"scheduledActionName/{self.scheduled_action_name}"
    )


def _named(
    backend: Any, namespace: str, name: str, r_id: str, dimension: str
) -> FakeScheduledAction | None:
    found = backend.describe_scheduled_actions([name], namespace, r_id, dimension)
    return found[0] if found else None


def _put(self: ApplicationAutoscalingBackend, **settings: Any) -> None:
    namespace, r_id = settings["service_namespace"], settings["resource_id"]
    dimension = settings["scalable_dimension"]
    require_target(self, namespace, r_id, dimension)
    known = _named(self, namespace, settings["scheduled_action_name"], r_id, dimension)
    if not known and not settings["schedule"]:
        # The code is AWS's, the words are our assumption.
        raise JsonRESTError("ValidationException", "A new scheduled action needs a Schedule")
    _put_action(self, **settings)


def _delete(
    self: ApplicationAutoscalingBackend,
    service_namespace: str,
    scheduled_action_name: str,
    resource_id: str,
    scalable_dimension: str,
) -> None:
    action = _named(self, service_namespace, scheduled_action_name, resource_id, scalable_dimension)
    if action is None:
        raise not_found(
            "scheduled action",
            service_namespace=service_namespace,
            resource_ID=resource_id,
            scalable_dimension=scalable_dimension,
            scheduled_action_name=scheduled_action_name,
        )
    self.scheduled_actions.remove(action)


def _describe(self: ApplicationAutoScalingResponse) -> str:
    params = json.loads(self.body)
    found = self.applicationautoscaling_backend.describe_scheduled_actions(
        params.get("ScheduledActionNames"),
        params.get("ServiceNamespace"),
        params.get("ResourceId"),
        params.get("ScalableDimension"),
    )
    start = int(params.get("NextToken") or 0)
    end = start + (params.get("MaxResults") or _PAGE)
    page = [_build_scheduled_action(action) for action in found[start:end]]
    answer: dict[str, Any] = {
        "ScheduledActions": [{k: v for k, v in entry.items() if v is not None} for entry in page]
    }
    if end < len(found):
        answer["NextToken"] = str(end)
    return json.dumps(answer)


def _activities(self: ApplicationAutoScalingResponse) -> str:
    """Answer an empty list: nothing scales here, since no metric ever changes."""
    self._validate_params()
    return json.dumps({"ScalingActivities": []})


def install() -> None:
    """Add what moto's scheduled actions lack."""
    replace(FakeScheduledAction, __init__=_made)
    replace(
        ApplicationAutoscalingBackend, delete_scheduled_action=_delete, put_scheduled_action=_put
    )
    replace(
        ApplicationAutoScalingResponse,
        describe_scaling_activities=_activities,
        describe_scheduled_actions=_describe,
    )
