"""How long the longest gap of a schedule is."""

from __future__ import annotations

import pytest

from policies.schedule import longest_gap


@pytest.mark.parametrize(
    ("expression", "days"),
    [
        ("rate(30 days)", 30),
        ("rate(1 day)", 1),
        ("rate(12 hours)", 0.5),
        ("rate(4 weeks)", 28),
        (" rate( 10 days ) ", 10),
        ("cron(0 4 * * ? *)", 1),
        ("cron(0 4 ? * SUN *)", 7),
        ("cron(0 4 ? * MON,THU *)", 3.5),
        ("cron(0 4 ? * MON-FRI *)", 1.4),
        ("cron(0 4 1 * ? *)", 31),
        ("cron(0 4 1,15 * ? *)", 15.5),
        ("cron(0 4 ? * SUN#1 *)", 35),
        ("cron(0 4 1 */3 ? *)", 93),
        ("cron(0 4 1 1/6 ? *)", 186),
        ("cron(0 4 1 1 ? *)", 366),
        ("cron(0 4 1 1,7 ? *)", 186),
        ("", 0),
        ("every day", 0),
        ("cron(0 4)", 0),
    ],
)
def test_the_longest_gap(expression: str, days: float) -> None:
    assert longest_gap(expression) == pytest.approx(days)
