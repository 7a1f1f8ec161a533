"""What the Pulumi layer fills into inputs: automatic names and defaults, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.plan.conversion import DEFAULTS, convert
from aurora.embedded.provider.plan.exclusions import members
from aurora.embedded.provider.schema import Property

__all__ = ["barred", "fill", "old_default"]

Properties = Mapping[str, Property]


def barred(values: Mapping[str, Any], properties: Properties) -> set[str]:
    """Return the properties that get no default, since one that excludes them is given."""
    out: set[str] = set()
    for name, property_ in properties.items():
        partners = {
            *members(property_.conflicts_with, properties),
            *members(property_.exactly_one_of, properties),
        } - {name}
        if name in values:
            out |= partners
        elif partners & values.keys():
            out.add(name)
    return out


def old_default(name: str, old: Mapping[str, Any], property_: Property) -> Any:
    """Return what was filled in before, None when nothing was: defaults last."""
    filled = old.get(DEFAULTS)
    if name not in old or (isinstance(filled, list) and name not in filled):
        return None
    return convert(old[name], property_)


def fill(
    values: Mapping[str, Any],
    properties: Properties,
    old: Mapping[str, Any],
    filled: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return an object with its defaults and the list of what was filled in, inside as well.

    A default that is false, 0 or empty is left to the provider, unless it was filled in before.

    Args:
        values: The converted values of the object.
        properties: Its schema.
        old: The same object as it was checked before; empty for a new one.
        filled: What has been filled in already, such as an automatic name.
    """
    out = dict(values)
    closed = barred(values, properties)
    defaults = set(filled)
    for name, property_ in properties.items():
        if name in out:
            out[name] = _inside(out[name], property_, old.get(name))
        elif property_.default is not None and _open(name, property_, properties, closed):
            before = old_default(name, old, property_)
            value = property_.default if before is None else before
            if value or before is not None:
                out[name] = value
                defaults.add(name)
    out[DEFAULTS] = sorted(defaults)
    return out


def _open(name: str, property_: Property, properties: Properties, closed: set[str]) -> bool:
    """Return whether a property may take its default."""
    if name in closed or property_.deprecated or not property_.settable:
        return False
    partners = members((*property_.conflicts_with, *property_.exactly_one_of), properties)
    return all(properties[other].default is None for other in partners if other != name)


def _inside(value: Any, property_: Property, old: Any) -> Any:
    if not property_.properties:
        return value
    if isinstance(value, dict):
        return fill(value, property_.properties, old if isinstance(old, dict) else {})
    if isinstance(value, list):
        before = old if isinstance(old, list) and not property_.set else []
        return [
            _inside(item, property_, before[index] if index < len(before) else None)
            for index, item in enumerate(value)
        ]
    return value
