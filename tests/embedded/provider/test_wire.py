"""The wire codec."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aurora.embedded.provider import wire
from aurora.values import UNKNOWN, Secret, decode_struct

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number % 1 != 0)
    | st.text()
    | st.just(UNKNOWN),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.text(), VALUES))
def test_what_is_encoded_comes_back(properties: dict[str, Any]) -> None:
    decoded, secret = wire.decode(wire.encode(properties))
    assert decoded == properties
    assert secret == frozenset()


def test_secrets_are_taken_off_and_named() -> None:
    struct = wire.encode({"a": "x", "b": {"c": ["y"]}, "d": 1}, frozenset({"a", "b", "none"}))
    assert decode_struct(struct)["a"] == Secret("x")
    assert wire.decode(struct) == ({"a": "x", "b": {"c": ["y"]}, "d": 1}, frozenset({"a", "b"}))


def test_a_secret_inside_marks_its_property() -> None:
    inner = wire.encode({"c": "y"}, frozenset({"c"}))
    struct = wire.encode({"b": {}})
    struct.fields["b"].struct_value.CopyFrom(inner)
    assert wire.decode(struct) == ({"b": {"c": "y"}}, frozenset({"b"}))


def test_a_secret_may_be_unknown() -> None:
    struct = wire.encode({"a": UNKNOWN}, frozenset({"a"}))
    properties, secret = wire.decode(struct)
    assert properties["a"] is UNKNOWN
    assert secret == {"a"}
