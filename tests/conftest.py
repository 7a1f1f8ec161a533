from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with what takes longest, so that no core waits for the other at the end."""
    items.sort(key=lambda item: item.get_closest_marker("lifecycle") is None)
