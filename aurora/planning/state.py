"""Reads what `pulumi stack export` writes: a deployed stack as the policies see it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aurora.errors import BadInput, Problem
from aurora.values import SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN, Secret
from policies.environment import stack_of
from policies.identity import IDENTITY
from policies.view import View
from policies.wire import view

__all__ = ["State", "read"]


@dataclass(frozen=True)
class State:
    """A deployed stack.

    Attributes:
        stack: Its name, as its URNs say it; empty for a stack without resources.
        views: Its resources, the stack itself and providers included.
    """

    stack: str
    views: tuple[View, ...]


def read(path: Path) -> State:
    """Return the state in a file.

    Inputs are judged, as in a plan; outputs only add the names by which resources know each other.
    A secret that is still encrypted counts as given and unknown.

    Raises:
        BadInput: The file is no exported state (AUR-403).
    """
    resources = [entry for entry in _resources(path) if _lives(entry)]
    providers = {
        f"{entry['urn']}::{entry.get('id', '')}": _decode(entry.get("inputs", {}))
        for entry in resources
        if entry["type"].startswith("pulumi:providers:")
    }
    views = tuple(_view(entry, providers) for entry in resources)
    return State(next((stack_of(view.urn) for view in views), ""), views)


def _resources(path: Path) -> list[dict[str, Any]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        # A file of a local backend holds the same one level deeper.
        deployment = document.get("deployment") or document["checkpoint"]["latest"]
        found = (deployment or {}).get("resources") or []
        return [entry for entry in found if entry["urn"] and entry["type"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(
            Problem(
                code="AUR-403",
                message="it is no exported state",
                where=path.name,
                allowed="what pulumi stack export writes",
                remedy="pulumi stack export --stack STACK --file state.json",
            )
        ) from None


def _lives(entry: Mapping[str, Any]) -> bool:
    """Return whether the stack owns the resource, and will after the next `up`."""
    return not entry.get("delete") and not entry.get("external")


def _view(entry: Mapping[str, Any], providers: Mapping[str, Mapping[str, Any]]) -> View:
    urn: str = entry["urn"]
    props, outputs = _decode(entry.get("inputs", {})), _decode(entry.get("outputs", {}))
    names = IDENTITY.get(entry["type"], ())
    known = {name: outputs[name] for name in names if name in outputs and name not in props}
    if "id" in names and entry.get("id"):
        known["id"] = entry["id"]
    return view(
        type_=entry["type"],
        name=urn.rpartition("::")[2],
        urn=urn,
        props={**props, **known},
        protect=bool(entry.get("protect")),
        ignore_changes=tuple(entry.get("ignoreChanges") or ()),
        provider=providers.get(entry.get("provider", ""), {}),
        dependencies={
            key: tuple(urns) for key, urns in (entry.get("propertyDependencies") or {}).items()
        },
    )


def _decode(properties: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_items(properties))


def _items(properties: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in properties.items():
        if key not in ("__defaults", "__meta"):
            yield key, _value(value)


def _value(value: Any) -> Any:
    match value:
        case dict() if value.get(SIGNATURE_KEY) == SECRET_SIGNATURE:
            clear = value.get("plaintext")
            return Secret(UNKNOWN if clear is None else _value(json.loads(clear)))
        case dict():
            return _decode(value)
        case list():
            return [_value(item) for item in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value
