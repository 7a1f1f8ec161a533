"""`python -m aurora.engine.install` prints one line: what, where, why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.engine.machine import Machine


def test_one_line_says_what_where_and_why(tmp_path):
    command = Machine(tmp_path).pulumi("v3.999.0")
    environment = {**os.environ, "PATH": str(command.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "aurora.engine.install"],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    why = "on PATH, and new enough for the SDK"
    assert done.stdout == f"Pulumi v3.999.0 at {command}: {why}\n"
    assert done.stderr == ""
