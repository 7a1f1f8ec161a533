"""Inputs that a read finds: after a refresh, and at an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.plan.check import refused
from aurora.embedded.provider.plan.comparison import absent, same
from aurora.embedded.provider.plan.conversion import DEFAULTS, empty
from aurora.embedded.provider.plan.exclusions import members
from aurora.embedded.provider.schema import Property, ResourceType

__all__ = ["imported_inputs", "refreshed_inputs"]

Properties = Mapping[str, Property]


def refreshed_inputs(
    inputs: Mapping[str, Any], state: Mapping[str, Any], properties: Properties
) -> dict[str, Any]:
    """Return the inputs of a resource, or of an object inside, after a refresh.

    Only what is there already takes the state's value; what vanished is taken away; what is the
    same but for its spelling stays. A value that moved away from its default is no default any
    more.
    """
    out: dict[str, Any] = {}
    moved: set[str] = set()
    for name, value in inputs.items():
        property_ = properties.get(name)
        if name == DEFAULTS or property_ is None or property_.write_only:
            out[name] = value
            continue
        found = state.get(name)
        if found is None and not empty(value):
            moved.add(name)
            continue
        out[name] = _refreshed(value, found, property_)
        if not same(value, found, property_):
            moved.add(name)
    if isinstance(out.get(DEFAULTS), list):
        out[DEFAULTS] = [name for name in out[DEFAULTS] if name not in moved]
    return out


def _refreshed(value: Any, found: Any, property_: Property) -> Any:
    if isinstance(value, dict) and isinstance(found, dict) and property_.properties:
        return refreshed_inputs(value, found, property_.properties)
    if isinstance(value, list) and isinstance(found, list) and property_.properties:
        pairs = _pairs(value, found, property_)
        return [_refreshed(one, other, property_) for one, other in pairs]
    if same(value, found, property_, ignoring=False):
        return value
    return found


def _pairs(value: list[Any], found: list[Any], property_: Property) -> list[tuple[Any, Any]]:
    """Return items of the inputs with their counterparts; those that have none are left out."""
    if not property_.set:
        return list(zip(value, found, strict=False))
    scores = sorted(
        (-_likeness(one, other), i, j)
        for i, one in enumerate(value)
        for j, other in enumerate(found)
    )
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in scores:
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return [(value[i], found[matched[i]]) for i in sorted(matched)]


def _likeness(one: Any, other: Any) -> int:
    """Return how much two items have in common: one for a shared key, two more for its value."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return 3 if one == other else 0
    shared = one.keys() & other.keys() - {DEFAULTS}
    return sum(3 if one[key] == other[key] else 1 for key in shared)


def imported_inputs(type_: ResourceType, state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs of a resource that was found by its id.

    They are every settable property whose value is neither the provider's default nor a zero; of
    properties that exclude each other the alphabetically first; and none that the provider itself
    would refuse and can do without.
    """
    inputs = _settable(state, type_.properties, not type_.framework)
    inputs = _without_conflicts(inputs, type_.properties)
    for refusal in list(refused(type_, inputs)):
        property_ = type_.properties.get(refusal.name)
        if property_ and property_.optional and property_.computed:
            inputs.pop(refusal.name, None)
    return inputs


def _settable(state: Mapping[str, Any], properties: Properties, marked: bool) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in sorted(state):
        property_ = properties.get(name)
        if property_ is None or not property_.settable or property_.write_only:
            continue
        value = _inside(state[name], property_, marked)
        if property_.required or not (absent(value, property_) or value == property_.default):
            out[name] = value
    if marked:
        out[DEFAULTS] = []
    return out


def _inside(value: Any, property_: Property, marked: bool) -> Any:
    if not property_.properties:
        return value
    if isinstance(value, dict):
        return _settable(value, property_.properties, marked)
    if isinstance(value, list):
        return [_inside(item, property_, marked) for item in value]
    return value


def _without_conflicts(inputs: Mapping[str, Any], properties: Properties) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in sorted(inputs):
        property_ = properties.get(name)
        others = members(property_.conflicts_with, properties) if property_ else ()
        if not any(other in out for other in others if other != name):
            out[name] = inputs[name]
    return out
