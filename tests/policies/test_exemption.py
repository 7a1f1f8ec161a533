"""Exemptions: used, expired, unused, forbidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aurora.errors import BadInput
from policies.environment import Environment
from policies.exemption import Exemptions, load
from policies.judge import Judge
from policies.registry import rules
from policies.rule import Level, Rule, Verdict
from tests.policies.sketches import estate
from tests.policies.test_rules import environment_of

TODAY = date(2026, 11, 25)
ENTRY = """
[[exemption]]
rule = "{rule}"
resource = "{resource}"
reason = "moving next month"
owner = "platform"
expires = {expires}
"""


def written(tmp_path: Path, **values: str) -> Path:
    fields = {
        "rule": "aurora-cluster-deletion-protection",
        "resource": "clus*",
        "expires": "2026-12-31",
    }
    path = tmp_path / "exemptions.toml"
    path.write_text(ENTRY.format(**{**fields, **values}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "rule", [r for r in rules().values() if not r.never_exempt], ids=lambda rule: rule.id
)
def test_every_other_rule_can_be_exempt(rule: Rule, tmp_path: Path) -> None:
    path = written(tmp_path, rule=rule.id, resource="*")
    found = list(Judge((rule,), environment_of(rule)).everything(estate(rule.bad)))
    applied = list(load(path, rules(), TODAY).apply(found))
    assert found
    assert {finding.verdict for finding in applied} == {Verdict.EXEMPT}
    assert {finding.level for finding in applied} == {Level.ADVISORY}
    assert all("platform" in finding.message for finding in applied)


@pytest.mark.parametrize(
    "rule", [r for r in rules().values() if r.never_exempt], ids=lambda rule: rule.id
)
def test_some_rules_are_never_exempt(rule: Rule, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing can be exempt"):
        load(written(tmp_path, rule=rule.id), rules(), TODAY)


def judged() -> tuple[Judge, Rule]:
    rule = rules()["aurora-cluster-deletion-protection"]
    return Judge((rule,), Environment.PRODUCTION), rule


def test_an_expired_one_no_longer_counts_and_is_a_finding(tmp_path: Path) -> None:
    judge, rule = judged()
    exemptions = load(written(tmp_path, expires="2026-11-24"), rules(), TODAY)
    found = tuple(judge.everything(estate(rule.bad)))
    assert [f.verdict for f in exemptions.apply(found)] == [Verdict.VIOLATION]
    assert ["expired" in f.message for f in exemptions.review(found, "urn")] == [True]


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    judge, rule = judged()
    exemptions = load(written(tmp_path, expires="2026-11-25"), rules(), TODAY)
    found = tuple(judge.everything(estate(rule.bad)))
    assert [f.verdict for f in exemptions.apply(found)] == [Verdict.EXEMPT]
    assert list(exemptions.review(found, "urn")) == []


def test_an_unused_one_is_a_finding(tmp_path: Path) -> None:
    judge, rule = judged()
    exemptions = load(written(tmp_path, resource="other"), rules(), TODAY)
    found = tuple(judge.everything(estate(rule.bad)))
    assert ["nothing matches" in f.message for f in exemptions.review(found, "urn")] == [True]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": "no-such-rule"}, "no rule"),
        ({"expires": '"soon"'}, "no date"),
        ({"resource": ""}, "resource is missing"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, values: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        load(written(tmp_path, **values), rules(), TODAY)


def test_no_file_is_no_exemption(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", rules(), TODAY) == Exemptions((), TODAY)
