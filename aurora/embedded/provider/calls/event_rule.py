"""`aws:cloudwatch/eventRule:EventRule`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.policy_document import canonical
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import wait

__all__ = ["DEFAULT_BUS", "SERVICE", "EventRule", "bus_and_rule"]

SERVICE = "events"
"""The botocore service of rules and targets."""

DEFAULT_BUS = "default"
"""The bus that an id leaves out."""

_GONE = "ResourceNotFoundException"
_WITHOUT_PUT = frozenset({"tags", "tagsAll", "forceDestroy"})
_ON = frozenset({"ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"})
# Names with slashes of their own: buses by ARN, and those of partners.
_BUS = re.compile(
    r"^(?P<bus>arn:[^/]+:event-bus/.+|aws\.partner(?:/[.\-_A-Za-z0-9]+){2,})/(?P<rule>[^/]+)$"
)


def bus_and_rule(identity: str) -> tuple[str, str] | None:
    """Return bus and rule of an id, `RULE` or `BUS/RULE`; None for another form."""
    match = _BUS.match(identity)
    if match:
        return match["bus"], match["rule"]
    parts = identity.split("/")
    if not all(parts) or len(parts) > 2:
        return None
    return (parts[0], parts[1]) if len(parts) == 2 else (DEFAULT_BUS, parts[0])


class EventRule(Calls):
    """A rule; its id is its name on the default bus, `BUS/NAME` on another."""

    type = "aws:cloudwatch/eventRule:EventRule"

    def create(self, call: Call) -> None:
        """Put the rule and wait until it is found."""
        name = given_or_unique(call)
        bus = call.inputs.get("eventBusName") or DEFAULT_BUS
        self._put(call, name, f"creating EventBridge Rule ({name})")
        call.id = name if bus == DEFAULT_BUS else f"{bus}/{name}"
        wait(
            call,
            f"waiting for EventBridge Rule ({call.id}) create",
            lambda: "found" if _described(call) else None,
            ("found",),
            minutes=2,
        )

    def read(self, call: Call) -> Properties | None:
        """Return the rule; a pattern that AWS no longer has stays as it is known."""
        rule = _described(call)
        parts = bus_and_rule(call.id)
        if rule is None or parts is None:
            return None
        with doing(call, f"listing tags for EventBridge Rule ({call.id})"):
            tags = read_tags(call, SERVICE, rule["Arn"])
        found = {
            **name_and_prefix(rule["Name"]),
            "arn": rule["Arn"],
            "description": rule.get("Description", ""),
            "eventBusName": parts[0],
            "isEnabled": rule.get("State") in _ON,
            "roleArn": rule.get("RoleArn", ""),
            "scheduleExpression": rule.get("ScheduleExpression", ""),
            "state": rule.get("State", ""),
            "tagsAll": tags,
        }
        if rule.get("EventPattern"):
            found["eventPattern"] = canonical(rule["EventPattern"])
        return found

    def update(self, call: Call) -> None:
        """Put the rule again with all its fields, then change its tags."""
        if call.changed - _WITHOUT_PUT:
            name = call.prior["name"]
            self._put(call, name, f"updating EventBridge Rule ({call.id})")
        sync_tags(call, SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the rule, again while its targets are being removed."""
        parts = bus_and_rule(call.id)
        if parts is None:
            return
        request = {
            "EventBusName": parts[0],
            "Force": bool(call.prior.get("forceDestroy")),
            "Name": parts[1],
        }
        with doing(call, f"deleting EventBridge Rule ({call.id})"), ignoring(_GONE):
            retrying(
                call,
                lambda error: is_error(
                    error,
                    "ValidationException",
                    text="Rule can't be deleted since it has targets",
                ),
                lambda: send(call, "DeleteRule", request, service=SERVICE),
                minutes=5,
            )

    def _put(self, call: Call, name: str, words: str) -> None:
        inputs = call.inputs
        request: dict[str, Any] = {
            "EventBusName": inputs.get("eventBusName") or DEFAULT_BUS,
            "Name": name,
            "State": _state(call),
            "Tags": pack(SERVICE, inputs.get("tagsAll")) or None,
            **given(
                inputs,
                {
                    "Description": "description",
                    "RoleArn": "roleArn",
                    "ScheduleExpression": "scheduleExpression",
                },
            ),
        }
        if inputs.get("eventPattern"):
            request["EventPattern"] = canonical(inputs["eventPattern"])
        with doing(call, words):
            retrying(
                call,
                lambda error: is_error(
                    error, "ValidationException", text="cannot be assumed by principal"
                ),
                lambda: send(call, "PutRule", request, service=SERVICE),
            )


def _state(call: Call) -> str | None:
    """Return the state to send; none when the program names none: AWS's own default counts.

    Of the two properties that say it, one of which is deprecated, the one that changed counts.
    """
    inputs, enabled = call.inputs, call.inputs.get("isEnabled")
    renewed = "isEnabled" in call.changed and "state" not in call.changed
    if inputs.get("state") and not renewed:
        return inputs["state"]
    if enabled is None:
        return None
    return "ENABLED" if enabled else "DISABLED"


def _described(call: Call) -> Mapping[str, Any] | None:
    parts = bus_and_rule(call.id)
    if parts is None:
        return None
    try:
        request = {"EventBusName": parts[0], "Name": parts[1]}
        return send(call, "DescribeRule", request, service=SERVICE)
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading EventBridge Rule ({call.id})", error)
