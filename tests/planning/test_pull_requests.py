"""What a pull request is told, word for word: one that is clean, one that turns encryption off.

The step of the workflow file itself runs, in a checkout with the change of the pull request.
A change that is meant: run with AURORA_UPDATE_GOLDEN=1, read the difference, commit it.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.checkout import ROOT, check_out

GOLDEN = Path(__file__).parents[1] / "golden"
WORKFLOW = ROOT / "docs/workflows/aurora.yml"


@dataclass(frozen=True)
class Told:
    """What the step leaves for the steps after it."""

    code: str
    comment: str
    sarif: dict[str, Any]


def step() -> str:
    jobs = YAML(typ="safe").load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    (found,) = (one["run"] for one in jobs["check"]["steps"] if one.get("id") == "check")
    return found


def told(checkout: Path) -> Told:
    """Run the step as the runner does and return what comes of it."""
    output = checkout / "output"
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step()],
        cwd=checkout,
        # The checkout's own packages, not those that this environment has installed.
        env={**os.environ, "GITHUB_OUTPUT": str(output), "PYTHONPATH": str(checkout)},
        check=True,
    )
    return Told(
        output.read_text(encoding="utf-8").strip().removeprefix("code="),
        (checkout / "aurora.md").read_text(encoding="utf-8"),
        json.loads((checkout / "aurora.sarif").read_text(encoding="utf-8")),
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(check_out(tmp_path_factory.mktemp("clean")))


@pytest.fixture(scope="module")
def encryption_off(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A stack file has no key for it, so the pull request changes the component."""
    checkout = check_out(tmp_path_factory.mktemp("encryption-off"), copied=("components",))
    component = checkout / "components/cluster.py"
    program = component.read_text(encoding="utf-8")
    assert program.count("storage_encrypted=True") == 1
    component.write_text(program.replace("storage_encrypted=True", "storage_encrypted=False"))
    return told(checkout)


def agreed(now: str, name: str) -> None:
    path = GOLDEN / name
    if os.environ.get("AURORA_UPDATE_GOLDEN"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def errors(sarif: dict[str, Any]) -> set[str]:
    return {r["ruleId"] for r in sarif["runs"][0]["results"] if r["level"] == "error"}


def test_a_clean_one_passes(clean: Told) -> None:
    assert clean.code == "0"
    assert not errors(clean.sarif)
    agreed(clean.comment, "pull-request-clean.md")


def test_encryption_turned_off_is_refused(encryption_off: Told) -> None:
    assert encryption_off.code == "1"
    assert errors(encryption_off.sarif) == {"aurora-cluster-storage-encrypted"}
    agreed(encryption_off.comment, "pull-request-encryption-off.md")


def test_the_workflow_uploads_comments_and_fails() -> None:
    steps = YAML(typ="safe").load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    uses = {one.get("uses", "").partition("@")[0]: one for one in steps}
    assert uses["github/codeql-action/upload-sarif"]["with"]["sarif_file"] == "aurora.sarif"
    assert any("aurora.md" in one.get("run", "") for one in steps)
    assert steps[-1]["run"] == 'exit "${{ steps.check.outputs.code }}"'
