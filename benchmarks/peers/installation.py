"""The others' software, installed from the package registries into a folder of its own."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "Installation", "cdk", "checkov", "told"]

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / ".bench"
"""Ignored by git, removed by `make clean`."""

CHECKOV_RULES = """
from checkov.cloudformation.checks.resource.registry import cfn_registry
from checkov.cloudformation.runner import Runner
graph = Runner().graph_registry
graph.load_checks()
kinds = (cfn_registry.checks, cfn_registry.wildcard_checks)
found = {check.id for kind in kinds for checks in kind.values() for check in checks}
print(len(found | {check.id for check in graph.checks}))
"""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """Software that is ready to run.

    Attributes:
        title: Name and version.
        folder: Where its programs are.
        rules: How many rules it judges by.
    """

    title: str
    folder: Path
    rules: int


def cdk() -> Installation:
    """Return the CDK app, beside what it needs. Raises SystemExit without Node.js."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is not on the PATH: the AWS CDK needs Node.js 20 or newer")
    folder = FOLDER / "cdk"
    shutil.copytree(HERE / "cdk", folder, dirs_exist_ok=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _once(folder, folder / "package-lock.json", lambda: told(command, folder))
    packages = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return Installation(
        title=f"CDK {packages['aws-cdk-lib']} with cdk-nag {packages['cdk-nag']}",
        folder=folder,
        rules=int(told(["node", "rules.js"], folder)),
    )


def checkov() -> Installation:
    """Return checkov, in a virtual environment of its own."""
    folder, lock = FOLDER / "checkov", HERE / "checkov.lock"
    programs, uv = folder / "bin", str(Path(sys.executable).with_name("uv"))
    python = str(programs / "python")

    def install() -> None:
        told([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)])
        sync = ["pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes"]
        told([uv, *sync, "--python", python, str(lock)])

    _once(folder, lock, install)
    return Installation(
        title=f"checkov {told([str(programs / 'checkov'), '--version'])}",
        folder=programs,
        rules=int(told([python, "-c", CHECKOV_RULES])),
    )


def told(command: Sequence[str], folder: Path = HERE) -> str:
    """Return what a command prints. Raises SystemExit with what it says when it fails."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}\n{ended.stderr}")
    return ended.stdout.strip()


def _once(folder: Path, lock: Path, install: Callable[[], object]) -> None:
    """Install unless this very lock was installed before."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = folder / ".installed"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        sys.stderr.write(f"Installing {folder.name} into {FOLDER.name}/\n")
        install()
        stamp.write_text(digest, encoding="utf-8")
