"""The global stack on the real engine and an embedded AWS of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from aurora.embedded import local
from benchmarks.measure import Figure, watched
from tests.checkout import ROOT, check_out


def measure() -> list[Figure]:
    """Return the times of a first and a second `up`, and the memory of the first."""
    with tempfile.TemporaryDirectory(prefix="aurora-bench-") as name:
        folder = check_out(Path(name))
        local.start(folder, 0)
        try:
            return _figures(folder)
        finally:
            local.stop(folder)


def _figures(folder: Path) -> list[Figure]:
    def up(stack: str) -> tuple[float, float]:
        return watched([str(ROOT / ".venv/bin/aurora"), "-C", str(folder), "up", stack, "--local"])

    one_region = up("prod")[1]
    first, memory = up("global")
    second, _ = up("global")
    return [
        Figure(what="aurora up global --local, first", measured=first, budget=20, unit=" s"),
        Figure(
            what="aurora up global --local, nothing to do", measured=second, budget=8, unit=" s"
        ),
        Figure(what="memory of an up of one region", measured=one_region, budget=600, unit=" MiB"),
        Figure(what="memory of an up of three regions", measured=memory, budget=600, unit=" MiB"),
    ]
