"""The regions that AWS has: a request to another one meets no endpoint there."""

from __future__ import annotations

from functools import cache

from botocore.loaders import create_loader

__all__ = ["known_region"]


def known_region(name: str) -> bool:
    """Whether there is such a region, or one of the names that stand for a whole partition."""
    return name in _names()


@cache
def _names() -> frozenset[str]:
    partitions = create_loader().load_data("partitions")["partitions"]
    return frozenset(name for partition in partitions for name in partition["regions"])
