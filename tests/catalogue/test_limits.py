"""Ranges and quotas."""

from __future__ import annotations

import pytest

from aurora.catalogue import limits


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("backup-retention-days", (1, 35), (0, 36)),
        ("acu", (0, 0.5, 256), (0.3, 256.5, -0.5)),
        ("acu-maximum", (1, 256), (0.5,)),
        ("auto-pause-seconds", (300, 86400), (299, 86401)),
        ("performance-insights-days", (7, 31, 465, 713, 731), (0, 94, 732)),
        ("monitoring-interval-seconds", (0, 1, 60), (2, 45)),
        ("alarm-period-seconds", (60, 300), (0, 10, 90)),
        ("promotion-tier", (0, 15), (16,)),
        ("global-other-regions", (0, 10), (11,)),
        ("database-insights-advanced-days", (465, 731), (7,)),
        ("custom-endpoints", (5,), (6,)),
    ],
)
def test_limit(name, taken, refused):
    found = limits.limit(name)
    assert all(found.allows(value) for value in taken)
    assert not any(found.allows(value) for value in refused)


def test_limits_say_themselves():
    assert str(limits.limit("backup-retention-days")) == "1 to 35 days"
    assert str(limits.limit("acu")) == "0 to 256 ACU in steps of 0.5"
    assert str(limits.limit("custom-endpoints")) == "at most 5 endpoints"
    assert str(limits.limit("database-insights-advanced-days")) == "465 or more days"
    assert str(limits.limit("monitoring-interval-seconds")).startswith("0, 1, 5, 10")
