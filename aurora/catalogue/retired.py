"""What AWS no longer takes, or what others spell otherwise, and what to write today."""

from __future__ import annotations

from dataclasses import dataclass

from aurora.catalogue.data import facts

__all__ = ["Retired", "retired_key", "retired_value"]


@dataclass(frozen=True, kw_only=True)
class Retired:
    """Something that is written no more.

    Attributes:
        gone: What happened to it; empty for a key that merely has another name here.
        instead: What to write today.
    """

    gone: str = ""
    instead: str


def retired_value(path: str, value: object) -> Retired | None:
    """Return what became of a value of a key; None when nothing is known of it."""
    found = facts("retired")["values"].get(path, {}).get(value) if isinstance(value, str) else None
    return Retired(**found) if found else None


def retired_key(name: str) -> Retired | None:
    """Return what to write instead of a key; None when nothing is known of it."""
    return next(
        (
            Retired(**entry)
            for known, entry in facts("retired")["keys"].items()
            if bare(known) == bare(name)
        ),
        None,
    )


def bare(name: str) -> str:
    """Return a key without what differs between spellings."""
    return name.lower().replace("_", "").replace("-", "")
