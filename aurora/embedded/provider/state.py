"""What a resource's state holds after an operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.conversion import DEFAULTS, convert
from aurora.embedded.provider.plan.planning import adopted
from aurora.embedded.provider.schema import ResourceType
from aurora.values import UNKNOWN

__all__ = ["after_change", "after_failed_create", "after_failed_update", "after_read"]

Values = Mapping[str, Any]


def after_change(
    type_: ResourceType, call: Call, planned: Values, found: Values, configuration: Configuration
) -> dict[str, Any]:
    """Return the state after a create or update: planned, then learnt by it, then read."""
    known = {**_known(planned), **call.state}
    return _finished(type_, call, _read_over(type_, known, found), configuration)


def after_failed_create(
    type_: ResourceType, call: Call, planned: Values, found: Values, configuration: Configuration
) -> dict[str, Any]:
    """Return the state of a thing that a failed create left behind.

    AWS's values stand in it, so that the next update finds what is missing. A secret that AWS does
    not tell is left out: it may not have been set, and is sent again.
    """
    known = {
        name: value
        for name, value in _known(planned).items()
        if (property_ := type_.properties.get(name)) is None
        or not property_.sensitive
        or property_.force_new
    }
    return _finished(type_, call, _read_over(type_, {**known, **call.state}, found), configuration)


def after_failed_update(
    type_: ResourceType, call: Call, found: Values, configuration: Configuration
) -> dict[str, Any]:
    """Return the state after a failed update: the prior one, then what AWS says now."""
    known = {**call.prior, **call.state}
    return _finished(type_, call, _read_over(type_, known, found), configuration)


def after_read(
    type_: ResourceType, call: Call, found: Values, configuration: Configuration
) -> dict[str, Any]:
    """Return the state after a refresh or an import: AWS's values in the known spelling."""
    state = _read_over(type_, {**call.prior, **call.state}, found)
    if type_.tagged and "tagsAll" in found and "tags" not in found:
        given = {**_mapping(call.prior.get("tags")), **_mapping(call.inputs.get("tags"))}
        own = configuration.own_tags(_mapping(found["tagsAll"]), given)
        if own or "tags" in call.prior or not call.prior:
            state["tags"] = own
    return _finished(type_, call, state, configuration)


def _known(planned: Values) -> dict[str, Any]:
    return {
        name: _resolved(value)
        for name, value in planned.items()
        if value is not UNKNOWN and value is not None
    }


def _resolved(value: Any) -> Any:
    """Return a value without what is not known inside it and without the layer's own keys."""
    if isinstance(value, dict):
        return {
            key: _resolved(item)
            for key, item in value.items()
            if item is not UNKNOWN and item is not None and key != DEFAULTS
        }
    if isinstance(value, list):
        return [_resolved(item) for item in value if item is not UNKNOWN]
    return value


def _read_over(type_: ResourceType, known: Values, found: Values) -> dict[str, Any]:
    """Return the known values with what a read found; None takes a value away."""
    state = dict(known)
    for name, value in found.items():
        property_ = type_.properties.get(name)
        if property_ is None:
            state[name] = value
            continue
        if property_.settable:
            value = convert(value, property_)
        state[name] = adopted(value, known.get(name), property_)
    return state


def _finished(
    type_: ResourceType, call: Call, state: Values, configuration: Configuration
) -> dict[str, Any]:
    out = {
        name: value
        for name, value in state.items()
        if value is not None and name not in type_.write_only and name != DEFAULTS
    }
    if type_.regional:
        out.setdefault("region", call.region)
    if type_.tagged:
        tags = _mapping(out.get("tagsAll"))
        out["tagsAll"] = {k: v for k, v in tags.items() if not configuration.ignored(k)}
    out["id"] = call.id
    return out


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
