"""Engine versions: which a read keeps, which is newer."""

from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.rds_versions import is_newer, kept_version


@pytest.mark.parametrize(
    ("written", "running", "pending", "kept"),
    [
        ("14", "14.7", "", "14"),
        ("1.3", "1.30", "", "1.30"),
        ("16.8", "16.8", "", "16.8"),
        ("17.7", "16.8", "17.7", "17.7"),
        ("17.7", "16.8", "", "16.8"),
        ("", "16.8", "", "16.8"),
    ],
)
def test_read_keeps_the_written_version_while_it_covers_the_running_one(
    written: str, running: str, pending: str, kept: str
) -> None:
    assert kept_version(written, running, pending) == kept


@pytest.mark.parametrize(
    ("written", "running", "newer"),
    [
        ("16.3", "16.2", True),
        ("16.3", "16.3", False),
        ("16.2", "16.3", False),
        ("14", "14.22", False),
        ("15", "14.22", True),
        ("8.0.mysql_aurora.3.10.0", "8.0.mysql_aurora.3.9.0", True),
        ("8.0.mysql_aurora.3.9.0", "8.0.mysql_aurora.3.10.0", False),
        ("14", "", True),
    ],
)
def test_versions_are_compared_as_numbers(written: str, running: str, newer: bool) -> None:
    assert is_newer(written, running) is newer
