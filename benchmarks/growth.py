"""How the time of a plan with its judgement grows with the estate."""

from __future__ import annotations

import math
import time
from pathlib import Path

from aurora.environments import build
from aurora.planning.judging import judge_plan
from aurora.planning.recorder import record
from aurora.settings.load import judge
from aurora.settings.stackfile import StackFile
from benchmarks.measure import Figure
from policies.environment import Environment

COPIES = (2, 6, 13, 26)
"""Production databases in one program; one is about 75 resources."""
ROUNDS = 3


def measure() -> list[Figure]:
    """Return the exponent of growth, and the time of the largest estate."""
    file = StackFile.read(Path("Pulumi.prod.yaml"))
    settings = judge(file.config, "prod", file).settings
    _planned(settings, 1)
    points = []
    for copies in COPIES:
        runs = [_planned(settings, copies) for _ in range(ROUNDS)]
        points.append((runs[0][0], min(seconds for _, seconds in runs)))
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    size, seconds = points[-1]
    return [
        Figure(
            what=f"growth of plan + policies, {points[0][0]} to {size} resources (exponent)",
            measured=_slope(logs),
            budget=1.1,
        ),
        Figure(what=f"plan + policies of {size} resources", measured=seconds, unit=" s"),
    ]


def _planned(settings: object, copies: int) -> tuple[int, float]:
    started = time.process_time()
    recording = record(lambda: [build(settings, f"estate{number}") for number in range(copies)])  # ty: ignore
    judge_plan(recording, Environment.PRODUCTION)
    return len(recording.resources), time.process_time() - started


def _slope(points: list[tuple[float, float]]) -> float:
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    return sum((x - across) * (y - up) for x, y in points) / sum(
        (x - across) ** 2 for x, _ in points
    )
