"""Properties that need or exclude each other, in the words of the older plugin SDK.

The facts name the members of a group as the Pulumi layer does; the words name them as Terraform
does, in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aurora.embedded.provider.plan.conversion import holds_unknown
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["excluded", "grouped", "lacking", "members"]

Properties = Mapping[str, Property]


def members(names: tuple[str, ...], properties: Properties) -> tuple[str, ...]:
    """Return the siblings that a group of the facts names, in either spelling."""
    found = []
    for name in names:
        last = name.rpartition(".")[2]
        if last in properties:
            found.append(last)
        else:
            found += [other for other, p in properties.items() if p.terraform == last]
    return tuple(dict.fromkeys(found))


def grouped(
    name: str, property_: Property, values: Mapping[str, Any], properties: Properties, key: str
) -> Iterator[str]:
    """Yield what is wrong with the groups of which exactly or at least one must be given.

    A group is looked at once for each of its members, so a refusal comes once for each.
    """
    if property_.exactly_one_of:
        group = _group(property_.exactly_one_of, name, properties)
        unknown = [member for member in group if holds_unknown(values.get(member))]
        given = [m for m in group if m in values and m not in unknown]
        shown = _shown(group, properties, key)
        if not given and not unknown:
            yield f'Invalid combination of arguments. "{key}": one of `{shown}` must be specified'
        elif len(given) > 1:
            yield (
                f'Invalid combination of arguments. "{key}": only one of `{shown}` can be '
                f"specified, but `{_shown(given, properties, key)}` were specified."
            )
    if property_.at_least_one_of:
        group = _group(property_.at_least_one_of, name, properties)
        if not any(member in values for member in group):
            shown = _shown(group, properties, key)
            yield f'Missing required argument. "{key}": one of `{shown}` must be specified'


def lacking(
    name: str, property_: Property, values: Mapping[str, Any], properties: Properties, key: str
) -> Iterator[str]:
    """Yield that a given property needs others beside it."""
    if property_.required_with:
        group = _group(property_.required_with, name, properties)
        if any(member not in values for member in group):
            shown = _shown(group, properties, key)
            yield f'Missing required argument. "{key}": all of `{shown}` must be specified'


def excluded(
    name: str, property_: Property, values: Mapping[str, Any], properties: Properties, key: str
) -> Iterator[str]:
    """Yield that a given property excludes another given one; an empty value counts as given."""
    for member in members(property_.conflicts_with, properties):
        if member != name and member in values and values[member] is not UNKNOWN:
            other = _shown([member], properties, key)
            yield f'Conflicting configuration arguments. "{key}": conflicts with {other}'


def _group(names: tuple[str, ...], own: str, properties: Properties) -> list[str]:
    return list(dict.fromkeys((*members(names, properties), own)))


def _shown(names: list[str], properties: Properties, key: str) -> str:
    """Return the members in full and in order, as the SDK joins them."""
    lead = key.rpartition(".")[0]
    full = (properties[name].terraform for name in names)
    return ",".join(sorted(f"{lead}.{name}" if lead else name for name in full))
