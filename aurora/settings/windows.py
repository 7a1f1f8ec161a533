"""Times of the week in which AWS works on a cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["DAY", "WEEK", "Window", "daily", "weekly"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAY = 24 * 60
"""Minutes of a day."""

WEEK = 7 * DAY
"""Minutes of a week."""

CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"

DAILY = re.compile(f"{CLOCK}-{CLOCK}")

WEEKLY = re.compile(f"({'|'.join(DAYS)}):{CLOCK}-({'|'.join(DAYS)}):{CLOCK}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of time that comes again.

    Attributes:
        start: Minutes after the beginning of the week, which is Monday 00:00 UTC.
        minutes: How long it lasts.
        every: After how many minutes it comes again: a day or a week.
    """

    start: int
    minutes: int
    every: int

    def overlaps(self, other: Window) -> bool:
        """Tell whether the two ever have a minute in common."""
        return any(
            apart(mine, theirs) < other.minutes or apart(theirs, mine) < self.minutes
            for mine in range(self.start, self.start + WEEK, self.every)
            for theirs in range(other.start, other.start + WEEK, other.every)
        )


def apart(later: int, earlier: int) -> int:
    """Return the minutes from one start to the next time of another."""
    return (later - earlier) % WEEK


def daily(text: str) -> Window | None:
    """Return the window that `03:00-04:00` means; None when it means none."""
    found = DAILY.fullmatch(text)
    if not found:
        return None
    hours = [int(part) for part in found.groups()]
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    return Window(start=start, minutes=(end - start) % DAY, every=DAY)


def weekly(text: str) -> Window | None:
    """Return the window that `sun:04:00-sun:05:00` means; None when it means none."""
    found = WEEKLY.fullmatch(text)
    if not found:
        return None
    day, hour, minute, last, until, then = found.groups()
    start = DAYS.index(day.lower()) * DAY + int(hour) * 60 + int(minute)
    end = DAYS.index(last.lower()) * DAY + int(until) * 60 + int(then)
    return Window(start=start, minutes=(end - start) % WEEK, every=WEEK)
