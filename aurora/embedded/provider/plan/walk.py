"""Validates inputs as the older plugin SDK does: the same order, words and places.

For each property: the group that it belongs to, then whether it must be there, then what it needs
and excludes, then its type and value. The first refusal of a property hides the later ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aurora.embedded.provider.plan.conversion import DEFAULTS, holds_unknown
from aurora.embedded.provider.plan.exclusions import excluded, grouped, lacking
from aurora.embedded.provider.plan.formats import quoted
from aurora.embedded.provider.plan.validation import problems
from aurora.embedded.provider.schema import Property

__all__ = ["Refusal", "walk"]

SCALARS = (str, int, float)


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong.

    Attributes:
        name: The top-level property.
        path: Where, as the Pulumi layer shows it: `rules[0].name`; a set's items have no place.
        reason: What, in the provider's words.
    """

    name: str
    path: str
    reason: str


@dataclass(frozen=True)
class Place:
    """Where a value is.

    Attributes:
        key: Terraform's name, such as `rule.0.rule_name`; empty for the resource itself.
        path: The Pulumi layer's path.
        fixed: Within a set, whose items have no place of their own.
    """

    key: str = ""
    path: str = ""
    fixed: bool = False

    def attribute(self, name: str, terraform: str) -> Place:
        """Return the place of a property of the object here."""
        key = f"{self.key}.{terraform}" if self.key else terraform
        path = f"{self.path}.{name}" if self.path else name
        return Place(key, self.path if self.fixed else path, self.fixed)

    def item(self, index: int, property_: Property) -> Place:
        """Return the place of an item of the list here."""
        fixed = self.fixed or property_.set
        path = self.path if fixed or property_.type == "object" else f"{self.path}[{index}]"
        return Place(f"{self.key}.{index}", path, fixed)


def walk(values: Mapping[str, Any], properties: Mapping[str, Property]) -> Iterator[Refusal]:
    """Yield what is wrong with a resource's inputs."""
    for name, place, reason in _object(values, properties, Place()):
        yield Refusal(name, place.path, reason)


Found = Iterator[tuple[str, Place, str]]


def _object(values: Mapping[str, Any], properties: Mapping[str, Property], place: Place) -> Found:
    for name, property_ in properties.items():
        here = place.attribute(name, property_.terraform)
        for found, reason in _property(name, property_, values, properties, here):
            yield name, found, reason
    for name in values:
        if name not in properties and name != DEFAULTS:
            yield name, place.attribute(name, name), "Invalid or unknown key"


def _property(
    name: str,
    property_: Property,
    values: Mapping[str, Any],
    properties: Mapping[str, Property],
    place: Place,
) -> Iterator[tuple[Place, str]]:
    reason = next(grouped(name, property_, values, properties, place.key), None)
    if reason is None:
        reason = _presence(name, property_, values, place.key)
    if reason is None and name in values:
        reason = next(lacking(name, property_, values, properties, place.key), None)
    if reason is not None:
        yield place, reason
    elif name in values and not holds_unknown(values[name]):
        reason = next(excluded(name, property_, values, properties, place.key), None)
        if reason is not None:
            yield place, reason
        else:
            yield from _value(values[name], property_, place)


def _presence(name: str, property_: Property, values: Mapping[str, Any], key: str) -> str | None:
    if name not in values:
        if not property_.required:
            return None
        return (
            f'Missing required argument. The argument "{key}" is required, but no definition was '
            "found."
        )
    if property_.settable:
        return None
    return (
        f'Value for unconfigurable attribute. Can\'t configure a value for "{key}": its value '
        "will be decided automatically based on the result of applying this configuration."
    )


def _value(value: Any, property_: Property, place: Place) -> Iterator[tuple[Place, str]]:
    match property_.type:
        case "list" | "object":
            yield from _list(value if isinstance(value, list) else [value], property_, place)
        case "map":
            yield from _map(value, property_, place)
        case kind:
            for reason in _scalar(value, kind, property_, place.key):
                yield place, reason


def _list(values: list[Any], property_: Property, place: Place) -> Iterator[tuple[Place, str]]:
    count, name = len(values), place.key
    limit = 1 if property_.type == "object" else property_.max_items
    if limit and count > limit:
        yield (
            place,
            f"Too many list items. Attribute {name} supports {limit} item maximum, but config has "
            f"{count} declared.",
        )
        return
    if count < property_.min_items:
        yield (
            place,
            f"Not enough list items. Attribute {name} requires {property_.min_items} item minimum, "
            f"but config has only {count} declared.",
        )
        return
    for index, value in enumerate(values):
        here = place.item(index, property_)
        if property_.properties:
            if isinstance(value, dict):
                for _, found, reason in _object(value, property_.properties, here):
                    yield found, reason
            else:
                yield here, f"Expected Object Type. Expected object, got {_go_kind(value)}"
        else:
            for reason in _scalar(value, property_.items or "string", property_, here.key):
                yield here, reason


def _map(value: Any, property_: Property, place: Place) -> Iterator[tuple[Place, str]]:
    if not isinstance(value, dict):
        yield place, "Attribute must be a map"
        return
    for key, item in value.items():
        if isinstance(item, list | dict):
            kind = "list" if isinstance(item, list) else "map"
            where = f"{place.key}.{key}"
            yield place, f"{where}: Attribute must be a single value, not a {kind}"


def _scalar(value: Any, kind: str, property_: Property, key: str) -> Iterator[str]:
    if isinstance(value, list | dict):
        what = "list" if isinstance(value, list) else "map"
        yield f"Attribute must be a single value, not a {what}"
        return
    wrong = _wrong_type(value, kind, key)
    if wrong:
        yield wrong
    else:
        number = float(value) if kind == "number" else value
        yield from problems(number, property_, key)


def _wrong_type(value: Any, kind: str, key: str) -> str | None:
    match kind, value:
        case "integer", bool():
            return f"Attribute must be a whole number, got {str(value).lower()}"
        case "integer", str():
            return f"{key}: strconv.ParseInt: parsing {quoted(value)}: invalid syntax"
        case (("boolean" | "number"), str()):
            name, parser = {
                "boolean": ("bool", "ParseBool"),
                "number": ("float", "ParseFloat"),
            }[kind]
            return (
                "1 error(s) decoding:\n\n* cannot parse '' as "
                f"{name}: strconv.{parser}: parsing {quoted(value)}: invalid syntax"
            )
        case _:
            return None


def _go_kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "int"
        case list():
            return "slice"
        case _:
            return "string"
