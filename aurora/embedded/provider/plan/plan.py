"""The plan of a resource: what it will be, what changes, and whether that replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aurora.embedded.provider.configuration import Configuration, partition
from aurora.embedded.provider.plan.comparison import same
from aurora.embedded.provider.plan.conversion import DEFAULTS, empty
from aurora.embedded.provider.plan.differences import Difference, differences
from aurora.embedded.provider.plan.planning import planned_value
from aurora.embedded.provider.plan.rules import Planned, adjust, refusals
from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

__all__ = ["Plan", "PlanRefused", "plan"]


class PlanRefused(Exception):
    """The provider refuses the plan, in its own words."""


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

    Raises:
        PlanRefused: A rule of the type, or of regions, refuses it.
    """
    before = _prior(type_, prior, configuration)
    given = _given(type_, inputs, configuration)
    planned = Planned(inputs=given, prior=before, values={})
    for name, property_ in type_.properties.items():
        if name in ignored and prior:
            planned.values[name] = before.get(name)
        else:
            planned.values[name] = _planned(name, property_, given, before, bool(prior))
    planned.changed |= {
        name
        for name, property_ in type_.properties.items()
        if not (prior and property_.write_only)
        and not same(planned.values[name], before.get(name), property_)
    }
    found = _differences(type_, planned)
    planned.replaces |= {item.path for items in found.values() for item in items if item.force_new}
    planned.replaces = {_top(path) for path in planned.replaces}
    adjust(type_.token, planned)
    _refuse(type_, planned, configuration)
    replaces = frozenset(planned.replaces) if prior else frozenset[str]()
    return Plan(
        values=planned.values,
        changed=frozenset(planned.changed),
        differences=_shown(type_, planned, found, replaces),
        replaces=replaces,
        delete_before_replace=bool(replaces) and _delete_first(type_, inputs),
    )


def _given(
    type_: ResourceType, inputs: Mapping[str, Any], configuration: Configuration
) -> dict[str, Any]:
    """Return the inputs with all tags: the newer framework works them out only here."""
    given = {name: value for name, value in inputs.items() if name != DEFAULTS}
    if type_.framework and type_.tagged:
        given["tagsAll"] = configuration.all_tags(given.get("tags"))
    return given


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
    return property_.default


def _differences(type_: ResourceType, planned: Planned) -> dict[str, list[Difference]]:
    return {
        name: list(
            differences(planned.values[name], planned.prior.get(name), type_.properties[name], name)
        )
        for name in planned.changed
    }


def _top(path: str) -> str:
    """Return the top-level property of a path."""
    return path.split(".", 1)[0].split("[", 1)[0]


def _shown(
    type_: ResourceType,
    planned: Planned,
    found: Mapping[str, list[Difference]],
    replaces: frozenset[str],
) -> tuple[Difference, ...]:
    """Return the differences as the rules of the type left them, in the schema's order."""
    out: list[Difference] = []
    for name in type_.properties:
        if name not in planned.changed:
            continue
        items = found.get(name) or [Difference(name, "UPDATE", False)]
        if name not in replaces:
            items = [replace(item, force_new=False) for item in items]
        elif not any(item.force_new for item in items):
            items = [replace(item, force_new=True) for item in items]
        out += items
    return tuple(out)


def _refuse(type_: ResourceType, planned: Planned, configuration: Configuration) -> None:
    region = planned.values.get("region")
    if type_.regional and isinstance(region, str) and region:
        own, wanted = partition(configuration.region), partition(region)
        if own != wanted:
            summary = "Invalid Region Value: " if type_.framework else ""
            raise PlanRefused(
                f"{summary}partition ({wanted}) for per-resource Region ({region}) is not the "
                f"provider's configured partition ({own})"
            )
    reasons = list(refusals(type_.token, planned))
    if reasons:
        raise PlanRefused("\n".join(reasons))


def _delete_first(type_: ResourceType, inputs: Mapping[str, Any]) -> bool:
    """Return whether the replacement must wait: a given name can exist only once."""
    defaults, auto = inputs.get(DEFAULTS), type_.auto_name
    given = (
        not type_.framework
        and auto is not None
        and isinstance(defaults, list)
        and auto.property in inputs
        and auto.property not in defaults
    )
    return type_.delete_before_replace or given
