"""How the time of a plan with its judgement grows with the estate."""

from __future__ import annotations

import gc
import math
import time
from statistics import linear_regression

from aurora.planning.collector import paused
from aurora.planning.judging import judge_plan
from benchmarks.estate import recorded
from benchmarks.measure import Figure
from policies.environment import Environment

COPIES = (2, 6, 13, 26)
"""Production databases in one program; one is about 75 resources."""
ROUNDS = 3


def measure() -> list[Figure]:
    """Return the exponent of growth, and the time of the largest estate."""
    _planned(1)
    points = []
    for copies in COPIES:
        runs = [_planned(copies) for _ in range(ROUNDS)]
        points.append((runs[0][0], min(seconds for _, seconds in runs)))
    sizes, times = ([math.log(value) for value in column] for column in zip(*points, strict=True))
    size, seconds = points[-1]
    return [
        Figure(
            what=f"growth of plan + policies, {points[0][0]} to {size} resources (exponent)",
            measured=linear_regression(sizes, times).slope,
            budget=1.1,
        ),
        Figure(what=f"plan + policies of {size} resources", measured=seconds, unit=" s"),
    ]


def _planned(copies: int) -> tuple[int, float]:
    gc.collect()
    with paused():  # as in `aurora check`
        started = time.process_time()
        recording = recorded(copies)
        judge_plan(recording, Environment.PRODUCTION)
        return len(recording.resources), time.process_time() - started
