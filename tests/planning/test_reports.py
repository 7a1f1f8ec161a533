"""Every format says the same: which stack, which resource, which rule, what to do, and where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pulumi_aws as aws
import pytest
from sarif_pydantic import Sarif

from aurora.planning.judging import judge_plan
from aurora.planning.recorder import record
from aurora.planning.report import Location, Outcome, Report, ordered, outcome_of
from aurora.planning.reports import FORMATS, write
from policies.environment import Environment
from policies.exemption import Exemption, Exemptions


def program() -> None:
    aws.rds.Cluster(
        "orders",
        region="eu-west-1",
        engine="aurora-mysql",
        storage_encrypted=True,
        backup_retention_period=2,
        master_username="app",
        master_password="hunter2-hunter2",
    )


@pytest.fixture(scope="module")
def report() -> Report:
    locations = {"aurora:backup": Location("Pulumi.prod.yaml", 12)}
    recording = record(program, stack="prod")
    stack = judge_plan(
        recording, Environment.PRODUCTION, locations=locations, file="Pulumi.prod.yaml"
    )
    return Report((stack,))


def test_the_plan_is_refused_for_what_is_wrong_and_nothing_else(report: Report) -> None:
    refused = {finding.rule for finding in report.stacks[0].of(Outcome.REFUSED)}
    assert "aurora-cluster-backup-retention" in refused
    assert "aurora-cluster-storage-encrypted" not in refused


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_names_resource_rule_and_remedy(report: Report, format_: str) -> None:
    text = write(report, format_)
    for wanted in ("prod", "orders", "aurora-cluster-backup-retention", "kept 2 days"):
        assert wanted in text
    assert "hunter2" not in text, "no report shows a secret"


def test_the_worst_comes_first_whatever_the_order_of_registration(report: Report) -> None:
    findings = report.stacks[0].findings
    assert ordered(reversed(findings)) == findings
    refused = [outcome_of(finding) is Outcome.REFUSED for finding in findings]
    assert refused[0]
    assert sorted(refused, reverse=True) == refused, "one resource, so all that is refused is first"


def test_sarif_points_at_the_setting(report: Report) -> None:
    log = json.loads(write(report, "sarif"))
    results = {r["ruleId"]: r for r in log["runs"][0]["results"]}
    place = results["aurora-cluster-backup-retention"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "Pulumi.prod.yaml"
    assert place["region"]["startLine"] == 12
    assert results["aurora-cluster-backup-retention"]["level"] == "error"


def test_sarif_suppresses_what_is_exempt_and_nothing_else() -> None:
    entry = Exemption(
        rule="aurora-cluster-backup-retention",
        resource="orders",
        reason="rebuilt each night",
        owner="team-orders",
        expires=date(2027, 1, 31),
    )
    stack = judge_plan(
        record(program, stack="prod"),
        Environment.PRODUCTION,
        exemptions=Exemptions((entry,), date(2027, 1, 31)),
    )
    log = json.loads(write(Report((stack,)), "sarif"))
    found = {r["ruleId"]: r.get("suppressions") for r in log["runs"][0]["results"]}
    assert found.pop("aurora-cluster-backup-retention") == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "exempt until 2027-01-31 by team-orders: rebuilt each night",
        }
    ]
    assert set(found.values()) == {None}


def test_junit_counts_a_refusal_as_a_failure(report: Report) -> None:
    root = ET.fromstring(write(report, "junit"))  # noqa: S314 - our own text
    failed = {
        str(case.get("name")).partition("[")[0]
        for case in root.iter("testcase")
        if case.find("failure") is not None
    }
    assert failed == {f.rule for f in report.stacks[0].of(Outcome.REFUSED)}


def test_json_says_how_the_command_ends(report: Report) -> None:
    assert json.loads(write(report, "json"))["refused"] is True
    assert json.loads(write(Report(()), "json"))["refused"] is False


def test_markdown_tells_which_requirements_are_not_met(report: Report) -> None:
    table = write(report, "markdown").partition("### Compliance")[2]
    pci = next(line for line in table.splitlines() if line.startswith("| PCI DSS"))
    assert "10.3.3" in pci, "backups are kept two days"
    assert "4.2.1" in pci, "the default parameter group does not ask for TLS"
    assert "3.5.1" not in pci, "the storage is encrypted"


def test_sarif_is_well_formed(report: Report) -> None:
    """What the 2.1.0 schema and code scanning ask of a log, as far as it needs no schema file."""
    text = write(report, "sarif")
    assert Sarif.model_validate_json(text)
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    described = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert len(described) == len(run["tool"]["driver"]["rules"])
    for rule in described.values():
        assert rule["help"]["text"]
        assert rule["helpUri"].startswith("https://")
        assert 0 <= float(rule["properties"]["security-severity"]) <= 10
    for result in run["results"]:
        assert result["ruleId"] in described
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] >= 1
        assert set(result["partialFingerprints"]) == {"resourceAndRule"}


def test_a_state_has_no_file_to_point_at(report: Report) -> None:
    unplaced = Report((replace(report.stacks[0], file="", locations={}),))
    results = json.loads(write(unplaced, "sarif"))["runs"][0]["results"]
    assert all("physicalLocation" not in r["locations"][0] for r in results)
    assert write(unplaced, "markdown")
