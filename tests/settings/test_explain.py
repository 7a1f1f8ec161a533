"""What is said of a field."""

from __future__ import annotations

import pytest

from aurora.settings.explain import explain_field


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "backup.retentionDays",
            ["days", "default: 7", "default: 14", "a change: in place", "https://"],
        ),
        ("aurora:database.name", ["REPLACES THE DATABASE", "it is required"]),
        ("minAcu", ["aurora:serverless.minAcu", "aurora:regions.*.serverless.minAcu", "ACU"]),
        ("emails", ["[]", "in: global"]),
        ("upgrades", ["floor"]),
    ],
)
def test_field_is_explained(name, words):
    told = explain_field(name)
    assert all(word in told for word in words), told


def test_unknown_field_is_not():
    assert explain_field("colour") == ""
