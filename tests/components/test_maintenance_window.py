"""Windows: read, written, and cut up so that the writer's comes last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.maintenance_window import SHORTEST, WEEK, MaintenanceWindow


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("sun:04:00-sun:06:00", 120),
        ("Sun:04:00-Sun:05:00", 60),
        ("sun:23:30-mon:00:30", 60),
    ],
)
def test_a_window_is_read_and_written(text: str, minutes: int) -> None:
    window = MaintenanceWindow.read(text)
    assert window is not None
    assert window.minutes == minutes
    assert str(window) == text.lower()


@pytest.mark.parametrize(
    "text", ["", "sun:04:00", "sun:24:00-mon:01:00", "04:00-05:00", "sun:04:00-sun:05:00-sun:06:00"]
)
def test_what_is_no_window_is_none(text: str) -> None:
    assert MaintenanceWindow.read(text) is None


def test_more_instances_than_half_hours_share() -> None:
    window = MaintenanceWindow.read("sun:04:00-sun:05:00")
    assert window is not None
    assert window.staggered(("1", "2", "3")) == {
        "1": "sun:04:30-sun:05:00",
        "2": "sun:04:00-sun:04:30",
        "3": "sun:04:00-sun:04:30",
    }


def test_one_instance_has_it_all() -> None:
    window = MaintenanceWindow.read("sun:04:00-sun:05:00")
    assert window is not None
    assert window.staggered(("1",)) == {"1": "sun:04:00-sun:05:00"}
    assert window.staggered(()) == {}


@given(
    start=st.integers(0, WEEK - 1),
    minutes=st.integers(SHORTEST, 24 * 60),
    count=st.integers(1, 16),
)
def test_every_piece_is_long_enough_and_inside(start: int, minutes: int, count: int) -> None:
    window = MaintenanceWindow(start, minutes)
    pieces = window.staggered([str(number) for number in range(count)])
    assert len(pieces) == count
    for text in pieces.values():
        piece = MaintenanceWindow.read(text)
        assert piece is not None
        assert piece.minutes >= SHORTEST
        assert (piece.start - start) % WEEK + piece.minutes <= minutes
    if count > 1 and minutes >= 2 * SHORTEST:
        others = [text for key, text in pieces.items() if key != "0"]
        assert pieces["0"] not in others, "the writer restarts alone"
