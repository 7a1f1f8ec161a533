"""Logic that the facts cannot say as data: one function a type and purpose, registered by token."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from aurora.embedded.provider.plan.rules.registry import PLANS, REFUSALS, Planned

__all__ = ["Planned", "adjust", "refusals"]


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


def refusals(token: str, planned: Planned) -> Iterator[str]:
    """Yield why the provider refuses a plan."""
    _load()
    rule = REFUSALS.get(token)
    if rule:
        yield from rule(planned)


def adjust(token: str, planned: Planned) -> None:
    """Let the type's own rule change a plan: force a replacement, drop a change, mark unknowns."""
    _load()
    rule = PLANS.get(token)
    if rule:
        rule(planned)
