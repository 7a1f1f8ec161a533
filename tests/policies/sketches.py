"""Turns a rule's examples into what the engine sends, and into views."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from aurora.values import UNKNOWN, UNKNOWN_ON_THE_WIRE
from policies.estate import Estate
from policies.rule import Sketch
from policies.view import View
from policies.wire import view

ABSENT = object()


def urn(sketch: Sketch, stack: str = "prod") -> str:
    return f"urn:pulumi:{stack}::estate::{sketch.type}::{sketch.name}"


def put(props: dict[str, Any], path: str, value: Any) -> None:
    """Set, or with ABSENT remove, the value at a dotted path."""
    *parents, last = path.split(".")
    for part in parents:
        props = props.setdefault(part, {})
        if not isinstance(props, dict):
            return
    if value is ABSENT:
        props.pop(last, None)
    else:
        props[last] = value


def changed(sketches: tuple[Sketch, ...], values: Mapping[str, Any]) -> tuple[Sketch, ...]:
    """Return the example with properties of its subject set or removed, links included."""
    subject, *others = sketches
    props = copy.deepcopy(dict(subject.props))
    links = dict(subject.links)
    for path, value in values.items():
        links.pop(path, None)
        put(props, path, value)
    return (
        Sketch(
            subject.type,
            subject.name,
            props,
            links,
            subject.protect,
            subject.ignore_changes,
            subject.provider,
        ),
        *others,
    )


def properties(sketch: Sketch) -> dict[str, Any]:
    """Return the properties as at preview: what refers to another resource is unknown."""
    props = copy.deepcopy(dict(sketch.props))
    for path, names in sketch.links.items():
        # Lists of references have plural names in this provider: subnetIds, alarmActions.
        put(props, path, [UNKNOWN] * len(names) if path.endswith("s") else UNKNOWN)
    return props


def dependencies(sketch: Sketch, sketches: Iterable[Sketch]) -> dict[str, tuple[str, ...]]:
    by_name = {other.name: other for other in sketches}
    return {
        path.split(".")[0]: tuple(urn(by_name[name]) for name in names)
        for path, names in sketch.links.items()
    }


def views(sketches: tuple[Sketch, ...]) -> tuple[View, ...]:
    return tuple(
        view(
            type_=sketch.type,
            name=sketch.name,
            urn=urn(sketch),
            props=properties(sketch),
            protect=sketch.protect,
            ignore_changes=sketch.ignore_changes,
            provider=sketch.provider,
            dependencies=dependencies(sketch, sketches),
        )
        for sketch in sketches
    )


def estate(sketches: tuple[Sketch, ...]) -> Estate:
    return Estate(views(sketches))


def wire(value: Any) -> Any:
    """Return a value as the engine writes it."""
    if value is UNKNOWN:
        return UNKNOWN_ON_THE_WIRE
    if isinstance(value, Mapping):
        return {key: wire(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [wire(item) for item in value]
    return value


def request(sketch: Sketch, sketches: tuple[Sketch, ...], stack: str) -> Any:
    """Return one resource of an `AnalyzeStackRequest`."""
    message = analyzer_pb2.AnalyzerResource(
        type=sketch.type,
        name=sketch.name,
        urn=urn(sketch, stack),
        options=analyzer_pb2.AnalyzerResourceOptions(
            protect=sketch.protect, ignoreChanges=list(sketch.ignore_changes)
        ),
    )
    message.properties.update(wire(properties(sketch)))
    if sketch.provider:
        provider = Struct()
        provider.update(wire(sketch.provider))
        message.provider.properties.CopyFrom(provider)
    for path, urns in dependencies(sketch, sketches).items():
        message.propertyDependencies[path].urns.extend(
            item.replace("urn:pulumi:prod::", f"urn:pulumi:{stack}::") for item in urns
        )
    return message
