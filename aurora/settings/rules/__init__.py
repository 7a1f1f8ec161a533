"""What must hold across the fields of a stack, as tables of rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aurora.settings.environments import Settings
from aurora.settings.fault import Fault, Path
from aurora.settings.rules import (
    autoscaling,
    backup,
    database,
    engine,
    instances,
    members,
    network,
    observability,
    parameters,
    serverless,
)
from aurora.settings.rules.rule import Rule, Table

__all__ = ["TABLES", "all_rules", "faults"]

TABLES: tuple[Table[Any], ...] = (
    *engine.TABLES,
    *parameters.TABLES,
    *database.TABLES,
    *backup.TABLES,
    *observability.TABLES,
    *network.TABLES,
    *instances.TABLES,
    *serverless.TABLES,
    *autoscaling.TABLES,
    *members.TABLES,
)
"""Every table of rules, in the order of a stack file."""


def all_rules() -> tuple[Rule[Any], ...]:
    """Return every rule."""
    return tuple(rule for table in TABLES for rule in table.rules)


def faults(
    settings: Settings, stack: str, broken: frozenset[Path] = frozenset()
) -> Iterator[Fault]:
    """Yield everything that is wrong with settings whose form is right.

    Args:
        settings: The settings, with stand-ins at the broken paths.
        stack: The stack's name, a part of every name in AWS.
        broken: Paths that were faulty in themselves: no rule that reads one of them speaks.
    """
    for table in TABLES:
        yield from table.faults(settings, stack, broken)
