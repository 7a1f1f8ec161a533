"""Schedule expressions of AWS: how long the longest gap between two runs is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["longest_gap"]

RATE: Final = re.compile(r"rate[(]\s*(\d+)\s+(minute|hour|day|week)s?\s*[)]")
DAYS: Final = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
CRON: Final = re.compile(r"cron[(]([^)]*)[)]")
FIELDS: Final = 6
"""Minutes, hours, day of month, month, day of week, year."""
MONTH, YEAR = 31, 366
ANY: Final = ("*", "?")


def longest_gap(expression: str) -> float:
    """Return the days between two runs of `rate(...)` or `cron(...)`; 0 for any other text.

    A cron expression is read from its days, months and days of the week: `cron(0 4 1 * ? *)` runs
    monthly, so 31.
    """
    text = expression.strip()
    if rate := RATE.fullmatch(text):
        return int(rate.group(1)) * DAYS[rate.group(2)]
    if cron := CRON.fullmatch(text):
        fields = cron.group(1).split()
        if len(fields) == FIELDS:
            return _gap(fields[2], fields[3], fields[4])
    return 0


def _gap(day: str, month: str, weekday: str) -> float:
    months = _runs(month, 12)
    if months < 12:
        return YEAR if months <= 1 else MONTH * 12 / months
    if "#" in weekday or "L" in weekday.upper():
        return 35  # the third Friday, the last Monday: up to five weeks apart
    if weekday not in ANY:
        return 7 / max(1, min(7, _runs(weekday, 7)))
    if day in ANY:
        return 1
    runs = _runs(day, MONTH)
    return MONTH / max(1, runs)


def _runs(field: str, of: int) -> int:
    """Return how many of the values of a field match: all for `*`, 4 of 12 for `*/3`."""
    if field in ANY:
        return of
    total = 0
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if step.isdigit() and int(step):
            total += max(1, of // int(step))
        elif first.isdigit() and last.isdigit():
            total += int(last) - int(first) + 1
        else:
            total += len(range(of)) if span in ANY else (5 if last else 1)
    return total
