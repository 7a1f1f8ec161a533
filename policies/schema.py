"""Checks a value by the few words of JSON schema that the rules' parameters use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = ["problems"]

TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (dict,),
}
WORDS: Final = frozenset({"type", "minimum", "maximum", "enum", "items", "additionalProperties"})
"""All words that a parameter's schema may use; a test holds the rules to it."""


def problems(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a value, in words."""
    type_ = schema.get("type", "")
    if type_ and not _is(value, type_):
        yield f"{value!r} is no {type_}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is none of {', '.join(map(repr, schema['enum']))}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{value!r} is below {schema['minimum']:g}"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{value!r} is above {schema['maximum']:g}"
    if "items" in schema:
        for item in value:
            yield from problems(item, schema["items"])
    if isinstance(schema.get("additionalProperties"), Mapping):
        for item in value.values():
            yield from problems(item, schema["additionalProperties"])


def _is(value: Any, type_: str) -> bool:
    if isinstance(value, bool) and type_ != "boolean":
        return False
    return isinstance(value, TYPES[type_])
