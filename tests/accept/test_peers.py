"""What others' test suites say: acceptance tests of the provider, cases of other packs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.accept.conftest import ACCEPT
from tests.lifecycle.estate import ROOT, Estate

pytestmark = pytest.mark.lifecycle

FAILING = {
    # Expects a conflict of engine and source cluster; release 6.14.0 of the provider took it away
    # (its changelog), and the release that this project pins accepts both.
    "ocl-130",
}


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ACCEPT / program), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_providers_acceptance_tests_pass(tmp_path: Path) -> None:
    estate = Estate(tmp_path)
    try:
        variables, results = tmp_path / "variables.json", tmp_path / "results.json"
        variables.write_text(json.dumps(dict(estate.variables)), encoding="utf-8")
        done = run(
            "provider_lifecycle.py",
            *("--engine-env", str(variables), "--python", sys.executable),
            *("--endpoint", estate.status.endpoint, "--jobs", "2", "--results", str(results)),
        )
    finally:
        estate.close()
    assert results.exists(), done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads(results.read_text(encoding="utf-8"))
    assert len(found) >= 62
    failed = {f"{r['id']} {r['reason']}" for r in found if r["verdict"] != "PASS"}
    assert {line.split()[0] for line in failed} <= FAILING, "\n".join(sorted(failed))


@pytest.mark.parametrize("phase", ["preview", "up"])
def test_the_pack_agrees_with_other_packs(phase: str, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    done = run(
        "policy_cases.py",
        *("policies", sys.executable, "--stack", "prod", "--phase", phase),
        *("--json", str(results)),
    )
    assert results.exists(), done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads(results.read_text(encoding="utf-8"))
    assert len(found) >= 150
    assert [r for r in found if r["result"] != "agree"] == []
