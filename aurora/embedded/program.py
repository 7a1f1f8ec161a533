"""The text of a Python program for resources that `pulumi import` has brought in."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.embedded.pcl import Block, PclError, Reference, Secret, parse
from aurora.embedded.provider.schema import Property, resource_type

__all__ = ["program"]

_OPTIONS: Final = {
    "parent": "parent",
    "pluginDownloadURL": "plugin_download_url",
    "protect": "protect",
    "provider": "provider",
    "retainOnDelete": "retain_on_delete",
    "version": "version",
}
_BOUNDARY: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_STEP: Final = " " * 4
_NO_PROPERTIES: Final[Mapping[str, Property]] = {}


def program(text: str) -> str:
    """Return the program that declares what the engine's text declares.

    Raises:
        PclError: The text has something that the importer does not write.
    """
    blocks = parse(text)
    odd = [block.kind for block in blocks if block.kind not in ("package", "resource")]
    if odd:
        raise PclError(f"the block {odd[0]}")
    resources = [_resource(block) for block in blocks if block.kind == "resource"]
    return "\n".join(["import pulumi", "import pulumi_aws as aws", "", *resources, ""])


def _resource(block: Block) -> str:
    if len(block.labels) != 2:
        raise PclError("a resource without its type")
    name, token = block.labels
    attributes = dict(block.attributes)
    logical = attributes.pop("__logicalName", name)
    type_ = resource_type(token)
    properties = type_.properties if type_ else _NO_PROPERTIES
    arguments = [
        f"{_python(key)}={_written(value, properties.get(key), _STEP)}"
        for key, value in attributes.items()
    ]
    options = [line for inner in block.blocks for line in _options(inner)]
    if options:
        arguments.append(f"opts=pulumi.ResourceOptions({', '.join(options)})")
    lines = "".join(f",\n{_STEP}{argument}" for argument in arguments)
    return f"{_variable(name)} = {_class(token)}({_text(logical)}{lines})"


def _options(block: Block) -> Iterator[str]:
    if block.kind != "options":
        raise PclError(f"the block {block.kind} of a resource")
    for name, value in block.attributes.items():
        if name not in _OPTIONS:
            raise PclError(f"the option {name}")
        yield f"{_OPTIONS[name]}={_written(value, None, _STEP)}"


def _class(token: str) -> str:
    """Return the class of a type: `aws.rds.Cluster`."""
    parts = token.split(":")
    if parts == ["pulumi", "providers", "aws"]:
        return "aws.Provider"
    if len(parts) != 3 or parts[0] != "aws":
        raise PclError(f"the type {token}")
    module = parts[1].partition("/")[0].lower()
    module = f"{module}_" if keyword.iskeyword(module) else module
    return ".".join(("aws", *(() if module == "index" else (module,)), parts[2]))


def _python(name: str) -> str:
    """Return the SDK's name of a property: `kms_key_id`."""
    found = _BOUNDARY.sub("_", name).lower()
    return f"{found}_" if keyword.iskeyword(found) else found


def _variable(name: str) -> str:
    found = re.sub(r"\W", "_", _BOUNDARY.sub("_", name).lower())
    return f"{found}_" if keyword.iskeyword(found) or found in ("aws", "pulumi") else found


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _written(value: Any, property_: Property | None, margin: str) -> str:
    """Return a value as Python writes it; keys of nested properties are the SDK's."""
    inner = margin + _STEP
    match value:
        case Secret():
            return f"pulumi.Output.secret({_written(value.value, property_, margin)})"
        case Reference():
            return _referred(value)
        case str():
            return _text(value)
        case dict():
            nested = property_.properties if property_ else _NO_PROPERTIES
            lines = "".join(
                f"{inner}{_text(_python(key) if key in nested else key)}: "
                f"{_written(item, nested.get(key), inner)},\n"
                for key, item in value.items()
            )
            return f"{{\n{lines}{margin}}}" if lines else "{}"
        case list() if any(isinstance(item, dict | list) for item in value):
            lines = "".join(f"{inner}{_written(item, property_, inner)},\n" for item in value)
            return f"[\n{lines}{margin}]"
        case list():
            return f"[{', '.join(_written(item, property_, margin) for item in value)}]"
        case _:
            return repr(value)


def _referred(reference: Reference) -> str:
    parts = [
        f"[{part!r}]" if isinstance(part, int) else f".{_python(part)}" for part in reference.path
    ]
    return _variable(reference.name) + "".join(parts)
