"""What `aurora explain` says of a field of a stack file."""

from __future__ import annotations

from collections.abc import Mapping

from aurora.settings.environments import KINDS
from aurora.settings.fault import dotted
from aurora.settings.guide import Entry, entries

__all__ = ["explain_field"]


def explain_field(name: str) -> str:
    """Return what an operator has to know of a field; empty when no kind of stack has it.

    Args:
        name: A path (`backup.retentionDays`, with or without `aurora:`) or its last part.
    """
    wanted = name.removeprefix("aurora:")
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        for entry in entries(kind):
            if wanted in (".".join(entry.path), entry.path[-1]):
                found.setdefault(described(entry), []).append(kind)
    return "\n\n".join(f"{text}\n  in: {', '.join(kinds)}" for text, kinds in found.items())


def described(entry: Entry) -> str:
    """Return the lines of one field."""
    about, field = entry.about, entry.field
    default = about.default
    if not default:
        required = field.is_required()
        default = (
            "none, it is required"
            if required
            else shown(field.get_default(call_default_factory=True, validated_data={}))
        )
    lines = {
        "unit": about.unit,
        "default": "" if entry.section else default,
        "example": "" if entry.section else shown(about.example),
        "a change": f"{about.change}",
        "see": about.link,
    }
    told = [f"  {label}: {text}" for label, text in lines.items() if text]
    return "\n".join([f"{dotted(entry.path)}: {about.meaning}", *told])


def shown(value: object) -> str:
    """Return a value as it is written in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(dict(value)) if isinstance(value, Mapping) else str(value)
