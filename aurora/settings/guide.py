"""Every field of every kind of stack, with what an operator has to know of it."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic.fields import FieldInfo

from aurora.settings.environments import KINDS
from aurora.settings.fault import Path
from aurora.settings.section import About, Section, about

__all__ = ["ANY", "Entry", "children", "entries", "find", "stand_in"]

ANY = "*"
"""Stands in a path for the name of a region."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field of a stack file.

    Attributes:
        path: Its path, `*` for a region's name.
        about: Meaning, unit, default in words, consequence of a change, link.
        field: pydantic's description of it: type, default, constraints.
        section: The model of what is below it; None for a value.
    """

    path: tuple[str, ...]
    about: About
    field: FieldInfo
    section: type[Section] | None = None


def entries(kind: str) -> tuple[Entry, ...]:
    """Return every field of a kind of stack, each section before what is in it."""
    return tuple(walk(KINDS[kind], ()))


def walk(model: type[Section], above: tuple[str, ...]) -> Iterator[Entry]:
    """Yield the fields of a model and of everything below it."""
    for alias, field in children(model).items():
        section, keyed = below(field.annotation)
        path = (*above, alias)
        yield Entry(path=path, about=about(field), field=field, section=section)
        if section:
            yield from walk(section, (*path, ANY) if keyed else path)


@cache
def children(model: type[Section]) -> dict[str, FieldInfo]:
    """Return a model's fields by the name that they have in YAML."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def below(annotation: object) -> tuple[type[Section] | None, bool]:
    """Return the section that a type holds, and whether it holds one for each key of a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation, False
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        found = [below(part) for part in parts]
        return next((pair for pair in found if pair[0]), (None, False))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return below(parts[1])[0], True
    return None, False


def find(kind: str, path: Path) -> Entry | None:
    """Return the field at a path; None when there is none."""
    return next((entry for entry in entries(kind) if matches(entry.path, path)), None)


def matches(pattern: tuple[str, ...], path: Path) -> bool:
    """Tell whether a path is the one of a field."""
    return len(pattern) == len(path) and all(
        want in (ANY, got) for want, got in zip(pattern, path, strict=True)
    )


def stand_in(entry: Entry) -> object:
    """Return a valid value of a field, to go on judging a file after the real one was faulty."""
    if entry.about.example is not None:
        return entry.about.example
    if entry.section is None:
        return entry.field.get_default(call_default_factory=True, validated_data={})
    required = {
        name: field for name, field in children(entry.section).items() if field.is_required()
    }
    return {
        name: stand_in(
            Entry(
                path=(*entry.path, name),
                about=about(field),
                field=field,
                section=below(field.annotation)[0],
            )
        )
        for name, field in required.items()
    }
