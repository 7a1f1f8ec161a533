"""Turns the engine's messages into views, once a resource however many rules there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.values import Secret, decode_struct
from policies.view import View, plain

__all__ = ["resource_view", "stack_views", "view"]


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
        secret=frozenset(key for key, value in props.items() if isinstance(value, Secret)),
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


def stack_views(request: Any) -> tuple[View, ...]:
    """Return the views of an `AnalyzeStackRequest`."""
    return tuple(resource_view(resource) for resource in request.resources)
