"""Events of RDS that can be subscribed to."""

from __future__ import annotations

from aurora.catalogue.data import facts

__all__ = ["categories", "source_types", "subscribed"]


def source_types() -> tuple[str, ...]:
    """Return the source types, as the API spells them."""
    return tuple(name for name in facts("events") if name != "source")


def categories(source_type: str) -> tuple[str, ...]:
    """Return the categories of a source type."""
    return tuple(facts("events")[source_type]["categories"])


def subscribed(source_type: str) -> tuple[str, ...]:
    """Return the categories that the platform subscribes to; empty when it does not."""
    return tuple(facts("events")[source_type]["subscribed"])
