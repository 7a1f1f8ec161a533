"""Features by version."""

from __future__ import annotations

import pytest

from aurora.catalogue import features, versions


@pytest.mark.parametrize(
    ("feature", "engine", "name", "has"),
    [
        ("auto-pause", "aurora-postgresql", "14.11", False),
        ("auto-pause", "aurora-postgresql", "14.12", True),
        ("auto-pause", "aurora-postgresql", "16.2", False),
        ("auto-pause", "aurora-postgresql", "17.4", True),
        ("auto-pause", "aurora-postgresql", "12.22", False),
        ("auto-pause", "aurora-mysql", "8.0.mysql_aurora.3.07.1", False),
        ("auto-pause", "aurora-mysql", "8.0.mysql_aurora.3.08.0", True),
        ("auto-pause", "aurora-mysql", "8.4.mysql_aurora.8.4.7", True),
        ("local-write-forwarding", "aurora-postgresql", "16.3", False),
        ("local-write-forwarding", "aurora-postgresql", "16.4", True),
        ("io-optimized", "aurora-postgresql", "14.6", False),
        ("io-optimized", "aurora-postgresql", "14.7", True),
        ("backtrack", "aurora-postgresql", "17.7", False),
        ("backtrack", "aurora-mysql", "8.0.mysql_aurora.3.02.0", False),
        ("backtrack", "aurora-mysql", "8.0.mysql_aurora.3.10.3", True),
        ("blue-green", "aurora-postgresql", "17.4", True),
        ("global-rpo-lag-metric", "aurora-mysql", "8.0.mysql_aurora.3.04.0", True),
        ("global-rpo", "aurora-mysql", "8.0.mysql_aurora.3.10.3", False),
    ],
)
def test_feature(feature, engine, name, has):
    found = versions.version(engine, name)
    assert found is not None
    assert features.supports(feature, found) is has
