"""The regions that have Aurora."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts

__all__ = ["Region", "nearest", "region", "regions"]


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region.

    Attributes:
        name: `us-east-1`.
        title: `US East (N. Virginia)`.
        partition: `aws`, `aws-cn` or `aws-us-gov`: a global database stays within one.
        zones: Availability Zones that most accounts can use; 3 unless known to be fewer.
        zone_letters: Letters of those zones; not always a, b and c.
    """

    name: str
    title: str
    partition: str = "aws"
    zones: int = 3
    zone_letters: str = "abc"


@cache
def regions() -> dict[str, Region]:
    """Return every region by name."""
    return {
        name: Region(name=name, **entry)
        for name, entry in facts("regions").items()
        if name != "source"
    }


def region(name: str) -> Region | None:
    """Return a region; None when AWS has none of that name."""
    return regions().get(name)


def nearest(name: str) -> tuple[str, ...]:
    """Return up to three regions that are spelt like the name."""
    return tuple(difflib.get_close_matches(name.lower(), regions(), 3, 0.6))
