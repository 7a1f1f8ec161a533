from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.lifecycle.estate import Estate


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Generator[Estate]:
    folder: Path = tmp_path_factory.mktemp("estate")
    found = Estate(folder)
    yield found
    found.close()
