"""Each rule: broken, it speaks, with its severity and words; near misses are silent."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from aurora.settings.rules import all_rules

CASES = yaml.safe_load(Path(__file__).with_name("rule_cases.yaml").read_text(encoding="utf-8"))
BROKEN, SILENT = CASES["broken"], CASES["silent"]

ELSEWHERE = {"AUR-036", "AUR-068", "AUR-097", "AUR-098", "AUR-099"}
"""Rules that are tested below and not in the table."""

OTHERS = (
    "us-east-2",
    "us-west-2",
    "ca-central-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "ap-south-1",
)


def regions(*others: str, readers: int = 1) -> dict[str, object]:
    """Return the regions of a global database, each with a range of its own."""
    return {
        name: {
            "network": {"cidr": f"10.{number}.0.0/16", "allowedCidrs": ["10.0.0.0/8"]},
            "readers": {"class": "db.r6g.large", "count": readers if number == 0 else 1},
            **({"writer": {"class": "db.r6g.large"}} if number == 0 else {}),
        }
        for number, name in enumerate(("us-east-1", *others))
    }


@pytest.mark.parametrize("case", BROKEN, ids=[f"{c['code']}-{n}" for n, c in enumerate(BROKEN)])
def test_broken_rule_speaks(judge, case):
    found = judge(case["kind"], case["changes"])
    assert found.word == case["verdict"], found.text
    told = "\n".join(str(p) for p in found.problems if p.code == case["code"]).lower()
    assert told, found.text
    assert all(word.lower() in told for word in case["words"]), told


@pytest.mark.parametrize("case", SILENT, ids=range(len(SILENT)))
def test_near_miss_is_silent(judge, case):
    assert judge(case["kind"], case["changes"]).text == ""


def test_every_rule_has_a_case():
    assert {rule.code for rule in all_rules()} == {case["code"] for case in BROKEN} | ELSEWHERE


def test_severity_belongs_to_the_code():
    severities: dict[str, set[str]] = {}
    for rule in all_rules():
        severities.setdefault(rule.code, set()).add(rule.severity)
    assert all(len(found) == 1 for found in severities.values())
    assert len({rule.name for rule in all_rules()}) == len(all_rules())


def test_ten_other_regions_are_taken_and_eleven_are_not(judge):
    assert judge("global", {"regions": regions(*OTHERS[:10], readers=5)}).text == ""
    assert judge("global", {"regions": regions(*OTHERS[:10], readers=6)}).codes == {"AUR-017"}
    found = judge("global", {"regions": regions(*OTHERS)})
    assert found.word == "refuse"
    assert found.codes == {"AUR-097"}
    assert "at most 10" in found.text


def test_one_region_is_no_global_database(judge):
    found = judge("global", {"regions": regions()})
    assert (found.word, found.codes) == ("warn", {"AUR-098"})


def test_partitions_do_not_mix(judge):
    found = judge("global", {"regions": regions("cn-north-1")})
    assert found.word == "refuse"
    assert "AUR-099" in found.codes
    assert "aws-cn" in found.text


def test_fifty_tags_and_long_values(judge):
    assert judge("production", {"tags": {f"k{n}": "v" * 256 for n in range(50)}}).text == ""
    assert judge("production", {"tags": {f"k{n}": "v" for n in range(51)}}).codes == {"AUR-042"}
    assert judge("production", {"tags": {"k": "v" * 257}}).codes == {"AUR-042"}


def test_sixty_sources_fit_a_security_group(judge):
    ranges = [f"10.{number}.0.0/16" for number in range(61)]
    assert judge("production", {"network.allowedCidrs": ranges[:60]}).text == ""
    found = judge("production", {"network.allowedCidrs": ranges})
    assert (found.word, found.codes) == ("warn", {"AUR-068"})


def test_stack_name_is_part_of_every_identifier(judge):
    assert judge("production", stack="Prod_1").codes == {"AUR-036"}


@pytest.mark.parametrize("kind", ["production", "development", "global"])
def test_plain_stack_is_silent(judge, kind):
    assert judge(kind).text == ""


def test_rule_keeps_silent_where_what_it_reads_is_faulty(judge):
    found = judge(
        "development", {"serverless": {"minAcu": "0", "maxAcu": 4}, "engine.version": "14.6"}
    )
    assert found.codes == {"AUR-003"}


def test_rules_speak_beside_faults_of_form(judge):
    found = judge(
        "production",
        {"backup.retentionDays": 36, "maintenance.window": "sun:03:30-sun:04:30", "region": "x"},
    )
    assert found.codes == {"AUR-005", "AUR-047", "AUR-061"}
