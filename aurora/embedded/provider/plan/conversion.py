"""Brings given values to the types of the schema, as the Pulumi layer does; unknowns stay.

What cannot be converted stays as it is: validation says what is wrong with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["DEFAULTS", "convert", "convert_all", "empty", "holds_unknown"]

DEFAULTS: Final = "__defaults"
"""The key under which the Pulumi layer keeps the names of what it filled in."""

TRUE: Final = frozenset(("1", "t", "T", "TRUE", "true", "True"))
FALSE: Final = frozenset(("", "0", "f", "F", "FALSE", "false", "False"))
"""The texts that Go reads as a boolean."""


def empty(value: Any) -> bool:
    """Return whether a value is Terraform's zero: absent, and what SDKv2 cannot tell from it."""
    return value is not UNKNOWN and value in (None, "", 0, False, [], {})


def holds_unknown(value: Any) -> bool:
    """Return whether a value is unknown or has something unknown inside."""
    if isinstance(value, dict):
        return any(holds_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_unknown(item) for item in value)
    return value is UNKNOWN


def convert_all(given: Mapping[str, Any], properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return the given properties with their types; null counts as absent."""
    converted = (
        (name, convert(value, properties[name]) if name in properties else value)
        for name, value in given.items()
        if name != DEFAULTS
    )
    return {name: value for name, value in converted if value is not None}


def convert(value: Any, property_: Property) -> Any:
    """Return a value in its property's type."""
    if value is UNKNOWN or value is None:
        return value
    match property_.type:
        case "list":
            return _items(value if isinstance(value, list) else [value], property_)
        case "object":
            return _object(value, property_)
        case "map":
            return _map(value, property_.items or "string")
        case kind:
            return _scalar(value, kind)


def _object(value: Any, property_: Property) -> Any:
    """Return an object; a list of one, from before it was one, is that one."""
    if isinstance(value, list) and len(value) <= 1:
        return _object(value[0], property_) if value else None
    return convert_all(value, property_.properties) if isinstance(value, dict) else value


def _items(values: Iterable[Any], property_: Property) -> list[Any]:
    if property_.properties:
        return [
            convert_all(item, property_.properties) if isinstance(item, dict) else item
            for item in values
            if item is not None
        ]
    return [_scalar(item, property_.items or "string") for item in values if item is not None]


def _map(value: Any, kind: str) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        key: _scalar(item, kind)
        for key, item in value.items()
        if item is not None and key != DEFAULTS
    }


def _scalar(value: Any, kind: str) -> Any:
    match kind, value:
        case "string" | "document", bool():
            return "true" if value else "false"
        case "string" | "document", int():
            return str(value)
        case "string" | "document", float() if math.isfinite(value):
            return repr(value)
        case "integer", float() if math.isfinite(value):
            return int(value)
        case "integer", str() if re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
            return int(value)
        case "number", str():
            return _number(value)
        case "boolean", str() if value in TRUE | FALSE:
            return value in TRUE
        case "boolean", int() | float() if not isinstance(value, bool):
            return bool(value)
        case _:
            return value


def _number(text: str) -> Any:
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number.is_integer() else number
