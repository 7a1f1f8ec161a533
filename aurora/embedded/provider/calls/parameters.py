"""Request parameters from resource properties."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Properties

__all__ = ["added", "given", "removed"]


def given(properties: Properties, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters whose property is set and not a zero value.

    The real provider leaves out what it cannot tell from unset: empty texts, false, 0 and empty
    collections. A parameter that must go out even so is put in by the caller.

    Args:
        properties: The inputs.
        names: Property by parameter (`{"CidrBlock": "cidrBlock"}`).
    """
    return {
        parameter: properties[name] for parameter, name in names.items() if properties.get(name)
    }


def added(old: Any, new: Any) -> list[Any]:
    """Return the entries of a new collection that the old one lacks, in their order."""
    known = {_key(entry) for entry in old or []}
    return [entry for entry in new or [] if _key(entry) not in known]


def removed(old: Any, new: Any) -> list[Any]:
    """Return the entries of an old collection that the new one lacks, in their order."""
    return added(new, old)


def _key(entry: Any) -> str:
    return json.dumps(entry, sort_keys=True)
