"""pydantic's errors, told again in the words of a stack file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from aurora.catalogue.retired import retired_key, retired_value
from aurora.settings.environments import KINDS
from aurora.settings.fault import Fault, Path, dotted, shown
from aurora.settings.guide import Entry, children, entries, find
from aurora.settings.section import Section

__all__ = ["retell"]

TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "string_type": "a text",
    "bool_type": "true or false",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "literal_error": "one of the values below",
}
"""pydantic's words for a wrong type, and ours."""

NOWHERE = object()

BOUNDS = {
    "greater_than_equal": "ge",
    "less_than_equal": "le",
    "greater_than": "gt",
    "less_than": "lt",
    "multiple_of": "multiple_of",
}


def retell(kind: str, raw: Mapping[str, object], error: ValidationError) -> list[Fault]:
    """Return the faults behind a validation error, one for each path."""
    by_path: dict[Path, list[Any]] = {}
    for detail in error.errors(include_url=False):
        by_path.setdefault(located(raw, detail), []).append(detail)
    return [fault(kind, raw, path, details) for path, details in by_path.items()]


def located(raw: Mapping[str, object], detail: Any) -> Path:
    """Return the path of an error without the names that pydantic gives to a union's members."""
    loc: Path = tuple(detail["loc"])
    if detail["type"] == "missing":
        return loc
    node: object = raw
    for depth, part in enumerate(loc):
        found = step(node, part)
        if found is NOWHERE:
            return loc[:depth]
        node = found
    return loc


def step(node: object, part: str | int) -> object:
    """Return what stands at one part of a path; NOWHERE when nothing does."""
    if isinstance(node, Mapping):
        return node.get(part, NOWHERE)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return NOWHERE


def fault(kind: str, raw: Mapping[str, object], path: Path, details: list[Any]) -> Fault:
    """Return the fault at a path."""
    detail = details[0]
    entry = find(kind, path)
    if detail["type"] == "extra_forbidden":
        return unknown(kind, path)
    if detail["type"] == "missing":
        return absent(path, entry)
    if detail["type"] in BOUNDS:
        return beyond(path, detail, entry)
    return mistyped(path, details, entry)


def unknown(kind: str, path: Path) -> Fault:
    """Return the fault of a key that a stack file does not have."""
    name = str(path[-1])
    section = model_at(kind, path[:-1])
    known = tuple(children(section)) if section else ()
    written = f"the key {name!r} is unknown in {kind_of(kind, path)}"
    gone = retired_key(name)
    if gone:
        return Fault(
            code="AUR-014", path=path, message=written, remedy=f"write instead: {gone.instead}"
        )
    other = [other for other in KINDS if other != kind and find(other, path)]
    elsewhere = [e.path for e in entries(kind) if e.path[-1] == name]
    close = difflib.get_close_matches(name, known, 1, 0.6)
    if other:
        remedy = f"only a stack with `aurora:environment: {' or '.join(other)}` has it"
    elif elsewhere:
        remedy = "it belongs to " + " or ".join(dotted(where) for where in elsewhere[:2])
    else:
        remedy = f"did you mean {close[0]!r}?" if close else "take it out"
    return Fault(
        code="AUR-001",
        path=path,
        message=written,
        allowed=", ".join(known),
        remedy=remedy,
        meant=tuple(close),
    )


def kind_of(kind: str, path: Path) -> str:
    """Return where a key stands, in words."""
    return f"{dotted(path[:-1])} of a {kind} stack" if path[:-1] else f"a {kind} stack"


def model_at(kind: str, path: Path) -> type[Section] | None:
    """Return the model whose keys stand below a path."""
    if not path:
        return KINDS[kind]
    entry = find(kind, path)
    if entry:
        return entry.section
    # Below a region's name there is no field of that name, but the region's model.
    entry = find(kind, path[:-1])
    return entry.section if entry else None


