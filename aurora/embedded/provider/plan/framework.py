"""Validates inputs as the newer plugin framework does: other words than the older SDK's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from aurora.embedded.provider.plan.conversion import holds_unknown
from aurora.embedded.provider.plan.exclusions import members
from aurora.embedded.provider.plan.formats import FORMATS, quoted
from aurora.embedded.provider.plan.validation import matches
from aurora.embedded.provider.plan.walk import Refusal
from aurora.embedded.provider.schema import Property

__all__ = ["walk"]

READ_ONLY: Final = (
    "Invalid Configuration for Read-Only Attribute. Cannot set value for this attribute as the "
    "provider has marked it as read-only. Remove the configuration line setting the value."
)


def walk(values: Mapping[str, Any], properties: Mapping[str, Property]) -> Iterator[Refusal]:
    """Yield what is wrong with a resource's inputs; keys that nobody knows are not looked at."""
    groups: set[tuple[str, ...]] = set()
    for name, property_ in properties.items():
        if property_.exactly_one_of:
            group = tuple(sorted({*members(property_.exactly_one_of, properties), name}))
            if group not in groups:
                groups.add(group)
                yield from _group(group, values, properties)
        if name not in values:
            if property_.required:
                yield Refusal(name, "", f"Missing required property '{name}'")
        elif not property_.settable:
            yield Refusal(name, name, READ_ONLY)
        elif not holds_unknown(values[name]):
            for reason in _problems(values[name], property_):
                yield Refusal(name, name, reason)


def _group(
    group: tuple[str, ...], values: Mapping[str, Any], properties: Mapping[str, Property]
) -> Iterator[Refusal]:
    given = [name for name in group if name in values]
    if len(given) == 1 or any(holds_unknown(values[name]) for name in given):
        return
    summary = "Invalid Attribute Combination" if given else "Missing Attribute Configuration"
    names = ",".join(sorted(properties[name].terraform for name in group))
    reason = f"{summary}: Exactly one of these attributes must be configured: [{names}]"
    yield Refusal(given[0] if given else group[0], "", reason)


def _problems(value: Any, property_: Property) -> Iterator[str]:
    if isinstance(value, list | dict):
        if property_.type not in ("list", "object", "map"):
            yield "Incorrect attribute value type. Inappropriate value for attribute"
        return
    for check in property_.checks:
        kind = next((name for name in WORDS if name in check), "")
        if kind:
            yield from WORDS[kind](check, value, property_.terraform)


Check = Mapping[str, Any]


def _enum(check: Check, value: Any, key: str) -> Iterator[str]:
    if value not in check["enum"]:
        allowed = " ".join(quoted(str(item)) for item in check["enum"])
        yield (
            f"Invalid Attribute Value Match. Attribute {key} value must be one of: [{allowed}], "
            f"got: {quoted(str(value))}"
        )


def _between(check: Check, value: Any, key: str) -> Iterator[str]:
    low, high = check["between"]
    if not isinstance(value, int | float):
        yield f"Incorrect attribute value type. Inappropriate value for attribute {quoted(key)}"
    elif not low <= value <= high:
        yield (
            f"Invalid Attribute Value. Attribute {key} value must be between {low} and {high}, "
            f"got: {value}"
        )


def _length(check: Check, value: Any, key: str) -> Iterator[str]:
    low, high = check["length"]
    count = len(str(value))
    if not low <= count <= high:
        yield (
            f"Invalid Attribute Value Length. Attribute {key} string length must be between {low} "
            f"and {high}, got: {count}"
        )


def _matches(check: Check, value: Any, key: str) -> Iterator[str]:
    if not matches(check["matches"], str(value)):
        yield f"Invalid Attribute Value Match. Attribute {key} {check['words']}, got: {value}"


def _format(check: Check, value: Any, key: str) -> Iterator[str]:
    kind = check["format"]
    if next(FORMATS[kind](str(value), key, check), None) is None:
        return
    if kind == "arn":
        yield (
            "Invalid ARN Value. The provided value cannot be parsed as an ARN.\n\n"
            f"Path: {key}\nValue: {value}"
        )
        return
    version = kind.removeprefix("ipv").removesuffix("-network")
    yield (
        f"Invalid Attribute Value. Attribute {key} value must be a valid IPv{version} CIDR that "
        f"represents a network address, got: {value}"
    )


WORDS: Final[Mapping[str, Callable[[Check, Any, str], Iterator[str]]]] = {
    "enum": _enum,
    "between": _between,
    "length": _length,
    "matches": _matches,
    "format": _format,
}
