"""The instances that a stack file describes, by key."""

from __future__ import annotations

from aurora.settings import Readers, Writer
from components import Instance

__all__ = ["instances"]


def instances(writer: Writer | None, readers: Readers | None) -> dict[str, Instance]:
    """Return the instances by key: 1, 2, 3 and so on, the writer's first.

    The key says nothing of the role: after a failover another instance writes. Key 1 has the
    first claim to it.
    """
    classes = [(writer.class_, 0)] if writer else []
    if readers:
        classes += [(readers.class_, readers.promotion_tier)] * readers.count
    return {
        str(number): Instance(class_=class_, promotion_tier=tier)
        for number, (class_, tier) in enumerate(classes, start=1)
    }
