"""Where rules are registered, and what a rule on a plan works on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["PLANS", "REFUSALS", "Planned", "plans", "refuses"]


@dataclass
class Planned:
    """A plan while a rule looks at it.

    Attributes:
        inputs: The new checked inputs.
        prior: The prior state; empty at create.
        values: The planned values by property.
        changed: Properties that differ from the prior state.
        replaces: Changed properties that replace the resource.
    """

    inputs: Mapping[str, Any]
    prior: Mapping[str, Any]
    values: dict[str, Any]
    changed: set[str] = field(default_factory=set)
    replaces: set[str] = field(default_factory=set)

    def keep(self, name: str) -> None:
        """Drop a change: the prior value stays."""
        self.changed.discard(name)
        self.replaces.discard(name)
        self.values[name] = self.prior.get(name)


Refusal = Callable[[Planned], Iterator[str]]
Rule = Callable[[Planned], None]

REFUSALS: dict[str, Refusal] = {}
PLANS: dict[str, Rule] = {}


def refuses(token: str) -> Callable[[Refusal], Refusal]:
    """Register a function that yields why plans of a type are refused."""

    def register(rule: Refusal) -> Refusal:
        REFUSALS[token] = rule
        return rule

    return register


def plans(token: str) -> Callable[[Rule], Rule]:
    """Register a function that changes plans of a type."""

    def register(rule: Rule) -> Rule:
        PLANS[token] = rule
        return rule

    return register
