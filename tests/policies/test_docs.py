"""The pages under docs/policies are what the rules say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.docs import TOOLS, pages
from policies.framework import frameworks, peers
from policies.registry import rules

ROOT = Path(__file__).parents[2]
WRITTEN = dict(pages())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_current(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text == WRITTEN[name], "run python -m policies.docs"


def test_no_page_is_left_over() -> None:
    assert {f"docs/policies/{path.name}" for path in (ROOT / "docs/policies").glob("*.md")} == {
        name for name in WRITTEN if name != "docs/policies.md"
    }


def test_maps_name_rules_that_exist() -> None:
    for framework in frameworks().values():
        assert framework.rules <= rules().keys(), framework.id
    assert peers().keys() <= rules().keys()
    assert {tool for entry in peers().values() for tool in entry} <= {*TOOLS, "unchecked"}


def test_every_mapping_has_a_source_or_is_marked_as_ours() -> None:
    for framework in frameworks().values():
        text = (ROOT / "policies/frameworks" / f"{framework.id}.toml").read_text(encoding="utf-8")
        mappings = [line for line in text.splitlines() if " = { " in line]
        assert mappings
        assert all("source =" in line or "judgement = true" in line for line in mappings)
