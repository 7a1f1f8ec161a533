"""Check: what a program gives, completed with defaults and names, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan import framework, walk
from aurora.embedded.provider.plan.conversion import DEFAULTS, convert_all, empty, holds_unknown
from aurora.embedded.provider.plan.defaults import barred, fill, old_default
from aurora.embedded.provider.plan.names import automatic_name
from aurora.embedded.provider.plan.walk import Refusal
from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

__all__ = ["DEFAULTS", "Checked", "Request", "check", "refused"]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the engine asks to have checked.

    Attributes:
        type: The resource type.
        name: The last part of the URN.
        given: What the program gives, secrets unwrapped.
        old: The old checked inputs; empty for a new resource.
        seed: The engine's seed for automatic names.
        proposal: Mode and name of the engine's own naming configuration.
    """

    type: ResourceType
    name: str
    given: Mapping[str, Any]
    old: Mapping[str, Any] = field(default_factory=dict)
    seed: bytes = b""
    proposal: tuple[str, str] | None = None


@dataclass(frozen=True)
class Checked:
    """The completed inputs and what is wrong: pairs of property (or "") and reason."""

    inputs: dict[str, Any]
    failures: tuple[tuple[str, str], ...]


def check(request: Request, configuration: Configuration) -> Checked:
    """Return the inputs with defaults, name, region and tags filled in, and every failure.

    Raises:
        NoName: No automatic name can be made.
    """
    type_ = request.type
    given = {name: value for name, value in request.given.items() if name != "tagsAll"}
    inputs = convert_all(_shaped(given, type_.properties), type_.properties)
    if type_.regional and "region" not in inputs:
        inputs["region"] = configuration.region
    named = _named(request, inputs)
    failures = tuple(("", _at(refusal, request.name)) for refusal in refused(type_, inputs))
    if type_.framework:
        inputs = {name: value for name, value in inputs.items() if name in type_.properties}
        return Checked(inputs, failures)
    if type_.tagged:
        inputs["tagsAll"] = configuration.all_tags(inputs.get("tags"))
    return Checked(fill(inputs, type_.properties, request.old, named), failures)


def refused(type_: ResourceType, inputs: Mapping[str, Any]) -> Iterator[Refusal]:
    """Yield what the provider refuses in a resource's inputs, without the layer's own parts."""
    own = {name: value for name, value in inputs.items() if name not in (DEFAULTS, "tagsAll")}
    return (framework if type_.framework else walk).walk(own, type_.properties)


def _at(refusal: Refusal, name: str) -> str:
    """Return a refusal with the place behind it, as the Pulumi layer words it."""
    if not refusal.path:
        return refusal.reason
    return f"{refusal.reason}. Examine values at '{name}.{refusal.path}'."


def _named(request: Request, inputs: dict[str, Any]) -> frozenset[str]:
    """Put the automatic name into the inputs where one is due; return the names of such."""
    type_, auto = request.type, request.type.auto_name
    if auto is None or auto.property in inputs or auto.property in barred(inputs, type_.properties):
        return frozenset()
    name = old_default(auto.property, request.old, type_.properties[auto.property])
    if name is None:  # an update keeps the name
        name = automatic_name(type_, request.name, request.seed, inputs, request.proposal)
    inputs[auto.property] = name
    return frozenset((auto.property,))


def _shaped(given: Mapping[str, Any], properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return what is given in the shapes that the provider takes.

    Policy objects become JSON where the layer accepts them; policies of a role that are empty
    count as none.
    """
    out = dict(given)
    for name, value in given.items():
        property_ = properties.get(name)
        if property_ is None:
            continue
        if property_.type == "document" and isinstance(value, dict):
            out[name] = UNKNOWN if holds_unknown(value) else _document(value)
        elif property_.skip_empty and isinstance(value, list):
            out[name] = [item for item in value if not _blank(item, property_.skip_empty)]
    return out


def _document(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _blank(item: Any, name: str) -> bool:
    return isinstance(item, dict) and name in item and empty(item[name])
