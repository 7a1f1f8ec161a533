"""Weekly maintenance windows: reading one, and cutting it into pieces for the instances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["MaintenanceWindow"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY
SHORTEST = 30
"""Minutes of the shortest window that RDS takes."""

FORM = re.compile(
    rf"(?P<day>{'|'.join(DAYS)}):(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class MaintenanceWindow:
    """A weekly window in UTC.

    Attributes:
        start: Minutes from Monday 00:00.
        minutes: Its length.
    """

    start: int
    minutes: int

    @classmethod
    def read(cls, text: str) -> MaintenanceWindow | None:
        """Return the window that `sun:04:00-sun:06:00` says; None when the text says none."""
        ends = [FORM.fullmatch(end) for end in text.split("-")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            return None
        start, end = (
            DAYS.index(found["day"].lower()) * DAY + int(found["hour"]) * 60 + int(found["minute"])
            for found in ends
            if found
        )
        return cls(start, (end - start) % WEEK)

    def __str__(self) -> str:
        """Return the window as RDS takes it."""
        return f"{clock(self.start)}-{clock(self.start + self.minutes)}"

    def staggered(self, keys: Sequence[str]) -> dict[str, str]:
        """Return a piece of the window for each instance, the first key's last.

        The instances of a cluster then restart one after another, and the one that was made as
        the writer after its readers. Where the window has too few half hours, readers share.

        Args:
            keys: The instances, the writer's first.
        """
        pieces = max(1, self.minutes // SHORTEST)
        length = self.minutes // min(pieces, max(1, len(keys)))
        last = min(pieces, len(keys)) - 1
        before = max(1, last)
        places = {key: place % before for place, key in enumerate(keys[1:])}
        return {
            key: str(MaintenanceWindow(self.start + places.get(key, last) * length, length))
            for key in keys
        }


def clock(minutes: int) -> str:
    """Return a minute of the week as `sun:04:00`."""
    day, minute = divmod(minutes % WEEK, DAY)
    return f"{DAYS[day]}:{minute // 60:02}:{minute % 60:02}"
