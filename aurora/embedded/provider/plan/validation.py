"""What the provider says of a value that it refuses: its validators, in its own words.

The facts list the validators of a property in the provider's order. Each is an object with one of
the keys of `KINDS`; `words` where the provider words a refusal itself, with `{key}` for Terraform's
name of the place and `{value}` for the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from aurora.embedded.provider.plan.formats import FORMATS, quoted
from aurora.embedded.provider.schema import Property

__all__ = ["matches", "problems"]

Check = Mapping[str, Any]
HIDDEN: Final = "(sensitive value)"


def problems(value: Any, property_: Property, key: str) -> Iterator[str]:
    """Yield what is wrong with a known value, by the property's validators.

    Args:
        value: A text, number or boolean.
        property_: The property, or the list whose item the value is.
        key: Terraform's name of the place, such as `rule.0.rule_name`.
    """
    for check in property_.checks:
        for reason in _apply(check, value, key):
            if property_.sensitive and isinstance(value, str) and value:
                reason = reason.replace(value, HIDDEN)
            yield reason


def matches(pattern: str, text: str) -> bool:
    """Return whether a regular expression of the provider's language finds something in a text."""
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern whose `$` is the very end, as in Go, and whose classes are ASCII."""
    if pattern.endswith("$") and not pattern.endswith("\\$"):
        pattern = f"{pattern[:-1]}\\Z"
    return re.compile(pattern, re.ASCII)


def _apply(check: Check, value: Any, key: str) -> Iterator[str]:
    for kind, rule in KINDS.items():
        if kind in check:
            yield from rule(check, value, key)
            return


def _any(check: Check, value: Any, key: str) -> Iterator[str]:
    """One of several lists of validators must pass; else all that any of them says comes."""
    found = [
        [reason for inner in alternative for reason in _apply(inner, value, key)]
        for alternative in check["any"]
    ]
    if all(found):
        for reasons in found:
            yield from reasons


def _length(check: Check, value: Any, key: str) -> Iterator[str]:
    low, high = check["length"]
    if not low <= len(str(value).encode()) <= high:
        yield f"expected length of {key} to be in the range ({low} - {high}), got {value}"


def _enum(check: Check, value: Any, key: str) -> Iterator[str]:
    allowed = check["enum"]
    if value in allowed:
        return
    if check.get("ignoreCase") and str(value).lower() in {str(item).lower() for item in allowed}:
        return
    shown = " ".join(quoted(item) if isinstance(item, str) else str(item) for item in allowed)
    yield f"expected {key} to be one of [{shown}], got {value}"


def _between(check: Check, value: Any, key: str) -> Iterator[str]:
    low, high = check["between"]
    if not low <= value <= high:
        low, high, value = _shown(low, value), _shown(high, value), _shown(value, value)
        yield f"expected {key} to be in the range ({low} - {high}), got {value}"


def _at_least(check: Check, value: Any, key: str) -> Iterator[str]:
    low = check["atLeast"]
    if value < low:
        yield f"expected {key} to be at least ({_shown(low, value)}), got {_shown(value, value)}"


def _at_most(check: Check, value: Any, key: str) -> Iterator[str]:
    high = check["atMost"]
    if value > high:
        yield f"expected {key} to be at most ({_shown(high, value)}), got {_shown(value, value)}"


def _shown(number: float, like: float) -> str:
    """Return a number as Go prints it: six decimals for a property that is no whole number."""
    return f"{number:f}" if isinstance(like, float) else str(number)


def _divisible(check: Check, value: Any, key: str) -> Iterator[str]:
    divisor = check["divisibleBy"]
    if value % divisor:
        yield f"expected {key} to be divisible by {divisor}, got: {value}"


def _matches(check: Check, value: Any, key: str) -> Iterator[str]:
    if not matches(check["matches"], str(value)):
        yield _worded(check, value, key)


def _unlike(check: Check, value: Any, key: str) -> Iterator[str]:
    if matches(check["unlike"], str(value)):
        yield _worded(check, value, key)


def _worded(check: Check, value: Any, key: str) -> str:
    return check["words"].replace("{key}", key).replace("{value}", str(value))


def _format(check: Check, value: Any, key: str) -> Iterator[str]:
    yield from FORMATS[check["format"]](str(value), key, check)


KINDS: Final[Mapping[str, Callable[[Check, Any, str], Iterator[str]]]] = {
    "any": _any,
    "length": _length,
    "enum": _enum,
    "between": _between,
    "atLeast": _at_least,
    "atMost": _at_most,
    "divisibleBy": _divisible,
    "matches": _matches,
    "unlike": _unlike,
    "format": _format,
}
