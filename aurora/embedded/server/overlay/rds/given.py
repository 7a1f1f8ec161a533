"""What a request says, by AWS's own member names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore import xform_name
from moto.core.parse import XFormedDict
from moto.core.utils import get_service_model

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["given"]


def given(operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an operation's input that a request holds; empty texts do not count.

    Args:
        operation: AWS's name of the operation.
        parameters: As moto parses them, in either spelling of the names.
    """
    shape = get_service_model("rds").operation_model(operation).input_shape
    found: dict[str, Any] = {}
    for member in shape.members if shape else ():
        value = parameters.get(member)
        if value is None:
            value = parameters.get(xform_name(member))
        if value is not None and value != "":
            found[member] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, XFormedDict):
        return {key: _plain(item) for key, item in value.original_dict().items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
