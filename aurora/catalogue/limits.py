"""Ranges and quotas: what AWS takes as a number."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts

__all__ = ["Limit", "limit", "limits"]


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A range, a set of choices or a quota.

    Attributes:
        name: Name in `facts/limits.toml`.
        unit: Unit of the number, for messages.
        low: Smallest value; None when there is none.
        high: Largest value; None when there is none.
        step: Only multiples of it are taken; None for any.
        choices: The only values; empty when it is a range.
        default: What AWS does when nothing is said; None when no source says.
        adjustable: AWS raises the quota on request.
        source: Where it is written.
        date: When it was read.
    """

    name: str
    unit: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[int, ...] = ()
    default: float | None = None
    adjustable: bool = False
    source: str
    date: datetime.date

    def allows(self, value: float) -> bool:
        """Tell whether AWS takes the value."""
        if self.choices:
            return value in self.choices
        above = self.low is None or value >= self.low
        below = self.high is None or value <= self.high
        return above and below and (not self.step or value % self.step == 0)

    def __str__(self) -> str:
        """Return the allowed values in words: `1 to 35 days`."""
        if self.choices:
            return f"{', '.join(map(str, self.choices))} {self.unit}"
        if self.high is None:
            span = f"{self.low:g} or more"
        elif self.low is None:
            span = f"at most {self.high:g}"
        else:
            span = f"{self.low:g} to {self.high:g}"
        step = f" in steps of {self.step:g}" if self.step else ""
        return f"{span} {self.unit}{step}"


@cache
def limits() -> dict[str, Limit]:
    """Return every limit by name."""
    return {
        name: Limit(name=name, **(entry | {"choices": tuple(entry.get("choices", ()))}))
        for name, entry in facts("limits").items()
    }


def limit(name: str) -> Limit:
    """Return one limit; a KeyError means that no source gives it."""
    return limits()[name]