def absent(path: Path, entry: Entry | None) -> Fault:
    """Return the fault of a required key that is not there."""
    example = "" if entry is None or entry.about.example is None else shown(entry.about.example)
    meaning = f" ({entry.about.meaning.split(':')[0].rstrip('.')})" if entry else ""
    return Fault(
        code="AUR-002",
        path=path,
        message=f"{path[-1]!r} is missing{meaning}",
        remedy=f"add it, for example {path[-1]}: {example}" if example else "add it",
    )


def beyond(path: Path, detail: Any, entry: Entry | None) -> Fault:
    """Return the fault of a number that is too small, too large or between two steps."""
    unit = entry.about.unit if entry else ""
    return Fault(
        code="AUR-005",
        path=path,
        message=f"{shown(detail['input'], path)} is not taken",
        allowed=f"{bounds(entry, detail)}{' ' + unit if unit else ''}",
        remedy=entry.about.meaning if entry else "",
    )


def bounds(entry: Entry | None, detail: Any) -> str:
    """Return all bounds of a field in words, not only the one that was broken."""
    found: dict[str, Any] = {BOUNDS[detail["type"]]: detail["ctx"][BOUNDS[detail["type"]]]}
    for item in entry.field.metadata if entry else ():
        for name in BOUNDS.values():
            value = getattr(item, name, None)
            if value is not None:
                found[name] = value
    if "ge" in found and "le" in found:
        span = f"{found['ge']:g} to {found['le']:g}"
    elif "gt" in found:
        span = f"more than {found['gt']:g}" + (
            f", at most {found['le']:g}" if "le" in found else ""
        )
    elif "le" in found:
        span = f"at most {found['le']:g}"
    else:
        span = f"{found.get('ge', 0):g} or more"
    each = f" in steps of {found['multiple_of']:g}" if found.get("multiple_of") else ""
    return f"{span}{each}"


def mistyped(path: Path, details: list[Any], entry: Entry | None) -> Fault:
    """Return the fault of a value of another type, or of none of the known ones."""
    detail = details[0]
    value = detail["input"]
    key = ".".join(part for part in path if isinstance(part, str))
    gone = retired_value(key, value)
    if gone:
        return Fault(
            code="AUR-014",
            path=path,
            message=f"{shown(value, path)}: {gone.gone}",
            remedy=f"write instead: {gone.instead}",
        )
    if isinstance(value, Mapping) and set(value) == {"secure"}:
        return Fault(
            code="AUR-012",
            path=path,
            message="an encrypted value where the estate is described",
            remedy="write it without --secret; passwords are made by the platform",
        )
    if detail["type"] == "literal_error":
        expected = str(detail["ctx"]["expected"]).replace("'", "")
        close = difflib.get_close_matches(str(value), expected.replace(" or ", ", ").split(", "), 1)
        return Fault(
            code="AUR-004",
            path=path,
            message=f"{shown(value, path)} is not one of the values taken",
            allowed=expected,
            remedy=f"did you mean {close[0]!r}?" if close else "",
        )
    wanted = " or ".join(
        dict.fromkeys(TYPES.get(item["type"], "something else") for item in details)
    )
    return Fault(
        code="AUR-003",
        path=path,
        message=f"{shown(value, path)} is {kind_of_value(value)}, not {wanted}",
        allowed=wanted,
        remedy=quotes(value, wanted, path),
    )


def kind_of_value(value: object) -> str:
    """Return what a value is, in words."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    if isinstance(value, Mapping):
        return "a mapping"
    return "nothing" if value is None else names.get(type(value), "a list")


def quotes(value: object, wanted: str, path: Path) -> str:
    """Return what to do about a value that only its quotes make wrong."""
    if isinstance(value, str) and "number" in wanted:
        return f"write {path[-1]}: with a number and without quotes"
    if isinstance(value, str) and wanted == "true or false":
        return f"write {path[-1]}: true or {path[-1]}: false, without quotes"
    if isinstance(value, int | float) and wanted == "a text":
        return "put it in quotes: YAML reads 16.10 as the number 16.1"
    return ""
