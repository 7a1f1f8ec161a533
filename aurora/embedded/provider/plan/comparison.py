"""Whether two values are the same to the provider, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from aurora.embedded.provider.calls.policy_document import equivalent
from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.normalise import normalise
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["Difference", "differences", "planned_value", "same"]

PROTOCOLS: Final = {"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


@dataclass(frozen=True)
class Difference:
    """One place where a plan differs from the prior state.

    Attributes:
        path: Property path, such as `rules[0].name`.
        kind: `ADD`, `DELETE` or `UPDATE`.
        force_new: Whether a property on the path replaces when it changes.
    """

    path: str
    kind: str
    force_new: bool


def _instant(old: str, new: str) -> bool:
    try:
        return datetime.fromisoformat(old) == datetime.fromisoformat(new)
    except (ValueError, TypeError):
        return False


def _protocol(text: str) -> str:
    return PROTOCOLS.get(text.lower(), text.lower())


IGNORES: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "same-letters": lambda old, new: str(old).lower() == str(new).lower(),
    "same-instant": _instant,
    "same-protocol": lambda old, new: _protocol(str(old)) == _protocol(str(new)),
    "same-key": lambda old, new: str(old).endswith(f"key/{new}") or str(new).endswith(f"key/{old}"),
    "provisioned-or-empty": lambda old, new: old == "provisioned" and empty(new),
    "removed": lambda old, new: not empty(old) and empty(new),
    "standard-storage": lambda old, new: empty(old) and new == "aurora",
    "intelligent-tiering": lambda old, new: not empty(old) and new == "Intelligent-Tiering",
}
"""Differences that do not count, by the facts' word for them: of the stored and the new value."""


def planned_value(given: Any, prior: Any, property_: Property) -> Any:
    """Return what is planned for a given value: the prior one where both mean the same."""
    value = normalise(given, property_)
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, dict) and property_.properties:
        before = prior if isinstance(prior, dict) else {}
        return _planned_object(value, before, property_.properties)
    if isinstance(value, list) and property_.properties:
        value = _planned_list(value, prior if isinstance(prior, list) else [], property_)
    return value if prior is None or not same(value, prior, property_) else prior


def _planned_object(
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


def _planned_list(value: list[Any], prior: list[Any], property_: Property) -> list[Any]:
    """Return a list of objects, each completed from the prior one that it stands for."""
    left = list(prior)
    out = []
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            out.append(item)
            continue
        match = _counterpart(item, left, property_) if property_.set else None
        if match is None and not property_.set and index < len(prior):
            match = prior[index]
        elif match is not None:
            left.remove(match)
        before = match if isinstance(match, dict) else {}
        out.append(_planned_object(item, before, property_.properties))
    return out


def _counterpart(item: Mapping[str, Any], prior: list[Any], property_: Property) -> Any:
    """Return the prior item of a set that a given one stands for."""
    for candidate in prior:
        if isinstance(candidate, dict):
            completed = _planned_object(item, candidate, property_.properties)
            if _hash(completed, property_) == _hash(candidate, property_):
                return candidate
    return None


def same(value: Any, prior: Any, property_: Property) -> bool:
    """Return whether a planned value is the prior one to the provider."""
    if value is UNKNOWN:
        return False
    if empty(value) and empty(prior):
        return True
    if property_.ignore in IGNORES and IGNORES[property_.ignore](prior, value):
        return True
    if property_.normalise == "policy" and isinstance(value, str) and isinstance(prior, str):
        return equivalent(value, prior)
    prior = normalise(prior, property_)
    if isinstance(value, list) and isinstance(prior, list):
        if property_.set:
            return sorted(_hash(i, property_) for i in value) == sorted(
                _hash(i, property_) for i in prior
            )
        return len(value) == len(prior) and all(
            _same_item(one, other, property_) for one, other in zip(value, prior, strict=True)
        )
    return _same_item(value, prior, property_)


def _same_item(value: Any, prior: Any, property_: Property) -> bool:
    if isinstance(value, dict) and isinstance(prior, dict) and property_.properties:
        return all(
            same(value.get(name), prior.get(name), nested)
            for name, nested in property_.properties.items()
        )
    return value == prior


def _hash(item: Any, property_: Property) -> str:
    """Return the identity of an item of a set: its values without zeros, or those that count."""
    return json.dumps(_significant(item, property_.hash), sort_keys=True, default=str)


def _significant(value: Any, only: tuple[str, ...] = ()) -> Any:
    if isinstance(value, dict):
        return {
            key: _significant(item)
            for key, item in value.items()
            if not empty(item) and (not only or key in only)
        }
    if isinstance(value, list):
        return sorted((_significant(item) for item in value), key=str)
    return value


def differences(
    value: Any, prior: Any, property_: Property, path: str, force_new: bool = False
) -> Iterator[Difference]:
    """Yield where a planned value differs from the prior one, as deep as the schema goes."""
    if same(value, prior, property_):
        return
    force_new = force_new or property_.force_new
    if isinstance(value, dict) and isinstance(prior, dict) and property_.properties:
        found = list(_in_object(value, prior, property_, path, force_new))
        if found:
            yield from found
            return
    if isinstance(value, list) and isinstance(prior, list) and not property_.set:
        for index in range(max(len(value), len(prior))):
            one = value[index] if index < len(value) else None
            other = prior[index] if index < len(prior) else None
            if not _same_item(one, other, property_):
                yield from _item(one, other, property_, f"{path}[{index}]", force_new)
        return
    nested = any(p.force_new for p in property_.properties.values())
    kind = (
        "ADD" if empty(prior) else "DELETE" if empty(value) and value is not UNKNOWN else "UPDATE"
    )
    yield Difference(path, kind, force_new or nested)


def _in_object(
    value: Mapping[str, Any],
    prior: Mapping[str, Any],
    property_: Property,
    path: str,
    force_new: bool,
) -> Iterator[Difference]:
    for name, nested in property_.properties.items():
        yield from differences(
            value.get(name), prior.get(name), nested, f"{path}.{name}", force_new
        )


def _item(
    value: Any, prior: Any, property_: Property, path: str, force_new: bool
) -> Iterator[Difference]:
    if isinstance(value, dict) and isinstance(prior, dict):
        yield from _in_object(value, prior, property_, path, force_new)
        return
    kind = "ADD" if prior is None else "DELETE" if value is None else "UPDATE"
    nested = any(p.force_new for p in property_.properties.values())
    yield Difference(path, kind, force_new or nested)
