"""How values are rewritten before they are compared and stored: one small function a kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from aurora.embedded.provider.calls.blocks import decimal
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["normalise", "normalise_all"]

PROTOCOLS: Final = {"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


def _json(text: str) -> str:
    try:
        return json.dumps(
            json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
    except (ValueError, RecursionError):
        return text


def _decimal(text: str) -> str:
    try:
        return decimal(float(text))
    except (ValueError, OverflowError):
        return text


def _protocol(text: str) -> str:
    return PROTOCOLS.get(text.lower(), text.lower())


NORMALISERS: Final[Mapping[str, Callable[[str], str]]] = {
    "json": _json,
    "policy": _json,
    "lower": str.lower,
    "trim": str.strip,
    "decimal": _decimal,
    "protocol": _protocol,
    "dns-name": lambda name: (name.removesuffix(".") or ".").lower() if name else name,
}


def normalise_all(given: Mapping[str, Any], properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return the given properties as the provider stores them."""
    return {
        name: normalise(value, properties[name]) if name in properties else value
        for name, value in given.items()
    }


def normalise(value: Any, property_: Property) -> Any:
    """Return a value as the provider stores it; unknown stays unknown."""
    if value is UNKNOWN or value is None:
        return value
    if isinstance(value, str):
        return NORMALISERS.get(property_.normalise, str)(value)
    if isinstance(value, dict) and property_.properties:
        return normalise_all(value, property_.properties)
    if isinstance(value, list):
        return [
            normalise_all(item, property_.properties)
            if isinstance(item, dict) and property_.properties
            else item
            for item in value
        ]
    return value
