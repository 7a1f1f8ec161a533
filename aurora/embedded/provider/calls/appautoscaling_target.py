"""`aws:appautoscaling/target:Target`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.blocks import Field, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["SERVICE", "Target", "target_key"]

SERVICE = "application-autoscaling"
"""The botocore service of all Application Auto Scaling types."""

_TAGS = frozenset({"tags", "tagsAll"})
_SUSPENDED = {
    "DynamicScalingInSuspended": Field("dynamicScalingInSuspended", zero=False),
    "DynamicScalingOutSuspended": Field("dynamicScalingOutSuspended", zero=False),
    "ScheduledScalingSuspended": Field("scheduledScalingSuspended", zero=False),
}
_REGISTERED = {
    "MaxCapacity": Field("maxCapacity", zero=0),
    "MinCapacity": Field("minCapacity", zero=0),
    "RoleARN": "roleArn",
    "SuspendedState": Field("suspendedState", names=_SUSPENDED),
}


def target_key(properties: Properties) -> dict[str, str]:
    """Return the three parameters that name a scalable target."""
    return {
        "ResourceId": properties["resourceId"],
        "ScalableDimension": properties["scalableDimension"],
        "ServiceNamespace": properties["serviceNamespace"],
    }


class Target(Calls):
    """A capacity that scales; its id is the resource id alone, so two dimensions share it."""

    type = "aws:appautoscaling/target:Target"

    def create(self, call: Call) -> None:
        """Register the target; one that is registered already is taken over."""
        identity = call.inputs["resourceId"]
        with doing(call, f"creating Application AutoScaling Target ({identity})"):
            self._register(call, {"Tags": pack(SERVICE, call.inputs.get("tagsAll")) or None})
        call.id = identity

    def read(self, call: Call) -> Properties | None:
        """Return the target that all three parts of its key name."""
        known = call.prior or call.inputs
        key = target_key(known) if known else _imported(call)
        target = _described(call, key) if key else None
        if target is None:
            return None
        arn = target.get("ScalableTargetARN", "")
        with doing(call, f"listing tags for Application AutoScaling Target ({call.id})"):
            tags = read_tags(call, SERVICE, arn) if arn else {}
        return {
            **from_aws(target, _REGISTERED),
            "arn": arn,
            "resourceId": target["ResourceId"],
            "scalableDimension": target["ScalableDimension"],
            "serviceNamespace": target["ServiceNamespace"],
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Register the target again with both capacities, then change its tags."""
        if call.changed - _TAGS:
            with doing(call, f"updating Application AutoScaling Target ({call.id})"):
                self._register(call, {})
        sync_tags(call, SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Deregister the target and wait until it is gone; its policies go with it."""
        key = target_key(call.prior)
        with (
            doing(call, f"deleting Application AutoScaling Target ({call.id})"),
            ignoring("ObjectNotFoundException"),
        ):
            send(call, "DeregisterScalableTarget", key, service=SERVICE)
        wait(
            call,
            f"waiting for Application AutoScaling Target ({call.id}) delete",
            lambda: "registered" if _described(call, key) else None,
            GONE,
            minutes=5,
        )

    def _register(self, call: Call, more: Mapping[str, Any]) -> None:
        request = {**target_key(call.inputs), **to_aws(call.inputs, _REGISTERED), **more}
        retrying(
            call,
            lambda error: (
                is_error(error, "ValidationException", text="Unable to assume IAM role")
                or is_error(error, "ValidationException", text="ECS service doesn't exist")
            ),
            lambda: send(call, "RegisterScalableTarget", request, service=SERVICE),
        )


def _imported(call: Call) -> dict[str, str] | None:
    """Return the key in `NAMESPACE/RESOURCE/DIMENSION` and set the real id; else None."""
    parts = call.id.split("/")
    if len(parts) < 3 or not all(parts):
        return None
    call.id = "/".join(parts[1:-1])
    return {
        "ResourceId": call.id,
        "ScalableDimension": parts[-1],
        "ServiceNamespace": parts[0],
    }


def _described(call: Call, key: Mapping[str, str]) -> Mapping[str, Any] | None:
    request = {
        "ResourceIds": [key["ResourceId"]],
        "ScalableDimension": key["ScalableDimension"],
        "ServiceNamespace": key["ServiceNamespace"],
    }
    with doing(call, f"reading Application AutoScaling Target ({key['ResourceId']})"):
        targets = listed(
            call, "DescribeScalableTargets", "ScalableTargets", request, service=SERVICE
        )
    same = [entry for entry in targets if all(entry.get(name) == key[name] for name in key)]
    return same[0] if len(same) == 1 else None
