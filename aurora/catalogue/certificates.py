"""Certificate authorities of RDS."""

from __future__ import annotations

from aurora.catalogue.data import facts

__all__ = ["authorities", "default_authority", "retired_authorities"]


def authorities() -> tuple[str, ...]:
    """Return the authorities that AWS still issues certificates of, the default first."""
    listed = facts("certificates")["authorities"]
    usable = [name for name, entry in listed.items() if not entry.get("retired")]
    return tuple(sorted(usable, key=lambda name: not listed[name].get("default", False)))


def default_authority() -> str:
    """Return the authority of an instance that names none."""
    return authorities()[0]


def retired_authorities() -> tuple[str, ...]:
    """Return the authorities that must not be used any more."""
    listed = facts("certificates")["authorities"]
    return tuple(name for name, entry in listed.items() if entry.get("retired"))
