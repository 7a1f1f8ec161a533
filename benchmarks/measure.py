"""One figure, and how a process is measured."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

PAUSE_SECONDS = 0.05
MEBIBYTE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What was measured beside what it may be, where a budget says so."""

    what: str
    measured: float
    budget: float | None = None
    unit: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """`met`, `MISSED`, or nothing where there is no budget."""
        if self.budget is None:
            return ""
        kept = self.measured >= self.budget if self.at_least else self.measured <= self.budget
        return "met" if kept else "MISSED"

    @property
    def bound(self) -> str:
        """The budget as text."""
        if self.budget is None:
            return ""
        return f"{'>=' if self.at_least else '<='} {self.budget:g}{self.unit}"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a process of its own takes, in seconds.

    Attributes:
        wall: On the clock: what one waits for, and on a busy machine also who else was at work.
        processor: Of all its threads together.
    """

    wall: float
    processor: float


def spent(command: Sequence[str]) -> Cost:
    """Return what a cold process takes. Raises SystemExit with what it says when it fails."""
    before = os.times()
    ended = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    after = os.times()
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}\n{ended.stderr}")
    user = after.children_user - before.children_user
    system = after.children_system - before.children_system
    return Cost(wall=after.elapsed - before.elapsed, processor=user + system)


def cold(command: Sequence[str]) -> float:
    """Return the processor time of a process of its own, in seconds."""
    return spent(command).processor


def in_turns(runs: int, *commands: Sequence[str]) -> list[Cost]:
    """Return the medians of each command; they take turns, to be fair on a busy machine."""
    rounds = [[spent(command) for command in commands] for _ in range(runs)]
    return [
        Cost(
            wall=median(cost.wall for cost in costs),
            processor=median(cost.processor for cost in costs),
        )
        for costs in zip(*rounds, strict=True)
    ]


def alternately(runs: int, *measures: Callable[[], float]) -> list[float]:
    """Return the median of each measure; they take turns, so that a busy machine is fair to all."""
    samples: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for measure, kept in zip(measures, samples, strict=True):
            kept.append(measure())
    return [median(kept) for kept in samples]


def watched(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its wall time in seconds and the peak memory of its tree in MiB.

    Memory is the proportional share (PSS) where the system tells it, so that pages which processes
    share count once.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0.0

    def look() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(PAUSE_SECONDS)

    watcher = threading.Thread(target=look)
    watcher.start()
    _, errors = process.communicate()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}\n{errors.decode()}")
    return time.perf_counter() - started, peak


def _memory(pid: int) -> float:
    total = 0
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    for process in tree:
        try:
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
        except psutil.Error:
            continue
    return total / MEBIBYTE
