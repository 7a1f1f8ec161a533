"""prowler, in an environment of its own, asked about an embedded AWS."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["VERSION", "Opinion", "Scanner"]

VERSION: Final = "5.46.0"
FAILED_FINDINGS: Final = 3
"""How it exits when it found something; `--ignore-exit-code-3` does not cover every release."""
READ_ONLY_KEYS: Final = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


@dataclass(frozen=True, order=True)
class Opinion:
    """What the scanner says of one resource.

    Attributes:
        check: Its check.
        arn: The resource.
        passed: Whether it has nothing against it.
        words: Its own sentence.
    """

    check: str
    arn: str
    passed: bool
    words: str


class Scanner:
    """The scanner, installed into `folder` when it is not there yet."""

    def __init__(self, folder: Path) -> None:
        self.command = folder / "bin" / "prowler"
        if not self.command.exists():
            uv = Path(sys.executable).with_name("uv")
            subprocess.run([uv, "venv", "--quiet", "--clear", folder], check=True)
            python = folder / "bin" / "python"
            wanted = f"prowler=={VERSION}"
            subprocess.run(
                [uv, "pip", "install", "--quiet", "--python", python, wanted], check=True
            )

    def ask(
        self, checks: Iterable[str], regions: Iterable[str], variables: Mapping[str, str]
    ) -> list[Opinion]:
        """Return what it says, by check and resource.

        Args:
            checks: Ids of its checks.
            regions: Where to look.
            variables: The environment of the embedded AWS.
        """
        with tempfile.TemporaryDirectory(prefix="aurora-scan-") as out:
            command = [self.command, "aws", "--checks", *checks, "--region", *regions]
            form = ["--output-formats", "csv", "--output-directory", out, "--no-banner"]
            done = subprocess.run(
                [*command, *form, "--scan-unused-services"],
                env={**variables, **READ_ONLY_KEYS, "HOME": out},
                capture_output=True,
                text=True,
                check=False,
            )
            reports = list(Path(out).glob("*.csv"))
            if done.returncode not in (0, FAILED_FINDINGS) or len(reports) != 1:
                raise SystemExit(f"{done.stdout}\n{done.stderr}")
            return sorted(_read(reports[0]))


def _read(report: Path) -> Iterable[Opinion]:
    with report.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if row["STATUS"] in ("PASS", "FAIL"):
                yield Opinion(
                    row["CHECK_ID"],
                    row["RESOURCE_UID"],
                    row["STATUS"] == "PASS",
                    row["STATUS_EXTENDED"],
                )
