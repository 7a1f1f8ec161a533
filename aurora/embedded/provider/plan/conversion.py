"""Brings given values to the types of the schema, as the provider's shim does; unknowns stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["convert", "convert_all", "empty"]


def empty(value: Any) -> bool:
    """Return whether a value is Terraform's zero: absent, and what SDKv2 cannot tell from it."""
    return value is not UNKNOWN and value in (None, "", 0, False, [], {})


def convert_all(given: Mapping[str, Any], properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return the given properties with their types; null counts as absent."""
    return {
        name: convert(value, properties[name]) if name in properties else value
        for name, value in given.items()
        if value is not None and name != "__defaults"
    }


def convert(value: Any, property_: Property) -> Any:
    """Return a value in its property's type; what cannot be converted stays as it is."""
    if value is UNKNOWN or value is None:
        return value
    match property_.type:
        case "list":
            return (
                [_item(item, property_) for item in value if item is not None]
                if isinstance(value, list)
                else value
            )
        case "object":
            return convert_all(value, property_.properties) if isinstance(value, dict) else value
        case "map":
            return (
                {
                    key: _scalar(item, property_.items or "string")
                    for key, item in value.items()
                    if item is not None
                }
                if isinstance(value, dict)
                else value
            )
        case kind:
            return _scalar(value, kind)


def _item(item: Any, property_: Property) -> Any:
    if property_.properties and isinstance(item, dict):
        return convert_all(item, property_.properties)
    return _scalar(item, property_.items) if property_.items else item


def _scalar(value: Any, kind: str) -> Any:
    match kind, value:
        case "string", bool():
            return "true" if value else "false"
        case "string", int() | float():
            return str(value)
        case "integer" | "number", str() if _number(value) is not None:
            return _number(value)
        case "boolean", "true" | "false":
            return value == "true"
        case _:
            return value


def _number(text: str) -> int | float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
