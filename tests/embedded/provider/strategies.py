"""Inputs made up from a type's own schema, for property tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

ARN = "arn:aws:iam::123456789012:role/x"
DOCUMENT = '{"Version":"2012-10-17","Statement":[]}'
FORMATS = {
    "account-id": "123456789012",
    "arn": ARN,
    "base64": "aGV5",
    "cidr-network": "10.0.0.0/16",
    "date-time": "2026-01-01T00:00:00Z",
    "float": "1.50",
    "iam-policy": DOCUMENT,
    "ipv4-network": "10.0.0.0/16",
    "ipv6-network": "2001:db8::/56",
    "json": '{"b": 1, "a": [1]}',
    "rds-backup-window": "03:00-04:00",
    "rds-maintenance-window": "Sun:04:00-Sun:05:00",
    "utc-timestamp": "2026-01-01T00:00:00Z",
}
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False)
    | st.text(max_size=4)
    | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
"""Anything that a program may give where something else is wanted."""


def inputs_of(type_: ResourceType, *, odd: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Makes inputs of a type: of the right types, or with anything here and there."""
    return _object(type_.properties, odd=odd)


def _object(properties: Mapping[str, Property], *, odd: bool) -> st.SearchStrategy[dict[str, Any]]:
    required, optional = {}, {}
    for name, property_ in properties.items():
        if property_.settable and not property_.deprecated:
            made = _value(property_, odd=odd)
            (required if property_.required else optional)[name] = made | ODD if odd else made
    return st.fixed_dictionaries(required, optional=optional)


def _value(property_: Property, *, odd: bool) -> st.SearchStrategy[Any]:
    scalar = _scalar(property_)
    match property_.type:
        case "object":
            return _object(property_.properties, odd=odd)
        case "list" if property_.properties:
            return st.lists(_object(property_.properties, odd=odd), max_size=2)
        case "list":
            return st.lists(scalar, max_size=2, unique=True)
        case "map":
            return st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["1", ""]))
        case "document":
            return st.sampled_from([DOCUMENT, {"Version": "2012-10-17", "Statement": []}])
        case _:
            return scalar


def _scalar(property_: Property) -> st.SearchStrategy[Any]:
    kind = property_.items or "string" if property_.type == "list" else property_.type
    first = next(_first(property_), {})
    if "enum" in first:
        return st.sampled_from(first["enum"])
    if "format" in first:
        return st.just(FORMATS[first["format"]])
    low, high = first.get("between", (first.get("atLeast", 1), first.get("atMost", 9)))
    match kind:
        case "integer":
            return st.integers(int(low), max(int(low), int(high)))
        case "number":
            return st.sampled_from([float(low), float(high), 2])
        case "boolean":
            return st.booleans()
        case _:
            return st.sampled_from(["abc", "a-b", "xyz1"])


def _first(property_: Property) -> Iterator[Mapping[str, Any]]:
    for check in property_.checks:
        yield from check["any"][0] if "any" in check else [check]
