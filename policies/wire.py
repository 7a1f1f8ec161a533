"""Turns the engine's messages into views, once a resource however many rules there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from aurora.values import UNKNOWN, decode_struct
from policies.identity import IDENTITY
from policies.view import View, hidden, plain

__all__ = ["resource_view", "stack_view", "view"]

SHORTEST: Final = 3
"""Characters from which a secret text is masked in messages; a shorter one hides nothing."""


def view(
    *,
    type_: str,
    name: str,
    urn: str,
    props: Mapping[str, Any],
    protect: bool = False,
    ignore_changes: tuple[str, ...] = (),
    provider: Mapping[str, Any] | None = None,
    dependencies: Mapping[str, tuple[str, ...]] | None = None,
) -> View:
    """Return the view of a resource whose properties are decoded (see `aurora.values`)."""
    return View(
        type=type_,
        name=name,
        urn=urn,
        props={key: plain(value) for key, value in props.items()},
        hidden=frozenset(text for text in hidden(dict(props)) if len(text) >= SHORTEST),
        protect=protect,
        ignore_changes=ignore_changes,
        provider={key: plain(value) for key, value in (provider or {}).items()},
        dependencies=dependencies or {},
    )


def resource_view(request: Any) -> View:
    """Return the view of an `AnalyzeRequest` or of one resource of an `AnalyzeStackRequest`."""
    dependencies = getattr(request, "propertyDependencies", {})
    return view(
        type_=request.type,
        name=request.name,
        urn=request.urn,
        props=decode_struct(request.properties),
        protect=request.options.protect,
        ignore_changes=tuple(request.options.ignoreChanges),
        provider=decode_struct(request.provider.properties),
        dependencies={key: tuple(value.urns) for key, value in dependencies.items()},
    )


def stack_view(resource: Any, inputs: View | None) -> View:
    """Return the view of one resource of an `AnalyzeStackRequest`.

    For the whole stack the engine sends outputs: what the program left out then looks as if it had
    been given, or as unknown. So the rules go on to see the inputs, as they came with `Analyze`;
    outputs fill in what was unknown, and the names by which others refer to the resource.

    Args:
        resource: The engine's message.
        inputs: The resource as `Analyze` saw it; None in an analysis of a state.
    """
    outputs = resource_view(resource)
    if inputs is None:
        return outputs
    props = {
        name: outputs.props.get(name, value) if _unknown(value) else value
        for name, value in inputs.props.items()
    }
    for name in IDENTITY.get(outputs.type, ()):
        if name not in props and name in outputs.props:
            props[name] = outputs.props[name]
    return replace(outputs, props=props, hidden=outputs.hidden | inputs.hidden)


def _unknown(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(_unknown(item) for item in value)
    return value is UNKNOWN
