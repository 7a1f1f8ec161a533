"""Requests to AWS by their API names, with values brought to the types of botocore's model.

Property values come from JSON, where every number is a float and a text may stand for a number;
botocore refuses such values instead of converting them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from botocore import xform_name
from botocore.exceptions import ParamValidationError
from botocore.model import ListShape, MapShape, Shape, StructureShape

from aurora.embedded.provider.calls.contract import Call, CallError

__all__ = ["listed", "send", "shaped"]

_INTEGERS = frozenset({"integer", "long"})
_VALUE = re.compile(r"value: .*?, (?=type|valid)", re.DOTALL)


def send(
    call: Call,
    operation: str,
    parameters: Mapping[str, Any],
    *,
    service: str = "rds",
    region: str | None = None,
) -> dict[str, Any]:
    """Send one request and return the answer.

    Args:
        call: The operation whose client is used.
        operation: The API's name of the operation, such as `CreateDBCluster`.
        parameters: The parameters; None is left out, zero values are sent.
        service: The botocore service.
        region: The region, when it is not the resource's own.

    Raises:
        ClientError: AWS refused.
        CallError: The parameters do not fit the operation.
    """
    client = call.client(service, region)
    shape = client.meta.service_model.operation_model(operation).input_shape
    fitting = shaped(shape, parameters) if shape else {}
    try:
        return getattr(client, xform_name(operation))(**fitting)
    except ParamValidationError as error:
        # The report quotes values, and one may be a password.
        report = _VALUE.sub("", str(error.kwargs.get("report", "")))
        raise CallError(f"operation error {service}: {operation}, {report}") from None


def listed(
    call: Call,
    operation: str,
    answer: str,
    parameters: Mapping[str, Any],
    *,
    service: str = "rds",
    region: str | None = None,
) -> list[dict[str, Any]]:
    """Return the entries under `answer` of all pages of a describe operation.

    Raises:
        ClientError: AWS refused, also when the thing that was asked for is not there.
    """
    client = call.client(service, region)
    name = xform_name(operation)
    if not client.can_paginate(name):
        return send(call, operation, parameters, service=service, region=region)[answer]
    pages = client.get_paginator(name).paginate(**parameters)
    return [entry for page in pages for entry in page.get(answer) or []]


def shaped(shape: Shape, value: Any) -> Any:
    """Return a value in the types of a shape of botocore's model; what does not fit is kept."""
    if isinstance(shape, StructureShape) and isinstance(value, Mapping):
        return {
            name: shaped(shape.members[name], entry) if name in shape.members else entry
            for name, entry in value.items()
            if entry is not None
        }
    if isinstance(shape, ListShape) and isinstance(value, list | tuple):
        return [shaped(shape.member, entry) for entry in value]
    if isinstance(shape, MapShape) and isinstance(value, Mapping):
        return {key: shaped(shape.value, entry) for key, entry in value.items()}
    return _scalar(shape.type_name, value)


def _scalar(kind: str, value: Any) -> Any:
    if kind in _INTEGERS:
        return _whole(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "string" and isinstance(value, float) and value.is_integer():
        return str(int(value))
    if kind == "string" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    return value
