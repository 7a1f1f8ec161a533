"""Engines and their major versions: families, ports, how long each is supported."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts

__all__ = [
    "AS_OF",
    "ENGINES",
    "Major",
    "advised",
    "default_port",
    "form",
    "label",
    "major_of",
    "majors",
]

ENGINES = ("aurora-mysql", "aurora-postgresql")

AS_OF: datetime.date = facts("versions")["source"]["date"]
"""The day of which the version facts are true; nothing here reads a clock."""


@dataclass(frozen=True, kw_only=True)
class Major:
    """A major version of an engine.

    Attributes:
        engine: `aurora-mysql` or `aurora-postgresql`.
        name: `8.0`, `8.4`, `16`.
        family: The parameter group family.
        standard_support: Last day of standard support; None when no source says.
        extended_support: Last day of Extended Support; None when no source says.
        assumed: Which of the two dates no source gives.
        lts: The minor versions with long-term support, as prefixes.
        source: Where the dates are written.
    """

    engine: str
    name: str
    family: str
    standard_support: datetime.date | None = None
    extended_support: datetime.date | None = None
    assumed: tuple[str, ...] = ()
    lts: tuple[str, ...] = ()
    source: str

    def past_standard_support(self, day: datetime.date = AS_OF) -> bool:
        """Tell whether standard support has ended by that day."""
        return self.standard_support is not None and self.standard_support < day


def label(engine: str) -> str:
    """Return the engine's name in words: `Aurora MySQL`."""
    return facts("engines")[engine]["label"]


def default_port(engine: str) -> int:
    """Return the port of a cluster that names none."""
    return facts("engines")[engine]["port"]


def advised(engine: str) -> str:
    """Return the version to start with today: the newest with long-term support."""
    return facts("engines")[engine]["advised"]


@cache
def majors(engine: str) -> dict[str, Major]:
    """Return the engine's major versions by name, oldest first."""
    return {
        name: Major(
            engine=engine,
            name=name,
            **(entry | {key: tuple(entry.get(key, ())) for key in ("assumed", "lts")}),
        )
        for name, entry in facts("engines")[engine]["majors"].items()
    }


def major_of(engine: str, name: str) -> Major | None:
    """Return the major version that a version belongs to, be the version known or not."""
    numbers = re.match(r"\d+\.\d+" if engine == "aurora-mysql" else r"\d+", name)
    return majors(engine).get(numbers.group()) if numbers else None


def form(engine: str) -> str:
    """Return what a version of the engine looks like: `8.0.mysql_aurora.3.x.y`."""
    return facts("engines")[engine]["form"]
