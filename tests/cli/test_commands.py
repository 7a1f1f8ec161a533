"""The command as a user runs it: one clear message, the exit code, never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AURORA = Path(sys.executable).parent / "aurora"


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [AURORA, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("aurora", "components", "policies", "__main__.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    for file in ROOT.glob("Pulumi*.yaml"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


def edit(project: Path, stack: str, old: str, new: str) -> None:
    file = project / f"Pulumi.{stack}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_check_passes_the_committed_stacks() -> None:
    done = run("check")
    assert done.returncode == 0, done.stdout + done.stderr
    for stack in ("dev (development)", "prod (production)", "global (global)"):
        assert stack in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("chek",), 2, "did you mean check"),
        (("check", "nope"), 2, "Pulumi.nope.yaml"),
        (("check", "--format", "xml"), 2, "AUR-500"),
        (("explain", "AUR-999"), 2, "nothing is called"),
        (("preview",), 2, "STACK"),
    ],
)
def test_wrong_arguments_are_one_clear_message(
    arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "aurora explain" in done.stderr


def test_outside_a_project_it_says_so(tmp_path: Path) -> None:
    done = run("check", folder=tmp_path)
    assert done.returncode == 2
    assert "AUR-501" in done.stderr


def test_local_needs_the_embedded_aws(project: Path) -> None:
    done = run("preview", "dev", "--local", folder=project)
    assert done.returncode == 2
    assert "aurora local start" in done.stderr


def test_every_fault_of_a_file_is_told_with_its_line(project: Path) -> None:
    edit(project, "prod", "retentionDays: 7", "retentionDays: 36")
    edit(project, "prod", "aurora:proxy:", "aurora:proxi:")
    done = run("check", "prod", folder=project)
    assert done.returncode == 2
    assert "retentionDays" in done.stderr
    assert "proxi" in done.stderr
    assert done.stderr.count("Pulumi.prod.yaml:") >= 2
    assert "Traceback" not in done.stderr


def test_a_violation_is_refused_and_points_at_the_line(project: Path) -> None:
    edit(project, "prod", "retentionDays: 7", "retentionDays: 2")
    done = run("check", "prod", folder=project)
    assert done.returncode == 1
    assert "aurora-cluster-backup-retention" in done.stdout
    assert "Pulumi.prod.yaml:" in done.stdout


def test_reports_for_machines(project: Path) -> None:
    output = project / "report.json"
    done = run("check", "dev", "--format", "json", "--output", str(output), folder=project)
    assert done.returncode == 0
    assert json.loads(output.read_text(encoding="utf-8"))["refused"] is False


def test_one_run_writes_several_reports(project: Path) -> None:
    sarif = ("--format", "sarif", "--output", "aurora.sarif")
    done = run("check", "dev", *sarif, "--format", "text", folder=project)
    assert done.returncode == 0, done.stderr
    assert json.loads((project / "aurora.sarif").read_text(encoding="utf-8"))["runs"]
    assert "Passed" in done.stdout, "what has no file is printed"


def test_each_file_has_a_format(project: Path) -> None:
    done = run("check", "dev", "--output", "one", "--output", "two", folder=project)
    assert done.returncode == 2
    assert "--output is given 2 times, --format 1" in done.stderr
    assert not (project / "one").exists()


@pytest.mark.parametrize("subject", ["AUR-020", "aurora-tls-required", "backup.retentionDays"])
def test_explain_knows_codes_rules_and_settings(subject: str) -> None:
    done = run("explain", subject)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 2
