"""Windows of the day and of the week."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.settings.windows import DAY, WEEK, Window, daily, weekly


def at(text: str) -> Window:
    """Return the window that a text means, which it must."""
    found = daily(text) or weekly(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("03:00-04:00", 60), ("23:30-00:30", 60), ("00:00-23:59", 1439), ("05:00-05:00", 0)],
)
def test_daily(text, minutes):
    assert (at(text).minutes, at(text).every) == (minutes, DAY)


@pytest.mark.parametrize(
    "text", ["", "3:00-4:00", "24:00-01:00", "03:60-04:00", "03:00 - 04:00", "a"]
)
def test_no_daily(text):
    assert daily(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("sun:04:00-sun:05:00", 60),
        ("Sun:23:30-Mon:00:30", 60),
        ("mon:00:00-tue:00:00", DAY),
        ("sat:00:00-mon:00:00", 2 * DAY),
    ],
)
def test_weekly(text, minutes):
    assert (at(text).minutes, at(text).every) == (minutes, WEEK)


@pytest.mark.parametrize("text", ["", "sun:04:00", "04:00-05:00", "dom:04:00-dom:05:00"])
def test_no_weekly(text):
    assert weekly(text) is None


@pytest.mark.parametrize(
    ("backup", "maintenance", "common"),
    [
        ("03:00-04:00", "sun:04:00-sun:05:00", False),
        ("03:00-04:00", "sun:02:00-sun:03:00", False),
        ("03:00-04:00", "sun:03:59-sun:05:00", True),
        ("23:30-00:30", "mon:00:00-mon:01:00", True),
        ("23:30-00:30", "sun:23:00-sun:23:30", False),
        ("12:00-12:30", "sat:23:00-sun:22:00", True),
    ],
)
def test_overlap(backup, maintenance, common):
    assert at(backup).overlaps(at(maintenance)) is common
    assert at(maintenance).overlaps(at(backup)) is common


@given(st.integers(0, DAY - 1), st.integers(1, 300), st.integers(0, WEEK - 1), st.integers(1, DAY))
def test_overlap_is_a_common_minute(start, long, begin, wide):
    backup = Window(start=start, minutes=long, every=DAY)
    maintenance = Window(start=begin, minutes=wide, every=WEEK)
    minutes = {(day * DAY + start + i) % WEEK for day in range(7) for i in range(long)}
    common = any((begin + i) % WEEK in minutes for i in range(wide))
    assert backup.overlaps(maintenance) is common
