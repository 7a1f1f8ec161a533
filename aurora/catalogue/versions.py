"""Engine versions: which AWS creates clusters of, which it no longer does."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from aurora.catalogue.data import facts
from aurora.catalogue.engines import Major, advised, major_of, majors

__all__ = ["Status", "Version", "nearest", "number", "version", "versions"]


class Status(StrEnum):
    """Whether AWS creates clusters of a version."""

    OFFERED = "offered"
    DISPUTED = "disputed"
    RETIRED = "retired"


@dataclass(frozen=True, kw_only=True)
class Version:
    """One engine version, or a major version alone (AWS then picks the minor).

    Attributes:
        engine: The engine.
        name: As the API spells it.
        major: Its major version.
        number: Sorts within the engine: (8, 0, 3, 10, 3), (16, 11).
        status: Whether AWS creates clusters of it.
        exact: False for a major version alone.
        limitless: A version of Aurora PostgreSQL Limitless.
    """

    engine: str
    name: str
    major: Major
    number: tuple[int, ...]
    status: Status
    exact: bool = True
    limitless: bool = False

    @property
    def lts(self) -> bool:
        """Whether the version has long-term support."""
        if not self.exact:
            return False
        minor = self.name.rpartition("mysql_aurora.")[2]
        return any(minor == line or minor.startswith(f"{line}.") for line in self.major.lts)


def number(name: str) -> tuple[int, ...]:
    """Return the numbers of a version string, major version first, to compare with."""
    return tuple(int(part) for part in re.findall(r"\d+", name.replace(".mysql_aurora", "")))


@cache
def versions(engine: str) -> dict[str, Version]:
    """Return every version that was ever offered, by name, oldest first."""
    listed = [
        (name, Status(status))
        for status in Status
        for name in facts("versions")[engine][status.value]
    ]
    found: dict[str, Version] = {}
    for name, status in sorted(listed, key=lambda item: number(item[0])):
        major = major_of(engine, name)
        if major:
            found[name] = Version(
                engine=engine,
                name=name,
                major=major,
                number=number(name),
                status=status,
                limitless=name.endswith("-limitless"),
            )
    return found


def version(engine: str, name: str) -> Version | None:
    """Return a version; a major version alone stands for the newest offered; None when unknown."""
    known = versions(engine).get(name)
    if known or name not in majors(engine):
        return known
    offered = offered_of(engine, majors(engine)[name])
    return replace(offered[-1], name=name, exact=False) if offered else None


def nearest(engine: str, name: str) -> tuple[str, ...]:
    """Return up to three offered versions: of the same major, or spelt alike, or ours."""
    major = major_of(engine, name)
    if major:
        return tuple(entry.name for entry in offered_of(engine, major)[-3:]) or (advised(engine),)
    offered = [e.name for e in versions(engine).values() if e.status is Status.OFFERED]
    return tuple(difflib.get_close_matches(name, offered, 3, 0.6)) or (advised(engine),)


def offered_of(engine: str, major: Major) -> tuple[Version, ...]:
    """Return the versions of a major that AWS offers for ordinary clusters, oldest first."""
    return tuple(
        entry
        for entry in versions(engine).values()
        if entry.major == major and entry.status is Status.OFFERED and not entry.limitless
    )
