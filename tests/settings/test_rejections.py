"""Configurations of which it is known what real AWS, or the provider, does with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load(Path(__file__).with_name("rejections.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_verdict(judge, name):
    case = CASES[name]
    found = judge(case["kind"], case["changes"])
    # An accepted configuration may be commented on; a refusal or a warning must be one.
    accepted = case["verdict"] == "accept" and found.word == "warn"
    assert found.word == case["verdict"] or accepted, found.text
    assert all(word.lower() in found.text.lower() for word in case["words"]), found.text
    assert "not-so-secret" not in found.text
