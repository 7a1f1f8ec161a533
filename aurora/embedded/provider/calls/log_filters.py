"""Filters of a log group: for a metric, and for a subscription."""

from __future__ import annotations

import threading
import zlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.blocks import Field, Names, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["LogMetricFilter", "LogSubscriptionFilter"]

_SERVICE = "logs"
_GONE = "ResourceNotFoundException"
# AWS refuses two changes of the metric filters of one group at a time.
_locks: defaultdict[tuple[str, str], threading.Lock] = defaultdict(threading.Lock)
_TRANSFORMATION: Names = {
    "defaultValue": Field("defaultValue", as_text=True),
    "dimensions": "dimensions",
    "metricName": "name",
    "metricNamespace": "namespace",
    "metricValue": "value",
    "unit": "unit",
}
# Error code and a part of its text: what passes once a destination or a role is known everywhere.
_PASSING = (
    ("InvalidParameterException", "Could not deliver test message to specified"),
    ("InvalidParameterException", "Could not execute the lambda function"),
    ("OperationAbortedException", "Please try again"),
    (
        "ValidationException",
        "Make sure you have given CloudWatch Logs permission to assume the provided role",
    ),
)
_SUBSCRIPTION = {
    "applyOnTransformedLogs": "applyOnTransformedLogs",
    "distribution": "distribution",
    "emitSystemFields": "emitSystemFields",
    "roleArn": "roleArn",
}


class LogMetricFilter(Calls):
    """A metric filter; its id is its name alone, so two groups may share one."""

    type = "aws:cloudwatch/logMetricFilter:LogMetricFilter"

    def create(self, call: Call) -> None:
        """Put the filter."""
        self._put(call)
        call.id = call.inputs["name"]

    def read(self, call: Call) -> Properties | None:
        """Return the filter; the group may be gone with it."""
        known = call.prior or call.inputs
        group, name = known.get("logGroupName", ""), known.get("name", "")
        if not known:
            group, colon, name = call.id.partition(":")
            if not colon or not group or not name or ":" in name:
                return None
            call.id = name
        found = _filter(call, "Metric", group, name)
        if found is None:
            return None
        transformation = (found.get("metricTransformations") or [{}])[0]
        return {
            "applyOnTransformedLogs": found.get("applyOnTransformedLogs", False),
            "logGroupName": group,
            "metricTransformation": {
                "unit": "None",
                **from_aws(transformation, _TRANSFORMATION),
            },
            "name": found["filterName"],
            "pattern": found.get("filterPattern", ""),
        }

    def update(self, call: Call) -> None:
        """Put the filter again with all its fields."""
        self._put(call)

    def delete(self, call: Call) -> None:
        """Delete the filter."""
        group, name = call.prior["logGroupName"], call.prior["name"]
        with (
            _locks[call.region, group],
            doing(call, f"deleting CloudWatch Logs Metric Filter ({call.id})"),
            ignoring(_GONE),
        ):
            request = {"filterName": name, "logGroupName": group}
            send(call, "DeleteMetricFilter", request, service=_SERVICE)

    def _put(self, call: Call) -> None:
        inputs = call.inputs
        transformation = {
            "metricValue": "",
            **to_aws(inputs["metricTransformation"], _TRANSFORMATION),
        }
        request = {
            "filterName": inputs["name"],
            "filterPattern": (inputs.get("pattern") or "").strip(),
            "logGroupName": inputs["logGroupName"],
            "metricTransformations": [transformation],
            **given(inputs, {"applyOnTransformedLogs": "applyOnTransformedLogs"}),
        }
        with (
            _locks[call.region, inputs["logGroupName"]],
            doing(call, f"putting CloudWatch Logs Metric Filter ({call.id})"),
        ):
            send(call, "PutMetricFilter", request, service=_SERVICE)


class LogSubscriptionFilter(Calls):
    """A subscription filter. A put is not followed by a read: what AWS fills in shows later."""

    type = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"

    def create(self, call: Call) -> None:
        """Put the filter, again while its destination cannot be reached."""
        self._put(call)
        code = zlib.crc32(f"{call.inputs['logGroup']}-".encode())
        call.id = f"cwlsf-{code}"

    def read(self, call: Call) -> Properties | None:
        """Return the filter at a refresh, nothing right after a put."""
        if not call.prior or call.changed:
            if call.inputs:
                return {}
            group, bar, name = call.id.partition("|")
            if not bar or not group or not name or "|" in name:
                return None
            call.id = f"cwlsf-{zlib.crc32(f'{group}-'.encode())}"
        else:
            group, name = call.prior["logGroup"], call.prior["name"]
        found = _filter(call, "Subscription", group, name)
        if found is None:
            return None
        return {
            "applyOnTransformedLogs": found.get("applyOnTransformedLogs", False),
            "destinationArn": found.get("destinationArn", ""),
            "distribution": found.get("distribution", ""),
            "emitSystemFields": found.get("emitSystemFields", []),
            "filterPattern": found.get("filterPattern", ""),
            "logGroup": found.get("logGroupName", group),
            "name": found["filterName"],
            "roleArn": found.get("roleArn", ""),
        }

    def update(self, call: Call) -> None:
        """Put the filter again with all its fields."""
        self._put(call)

    def delete(self, call: Call) -> None:
        """Delete the filter."""
        request = {"filterName": call.prior["name"], "logGroupName": call.prior["logGroup"]}
        with (
            doing(call, f"deleting CloudWatch Logs Subscription Filter ({call.id})"),
            ignoring(_GONE),
        ):
            send(call, "DeleteSubscriptionFilter", request, service=_SERVICE)

    def _put(self, call: Call) -> None:
        inputs = call.inputs
        request = {
            "destinationArn": inputs["destinationArn"],
            "filterName": inputs["name"],
            "filterPattern": inputs.get("filterPattern") or "",
            "logGroupName": inputs["logGroup"],
            **given(inputs, _SUBSCRIPTION),
        }
        with doing(call, f"putting CloudWatch Logs Subscription Filter ({inputs['name']})"):
            retrying(
                call,
                lambda error: any(is_error(error, code, text=text) for code, text in _PASSING),
                lambda: send(call, "PutSubscriptionFilter", request, service=_SERVICE),
                minutes=5,
            )


def _filter(call: Call, kind: str, group: str, name: str) -> Mapping[str, Any] | None:
    try:
        filters = listed(
            call,
            f"Describe{kind}Filters",
            f"{kind.lower()}Filters",
            {"filterNamePrefix": name, "logGroupName": group},
            service=_SERVICE,
        )
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading CloudWatch Logs {kind} Filter ({call.id})", error)
    return next((entry for entry in filters if entry["filterName"] == name), None)
