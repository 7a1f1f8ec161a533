"""The package schema that the engine asks for when it writes a program for imported resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aurora.embedded.provider.schema import Property, ResourceType, resource_type, tokens

__all__ = ["package_schema"]

SCALARS: Final = ("string", "integer", "number", "boolean")


def package_schema(version: str) -> dict[str, Any]:
    """Return Pulumi's schema of the types in the facts, with names and types only."""
    types: dict[str, Any] = {}
    resources = {
        token: _resource(type_, types)
        for token in tokens()
        if (type_ := resource_type(token)) is not None
    }
    return {
        "name": "aws",
        "version": version,
        "meta": {"moduleFormat": "(.*)(?:/[^/]*)"},
        "resources": resources,
        "types": types,
    }


def _resource(type_: ResourceType, types: dict[str, Any]) -> dict[str, Any]:
    package, module, class_ = type_.token.split(":")
    prefix = f"{package}:{module.partition('/')[0]}/{class_}"
    made = {name: _type(property_, prefix, types) for name, property_ in type_.properties.items()}
    settable = [name for name, property_ in type_.properties.items() if property_.settable]
    return {
        "properties": made,
        "inputProperties": {name: made[name] for name in settable},
        "requiredInputs": _required(type_.properties),
    }


def _required(properties: Mapping[str, Property]) -> list[str]:
    return sorted(name for name, property_ in properties.items() if property_.required)


def _type(property_: Property, prefix: str, types: dict[str, Any]) -> dict[str, Any]:
    item = {"type": property_.items if property_.items in SCALARS else "string"}
    match property_.type:
        case "list":
            inner = _object(property_, prefix, types) if property_.properties else item
            return {"type": "array", "items": inner}
        case "map":
            return {"type": "object", "additionalProperties": item}
        case "object":
            return _object(property_, prefix, types)
        case "document":
            return {"type": "string"}
        case kind:
            return {"type": kind}


def _object(property_: Property, prefix: str, types: dict[str, Any]) -> dict[str, Any]:
    """Return the reference to a nested type, which is added to the types."""
    full = prefix + property_.name[0].upper() + property_.name[1:]
    token = f"{full}:{full.rpartition('/')[2]}"
    types[token] = {
        "type": "object",
        "properties": {
            name: _type(nested, full, types) for name, nested in property_.properties.items()
        },
        "required": _required(property_.properties),
    }
    return {"$ref": f"#/types/{token}"}
