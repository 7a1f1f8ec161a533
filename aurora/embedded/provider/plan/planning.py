"""What a property is planned to be, from what the program gives and what the state holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.plan.comparison import hashed, same
from aurora.embedded.provider.plan.conversion import DEFAULTS
from aurora.embedded.provider.plan.normalise import normalise
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["adopted", "planned_value"]


def planned_value(given: Any, prior: Any, property_: Property) -> Any:
    """Return what is planned for a given value: the prior one where both mean the same."""
    value = normalise(given, property_)
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, dict) and property_.properties:
        value = _object(value, prior if isinstance(prior, dict) else {}, property_.properties)
    elif isinstance(value, list) and property_.properties:
        value = _list(value, prior if isinstance(prior, list) else [], property_)
    return value if prior is None or not same(value, prior, property_) else prior


def _object(
    value: Mapping[str, Any], prior: Mapping[str, Any], properties: Mapping[str, Property]
) -> dict[str, Any]:
    """Return an object with what it leaves out: defaults, and what AWS decided."""
    out: dict[str, Any] = {}
    for name, property_ in properties.items():
        if name in value:
            out[name] = planned_value(value[name], prior.get(name), property_)
        elif property_.computed and name in prior:
            out[name] = prior[name]
        elif property_.default is not None:
            out[name] = property_.default
    return out


def _list(value: list[Any], prior: list[Any], property_: Property) -> list[Any]:
    """Return a list of objects, each completed from the prior one that it stands for."""
    left = list(prior)
    out = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            out.append(item)
            continue
        before: Any = None
        if not property_.set:
            before = prior[index] if index < len(prior) else None
        else:
            before = _counterpart(item, left, property_)
            if before is not None:
                left.remove(before)
        known = before if isinstance(before, dict) else {}
        out.append(_object(item, known, property_.properties))
    return out


def _counterpart(item: Mapping[str, Any], prior: list[Any], property_: Property) -> Any:
    """Return the prior item of a set that a given one stands for."""
    plain = hashed(_object(item, {}, property_.properties), property_)
    for candidate in prior:
        if isinstance(candidate, dict) and hashed(candidate, property_) == plain:
            return candidate
    for candidate in prior:
        if isinstance(candidate, dict):
            completed = _object(item, candidate, property_.properties)
            if hashed(completed, property_) == hashed(candidate, property_):
                return candidate
    return None


def adopted(found: Any, known: Any, property_: Property) -> Any:
    """Return what the state holds after a read: AWS's value, in the program's spelling.

    Where AWS's value means the same as the known one, that stays, completed with what only AWS
    knows.
    """
    if found is None or known is None or known is UNKNOWN:
        return found
    if not same(found, known, property_, ignoring=_spelling(property_)):
        return found
    return _completed(found, known, property_)


def _spelling(property_: Property) -> bool:
    """Return whether the property's rule is about spelling, which counts for what AWS says too."""
    return property_.ignore.startswith("same-")


def _completed(found: Any, known: Any, property_: Property) -> Any:
    if not property_.properties:
        return known
    if isinstance(found, dict) and isinstance(known, dict):
        nested = property_.properties
        spelled = {
            name: adopted(found.get(name, value), value, nested[name]) if name in nested else value
            for name, value in known.items()
            if name != DEFAULTS
        }
        return {**found, **spelled}
    if isinstance(found, list) and isinstance(known, list):
        left = list(found)
        out = []
        for item in known:
            match = _match(item, left, property_)
            if match is not None:
                left.remove(match)
            out.append(item if match is None else _completed(match, item, property_))
        return out
    return known


def _match(item: Any, found: list[Any], property_: Property) -> Any:
    if not property_.set:
        return found[0] if found else None
    wanted = hashed(item, property_)
    return next((other for other in found if hashed(other, property_) == wanted), None)
