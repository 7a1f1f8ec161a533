"""Whether two values are the same to the provider."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from aurora.embedded.provider.calls.policy_document import equivalent
from aurora.embedded.provider.plan.conversion import DEFAULTS, convert, empty
from aurora.embedded.provider.plan.normalise import normalise
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["absent", "hashed", "same"]

PROTOCOLS: Final = {"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


def _instant(old: Any, new: Any) -> bool:
    try:
        return datetime.fromisoformat(old) == datetime.fromisoformat(new)
    except (ValueError, TypeError):
        return False


def _protocol(text: str) -> str:
    return PROTOCOLS.get(text.lower(), text.lower())


def _same_key(old: Any, new: Any) -> bool:
    one, other = str(old), str(new)
    return one.endswith(f":key/{other}") or other.endswith(f":key/{one}")


def _none(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


IGNORES: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "same-letters": lambda old, new: str(old).lower() == str(new).lower(),
    "same-instant": _instant,
    "same-protocol": lambda old, new: _protocol(str(old)) == _protocol(str(new)),
    "same-key": _same_key,
    "provisioned-or-empty": lambda old, new: old == "provisioned" and empty(new),
    "removed": lambda old, new: not empty(old) and _none(new),
    "standard-storage": lambda old, new: empty(old) and new == "aurora",
    "intelligent-tiering": lambda old, new: not empty(old) and new == "Intelligent-Tiering",
}
"""Differences that do not count, by the facts' word for them: of the stored and the new value."""


def absent(value: Any, property_: Property) -> bool:
    """Return whether a value counts as none: where zero is a value, only empty ones do."""
    return _none(value) if property_.nullable else empty(value)


def same(value: Any, prior: Any, property_: Property, *, ignoring: bool = True) -> bool:
    """Return whether a planned value is the prior one to the provider.

    Args:
        value: The planned value.
        prior: The value in the state.
        property_: Their property.
        ignoring: Whether the property's own rule of what does not count is asked, which a change
            behind the program's back is not.
    """
    if value is UNKNOWN:
        return False
    if absent(value, property_) and absent(prior, property_):
        return True
    ignore = IGNORES.get(property_.ignore)
    if ignoring and prior is not None and ignore and ignore(prior, value):
        return True
    if property_.normalise == "policy" and isinstance(value, str) and isinstance(prior, str):
        return equivalent(value, prior)
    before = normalise(convert(prior, property_) if property_.settable else prior, property_)
    after = normalise(value, property_)
    if isinstance(after, list) and isinstance(before, list):
        if property_.set:
            return _hashes(after, property_) == _hashes(before, property_)
        return len(after) == len(before) and all(
            _same_item(one, other, property_) for one, other in zip(after, before, strict=True)
        )
    return _same_item(after, before, property_)


def _same_item(value: Any, prior: Any, property_: Property) -> bool:
    if isinstance(value, dict) and isinstance(prior, dict) and property_.properties:
        return all(
            same(value.get(name), prior.get(name), nested)
            for name, nested in property_.properties.items()
        )
    if isinstance(value, bool) or isinstance(prior, bool):
        return value is prior
    return value is not UNKNOWN and value == prior


def _hashes(items: list[Any], property_: Property) -> list[str]:
    return sorted({hashed(item, property_) for item in items})


def hashed(item: Any, property_: Property) -> str:
    """Return the identity of an item of a set: what it says, or the part of it that counts."""
    return json.dumps(_significant(item, property_, property_.hash), sort_keys=True, default=str)


def _significant(item: Any, property_: Property, only: tuple[str, ...] = ()) -> Any:
    """Return an item without zeros and computed parts; lists whose order does not count sorted."""
    if not isinstance(item, dict) or not property_.properties:
        return item
    out = {}
    for name, nested in property_.properties.items():
        value = item.get(name)
        if absent(value, nested) or not nested.settable or (only and name not in only):
            continue
        out[name] = _part(normalise(value, nested), nested)
    return {key: value for key, value in out.items() if key != DEFAULTS}


def _part(value: Any, property_: Property) -> Any:
    if property_.normalise == "policy" and isinstance(value, str):
        return normalise(value, property_)
    if isinstance(value, list):
        items = [_significant(item, property_, property_.hash) for item in value]
        unordered = property_.set or property_.normalise == "sorted"
        return sorted(items, key=_text) if unordered else items
    return _significant(value, property_)


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
