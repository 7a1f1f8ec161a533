"""Plans and judges so many global databases in one process: `python -m benchmarks.judged 10`."""

from __future__ import annotations

import gc
import sys

from aurora.planning.collector import paused
from aurora.planning.judging import judge_plan
from benchmarks.estate import recorded
from policies.environment import Environment


def main(copies: int) -> None:
    """Do what `aurora check` does with one: the collector has nothing to look for here either."""
    with paused():
        judge_plan(recorded(copies, "global"), Environment.GLOBAL)
        gc.freeze()


if __name__ == "__main__":
    main(int(sys.argv[1]))
