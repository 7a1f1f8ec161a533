"""The plan of a resource: what it will be, what changes, and whether that replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import DEFAULTS
from aurora.embedded.provider.plan.comparison import (
    Difference,
    differences,
    planned_value,
    same,
)
from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.rules import Planned, adjust
from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

__all__ = ["Plan", "plan"]


@dataclass(frozen=True)
class Plan:
    """What is to become of a resource.

    Attributes:
        values: The planned state; computed values that only AWS knows are `UNKNOWN`.
        changed: Top-level properties that differ from the prior state.
        differences: Where they differ.
        replaces: Top-level properties that replace the resource.
        delete_before_replace: The old one must go first.
    """

    values: Mapping[str, Any]
    changed: frozenset[str]
    differences: tuple[Difference, ...]
    replaces: frozenset[str]
    delete_before_replace: bool


def plan(
    type_: ResourceType,
    inputs: Mapping[str, Any],
    prior: Mapping[str, Any],
    configuration: Configuration,
    ignored: frozenset[str] = frozenset(),
) -> Plan:
    """Return the plan that takes a resource from its prior state to the checked inputs.

    Args:
        type_: The resource type.
        inputs: The new checked inputs.
        prior: The prior state; empty for a new resource.
        configuration: The provider's configuration.
        ignored: Top-level properties whose changes the program ignores.
    """
    before = _prior(type_, prior, configuration)
    planned = Planned(inputs=inputs, prior=before, values={})
    for name, property_ in type_.properties.items():
        if name in ignored and prior:
            planned.values[name] = before.get(name)
        else:
            planned.values[name] = _planned(name, property_, inputs, before, bool(prior))
    for name, property_ in type_.properties.items():
        if prior and name in type_.write_only:
            continue
        if not same(planned.values[name], before.get(name), property_):
            planned.changed.add(name)
    found: dict[str, list[Difference]] = {
        name: list(
            differences(planned.values[name], before.get(name), type_.properties[name], name)
        )
        for name in planned.changed
    }
    planned.replaces |= {
        name for name, items in found.items() if any(item.force_new for item in items)
    }
    adjust(type_.token, planned)
    planned.replaces &= planned.changed | planned.replaces
    if not prior:
        planned.replaces.clear()
    return Plan(
        values=planned.values,
        changed=frozenset(planned.changed),
        differences=tuple(
            item
            for name in type_.properties
            if name in planned.changed
            for item in found.get(name) or [Difference(name, "UPDATE", False)]
        ),
        replaces=frozenset(planned.replaces),
        delete_before_replace=bool(planned.replaces) and _delete_first(type_, inputs),
    )


def _prior(
    type_: ResourceType, prior: Mapping[str, Any], configuration: Configuration
) -> dict[str, Any]:
    before = dict(prior)
    if type_.regional and prior and empty(before.get("region")):
        before["region"] = configuration.region  # before version 7 no state had one
    return before


def _planned(
    name: str,
    property_: Property,
    inputs: Mapping[str, Any],
    prior: Mapping[str, Any],
    exists: bool,
) -> Any:
    before = prior.get(name)
    if name in inputs:
        given = inputs[name]
        if given == "" and property_.optional and property_.computed and not empty(before):
            return before  # SDKv2 cannot tell an empty text from none
        return planned_value(given, before, property_)
    if property_.computed:
        return before if exists else UNKNOWN
    if property_.ignore == "removed" and not empty(before):
        return before
    if property_.default is not None:
        return property_.default
    return None


def _delete_first(type_: ResourceType, inputs: Mapping[str, Any]) -> bool:
    """Return whether the replacement must wait: a name that was given can exist only once."""
    defaults, auto = inputs.get(DEFAULTS), type_.auto_name
    given = (
        not type_.framework
        and auto is not None
        and defaults is not None
        and auto.property in inputs
        and auto.property not in defaults
    )
    return type_.delete_before_replace or given
