"""The facts have sources."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from aurora.catalogue import classes

FACTS = sorted((Path(classes.__file__).parent / "facts").glob("*.toml"))

SOURCED_BY_ENTRY = {"engines", "features", "limits"}


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_facts_have_a_source_and_a_date(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if path.stem in SOURCED_BY_ENTRY:
        sources = [(entry["source"], entry["date"]) for entry in table.values()]
    else:
        sources = [(table["source"]["text"], table["source"]["date"])]
    assert all(source and isinstance(date, datetime.date) for source, date in sources)
