"""`aws:appautoscaling/scheduledAction:ScheduledAction`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aurora.embedded.provider.calls.appautoscaling_target import SERVICE, target_key
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.timestamps import rfc3339

__all__ = ["ScheduledAction"]

_GONE = "ObjectNotFoundException"
_CAPACITIES = {"MaxCapacity": "maxCapacity", "MinCapacity": "minCapacity"}
_TIMES = {"EndTime": "endTime", "StartTime": "startTime"}


class ScheduledAction(Calls):
    """A change of capacities at a time; it cannot be imported."""

    type = "aws:appautoscaling/scheduledAction:ScheduledAction"

    def create(self, call: Call) -> None:
        """Put the action with all its fields, again while its target is not registered."""
        inputs = call.inputs
        identity = f"{inputs['name']}-{inputs['serviceNamespace']}-{inputs['resourceId']}"
        self._put(call, identity, frozenset({"scalableTargetAction", "schedule", "timezone"}))
        call.id = identity

    def read(self, call: Call) -> Properties | None:
        """Return the action; a time that AWS does not have stays as it is known."""
        known = call.prior or call.inputs
        if not known:
            return None
        name = known["name"]
        request = {"ScheduledActionNames": [name], **target_key(known)}
        with doing(call, f"reading Application Auto Scaling Scheduled Action ({call.id})"):
            actions = listed(
                call, "DescribeScheduledActions", "ScheduledActions", request, service=SERVICE
            )
        same = [
            entry
            for entry in actions
            if entry["ScheduledActionName"] == name
            and entry.get("ScalableDimension") == known["scalableDimension"]
        ]
        if len(same) != 1:
            return None
        action, capacities = same[0], same[0].get("ScalableTargetAction") or {}
        return {
            "arn": action.get("ScheduledActionARN", ""),
            "scalableTargetAction": {
                prop: capacities[field]
                for field, prop in _CAPACITIES.items()
                if capacities.get(field) is not None
            },
            "schedule": action.get("Schedule", ""),
            "timezone": action.get("Timezone", ""),
            **{prop: rfc3339(action[field]) for field, prop in _TIMES.items() if field in action},
        }

    def update(self, call: Call) -> None:
        """Put what changed; the times go along each time, since AWS drops those left out."""
        self._put(call, call.id, call.changed)

    def delete(self, call: Call) -> None:
        """Delete the action."""
        request = {"ScheduledActionName": call.prior["name"], **target_key(call.prior)}
        with (
            doing(call, f"deleting Application Auto Scaling Scheduled Action ({call.id})"),
            ignoring(_GONE),
        ):
            send(call, "DeleteScheduledAction", request, service=SERVICE)

    def _put(self, call: Call, identity: str, fields: frozenset[str]) -> None:
        inputs = call.inputs
        request: dict[str, Any] = {"ScheduledActionName": inputs["name"], **target_key(inputs)}
        for field, prop in _TIMES.items():
            if inputs.get(prop):
                request[field] = datetime.fromisoformat(inputs[prop])
        if "scalableTargetAction" in fields:
            capacities = inputs["scalableTargetAction"]
            request["ScalableTargetAction"] = {
                field: capacities.get(prop) for field, prop in _CAPACITIES.items()
            }
        if "schedule" in fields:
            request["Schedule"] = inputs["schedule"]
        if "timezone" in fields:
            request["Timezone"] = inputs.get("timezone") or "UTC"
        with doing(call, f"putting Application Auto Scaling Scheduled Action ({identity})"):
            retrying(
                call,
                lambda error: is_error(error, _GONE),
                lambda: send(call, "PutScheduledAction", request, service=SERVICE),
                minutes=5,
            )
