"""The JSON schema of stack files, for editors: `python -m aurora.settings.schema`."""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from aurora.catalogue.classes import classes
from aurora.catalogue.engines import ENGINES
from aurora.catalogue.regions import regions
from aurora.catalogue.versions import Status, versions
from aurora.settings.environments import KINDS
from aurora.settings.guide import children
from aurora.settings.section import Section, about
from aurora.settings.stackfile import NAMESPACE

__all__ = ["stack_schema", "text"]


def stack_schema() -> dict[str, Any]:
    """Return the JSON schema of a stack file: of each kind of environment what it may say."""
    _, document = models_json_schema(
        [(model, "validation") for model in KINDS.values()], by_alias=True
    )
    parts: dict[str, Any] = document["$defs"]
    for model in sections():
        if model.__name__ in parts:
            completed(model, parts[model.__name__])
    for model in KINDS.values():
        parts[model.__name__] = config(parts[model.__name__])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Stack file of the Aurora platform",
        "description": "A change of a value does to a running database what its text says.",
        "type": "object",
        "required": ["config"],
        "properties": {
            "config": {
                "type": "object",
                "required": [f"{NAMESPACE}:environment"],
                "properties": {f"{NAMESPACE}:environment": {"enum": list(KINDS)}},
                "allOf": [choice(kind, model) for kind, model in KINDS.items()],
            }
        },
        "$defs": dict(sorted(parts.items())),
    }


def choice(kind: str, model: type[Section]) -> dict[str, Any]:
    """Return the part of the schema that holds for one kind of environment."""
    return {
        "if": {"properties": {f"{NAMESPACE}:environment": {"const": kind}}},
        "then": {"$ref": f"#/$defs/{model.__name__}"},
    }


def config(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a kind's configuration with the namespace before each key."""
    return {
        **schema,
        "properties": {f"{NAMESPACE}:{key}": part for key, part in schema["properties"].items()},
        "required": [f"{NAMESPACE}:{key}" for key in schema["required"]],
        # Keys of other namespaces, such as the provider's, are none of ours.
        "patternProperties": {f"^(?!{NAMESPACE}:).+:": {}},
    }


def sections() -> list[type[Section]]:
    """Return every model."""
    found: list[type[Section]] = []
    rest: list[type[Section]] = [Section]
    while rest:
        model = rest.pop()
        found.append(model)
        rest.extend(model.__subclasses__())
    return found


def completed(model: type[Section], schema: dict[str, Any]) -> None:
    """Name what an editor can offer, and what may be left out because it follows from the rest."""
    properties = schema.get("properties", {})
    for key, values in offers().items():
        if key in properties and properties[key].get("type") == "string":
            # Offered, not required: what is unknown is judged by the program, with a suggestion.
            properties[key]["anyOf"] = [{"enum": values}, {"type": "string"}]
    derived = {key for key, field in children(model).items() if about(field).default}
    if "required" in schema:
        schema["required"] = [key for key in schema["required"] if key not in derived]


def offers() -> dict[str, list[str]]:
    """Return the values that an editor offers, by key."""
    offered = [
        version.name
        for engine in ENGINES
        for version in versions(engine).values()
        if version.status is Status.OFFERED
    ]
    return {
        "region": list(regions()),
        "origin": list(regions()),
        "class": list(classes()),
        "version": offered,
    }


def text() -> str:
    """Return the schema as it is kept in docs/stack.schema.json."""
    return json.dumps(stack_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
