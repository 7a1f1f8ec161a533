"""Check: what a program gives, completed with defaults and names, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.conversion import convert_all
from aurora.embedded.provider.plan.exclusions import exclusions
from aurora.embedded.provider.plan.names import PREFIXES, automatic_name
from aurora.embedded.provider.plan.rules import refusals
from aurora.embedded.provider.plan.validation import problems
from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

__all__ = ["DEFAULTS", "Checked", "Request", "check"]

DEFAULTS: Final = "__defaults"


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
    inputs = convert_all(_documents(given, type_.properties), type_.properties)
    filled = _fill(request, inputs)
    if type_.regional and "region" not in inputs:
        inputs["region"] = configuration.region
    unknown_keys = [name for name in inputs if name not in type_.properties]
    failures = [
        *_unknown(request, unknown_keys),
        *_walk(request, inputs, type_.properties, ""),
        *(("", _at(reason, request, "")) for reason in refusals(type_.token, inputs, request.old)),
    ]
    if type_.tagged:
        inputs["tagsAll"] = configuration.all_tags(inputs.get("tags", {}))
    if not type_.framework:
        inputs = _marked(inputs, type_.properties, filled)
    return Checked(inputs, tuple(dict.fromkeys(failures)))


def _fill(request: Request, inputs: dict[str, Any]) -> list[str]:
    """Fill in defaults and the automatic name; return the names of what was filled in."""
    type_, filled = request.type, []
    old_defaults = request.old.get(DEFAULTS)
    conflicting = {
        other for name in inputs if (p := type_.properties.get(name)) for other in p.conflicts_with
    }
    auto = type_.auto_name
    for name, property_ in type_.properties.items():
        if name in inputs or not property_.settable or property_.terraform in conflicting:
            continue
        if auto and name == auto.property:
            value = _name(request, inputs)
        elif property_.default and not property_.deprecated:
            value = property_.default
        else:
            continue
        if value is None:
            continue
        if name in request.old and (old_defaults is None or name in old_defaults):
            value = request.old[name]
        inputs[name] = value
        filled.append(name)
    return filled


def _name(request: Request, inputs: Mapping[str, Any]) -> str | None:
    auto = request.type.auto_name
    if auto is None or any(prefix in inputs for prefix in PREFIXES):
        return None
    old_defaults = request.old.get(DEFAULTS)
    if auto.property in request.old and (old_defaults is None or auto.property in old_defaults):
        return request.old[auto.property]  # an update keeps the name
    return automatic_name(request.type, request.name, request.seed, inputs, request.proposal)


def _documents(given: Mapping[str, Any], properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return the inputs with policy objects written as JSON, as the layer does for some types."""
    out = dict(given)
    for name, value in given.items():
        property_ = properties.get(name)
        if property_ and property_.type == "document" and isinstance(value, (dict, list)):
            out[name] = (
                UNKNOWN
                if _any_unknown(value)
                else json.dumps(value, sort_keys=True, separators=(",", ":"))
            )
    return out


def _any_unknown(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_any_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(_any_unknown(item) for item in value)
    return value is UNKNOWN


def _unknown(request: Request, names: list[str]) -> Iterator[tuple[str, str]]:
    if not request.type.framework:  # the newer framework drops unknown keys without a word
        for name in names:
            yield "", f"Invalid or unknown key. Examine values at '{request.name}.{name}'."


def _walk(
    request: Request, values: Mapping[str, Any], properties: Mapping[str, Property], path: str
) -> Iterator[tuple[str, str]]:
    """Yield the failures of an object and of everything inside it."""
    for name, property_ in properties.items():
        where = f"{path}{name}"
        if name not in values:
            if property_.required:
                yield _missing(request, property_, where)
            continue
        value = values[name]
        if not property_.settable and value is not UNKNOWN:
            yield (
                "",
                _at(
                    "Value for unconfigurable attribute. Can't configure a value for "
                    f'"{property_.terraform}": its value will be decided automatically based on '
                    "the result of applying this configuration.",
                    request,
                    where,
                ),
            )
            continue
        for reason in problems(value, property_):
            yield "", _at(reason, request, where)
        yield from _inside(request, value, property_, where)
    for reason in exclusions(properties, values):
        yield "", _at(reason, request, path.rstrip("."))


def _inside(
    request: Request, value: Any, property_: Property, where: str
) -> Iterator[tuple[str, str]]:
    if not property_.properties:
        return
    if isinstance(value, dict):
        yield from _walk(request, value, property_.properties, f"{where}.")
        for key in value:
            if key not in property_.properties and not request.type.framework:
                yield (
                    "",
                    f"Invalid or unknown key. Examine values at '{request.name}.{where}.{key}'.",
                )
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from _walk(request, item, property_.properties, f"{where}[{index}].")


def _missing(request: Request, property_: Property, where: str) -> tuple[str, str]:
    if request.type.framework:
        return where, f"Missing required property '{where}'"
    return "", _at(
        f'Missing required argument. The argument "{property_.terraform}" is required, but no '
        "definition was found.",
        request,
        where,
    )


def _at(reason: str, request: Request, where: str) -> str:
    path = f"{request.name}.{where}" if where else request.name
    return f"{reason}. Examine values at '{path}'."


def _marked(
    values: Mapping[str, Any], properties: Mapping[str, Property], filled: list[str]
) -> dict[str, Any]:
    """Return inputs with the list of what was filled in, in every object."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        property_ = properties.get(name)
        nested = property_.properties if property_ else {}
        out[name] = _nested(value, nested) if nested else value
    out[DEFAULTS] = sorted(filled)
    return out


def _nested(value: Any, properties: Mapping[str, Property]) -> Any:
    if isinstance(value, list):
        return [_nested(item, properties) for item in value]
    if not isinstance(value, dict):
        return value
    filled = [
        name
        for name, p in properties.items()
        if name not in value and p.settable and p.default and not p.properties
    ]
    completed = {**value, **{name: properties[name].default for name in filled}}
    return _marked(completed, properties, filled)
