"""Property values on the wire: decoded with unknowns and secrets marked, encoded the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf.struct_pb2 import NULL_VALUE, ListValue, Struct, Value

from aurora.values import (
    SECRET_SIGNATURE,
    SIGNATURE_KEY,
    UNKNOWN,
    UNKNOWN_ON_THE_WIRE,
    Secret,
    decode_struct,
)

__all__ = ["decode", "encode", "plain"]


def decode(struct: Struct) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the properties, secrets unwrapped, and the names of those that held a secret."""
    marked = decode_struct(struct)
    return (
        {name: plain(value) for name, value in marked.items()},
        frozenset(name for name, value in marked.items() if _holds_secret(value)),
    )


def plain(value: Any) -> Any:
    """Return a value without its secret marks."""
    match value:
        case Secret(inner):
            return plain(inner)
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value


def _holds_secret(value: Any) -> bool:
    match value:
        case Secret():
            return True
        case dict():
            return any(_holds_secret(item) for item in value.values())
        case list():
            return any(_holds_secret(item) for item in value)
        case _:
            return False


def encode(properties: Mapping[str, Any], secret: frozenset[str] = frozenset()) -> Struct:
    """Return properties as a wire object; those named in `secret` are marked as such."""
    struct = Struct()
    for name, value in properties.items():
        encoded = _value(value)
        if name in secret and value is not None:
            wrapped = Struct()
            wrapped.fields[SIGNATURE_KEY].string_value = SECRET_SIGNATURE
            wrapped.fields["value"].CopyFrom(encoded)
            encoded = Value(struct_value=wrapped)
        struct.fields[name].CopyFrom(encoded)
    return struct


def _value(value: Any) -> Value:
    if value is UNKNOWN:
        return Value(string_value=UNKNOWN_ON_THE_WIRE)
    match value:
        case None:
            return Value(null_value=NULL_VALUE)
        case bool():
            return Value(bool_value=value)
        case int() | float():
            return Value(number_value=value)
        case str():
            return Value(string_value=value)
        case list() | tuple() | set() | frozenset():
            return Value(list_value=ListValue(values=[_value(item) for item in value]))
        case Mapping():
            return Value(struct_value=encode(value))
        case _:
            return Value(string_value=str(value))
