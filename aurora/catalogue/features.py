"""Which engine version has which feature."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts
from aurora.catalogue.engines import ENGINES
from aurora.catalogue.versions import Version, number

__all__ = ["Feature", "feature", "supports"]


@dataclass(frozen=True, kw_only=True)
class Feature:
    """Something that not every version can do.

    Attributes:
        name: Name in `facts/features.toml`.
        title: The feature in words.
        since: By engine, the first version of each major that has it; empty when none ever has.
        assumed: The versions stand in no source that could be read.
        source: Where it is written.
        date: When it was read.
    """

    name: str
    title: str
    since: dict[str, tuple[str, ...]]
    assumed: bool = False
    source: str
    date: datetime.date


@cache
def feature(name: str) -> Feature:
    """Return a feature by name."""
    entry = facts("features")[name]
    return Feature(
        name=name,
        title=entry["title"],
        since={engine: tuple(entry.get(engine, {}).get("since", ())) for engine in ENGINES},
        assumed=entry.get("assumed", False),
        source=entry["source"],
        date=entry["date"],
    )


def supports(name: str, version: Version) -> bool:
    """Tell whether a version has a feature."""
    firsts = [number(first) for first in feature(name).since[version.engine]]
    width = len(number(version.major.name))
    major = version.number[:width]
    same = [first for first in firsts if first[:width] == major]
    if same:
        return version.number >= min(same)
    return bool(firsts) and major > max(first[:width] for first in firsts)
