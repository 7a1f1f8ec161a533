"""Nested properties and the nested structures of AWS's requests and answers, by one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aurora.embedded.provider.calls.contract import Properties

__all__ = ["Field", "Names", "decimal", "from_aws", "to_aws"]


@dataclass(frozen=True)
class Field:
    """How one property travels.

    Attributes:
        prop: The Pulumi name.
        names: The table of the block, or of each block of a list.
        zero: What is sent in place of a zero or absent value; None leaves it out.
        as_text: A text in Pulumi, a number in AWS: the text "0" is a value, "" is none.
    """

    prop: str
    names: Names | None = None
    zero: Any = None
    as_text: bool = False


Names = Mapping[str, str | Field]
"""Property by member of AWS's structure; a text stands for a plain `Field`."""


def to_aws(block: Properties, names: Names) -> dict[str, Any]:
    """Return AWS's structure for a block; zero values go out where the table says so."""
    sent: dict[str, Any] = {}
    for member, entry in names.items():
        field = _field(entry)
        value = block.get(field.prop)
        if field.as_text:
            value = None if value in (None, "") else float(value)
        elif not value:
            value = field.zero
        elif field.names is not None:
            value = _each(value, to_aws, field.names)
        if value is not None:
            sent[member] = value
    return sent


def from_aws(structure: Mapping[str, Any], names: Names) -> Properties:
    """Return the properties of AWS's structure; what AWS does not answer is left out."""
    found: Properties = {}
    for member, entry in names.items():
        field = _field(entry)
        value = structure.get(member)
        if value is None:
            continue
        if field.names is not None:
            value = _each(value, from_aws, field.names)
        elif field.as_text:
            value = decimal(value)
        found[field.prop] = value
    return found


def decimal(value: float) -> str:
    """Return the shortest text of a number: 0 for 0.0, 0.5 for 0.5."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _field(entry: str | Field) -> Field:
    return Field(entry) if isinstance(entry, str) else entry


def _each(value: Any, convert: Any, names: Names) -> Any:
    if isinstance(value, list):
        return [convert(item, names) for item in value if item is not None]
    return convert(value, names)
