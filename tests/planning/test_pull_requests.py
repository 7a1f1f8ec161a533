"""What a pull request is told, word for word: one that is clean, one that turns encryption off.

A change that is meant: run with AURORA_UPDATE_GOLDEN=1, read the difference, commit it.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from aurora.planning.checking import check_file
from aurora.planning.judging import judge_views, plan_views
from aurora.planning.report import Report
from aurora.planning.reports import write
from policies.environment import Environment
from policies.tokens import CLUSTER
from tests.environments.plans import ROOT, plan

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def clean() -> Report:
    return Report((check_file(ROOT / "Pulumi.prod.yaml", date(2026, 11, 25)),))


@pytest.fixture(scope="module")
def encryption_off(clean: Report) -> Report:
    """The stack file has no key for it, so the pull request changes the program."""
    changed = (
        replace(view, props={**view.props, "storageEncrypted": False})
        if view.type == CLUSTER
        else view
        for view in plan_views(plan("prod"))
    )
    judged = judge_views("prod", changed, Environment.PRODUCTION)
    return Report((replace(clean.stacks[0], findings=judged.findings),))


def agreed(report: Report, format_: str, name: str) -> None:
    path, now = GOLDEN / name, write(report, format_)
    if os.environ.get("AURORA_UPDATE_GOLDEN"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_a_clean_one_passes(clean: Report) -> None:
    assert not clean.refused
    agreed(clean, "markdown", "pull-request-clean.md")


def test_encryption_turned_off_is_refused(encryption_off: Report) -> None:
    assert encryption_off.refused
    agreed(encryption_off, "markdown", "pull-request-encryption-off.md")


def test_code_scanning_gets_one_error(encryption_off: Report) -> None:
    results = json.loads(write(encryption_off, "sarif"))["runs"][0]["results"]
    assert [r["ruleId"] for r in results if r["level"] == "error"] == [
        "aurora-cluster-storage-encrypted"
    ]
