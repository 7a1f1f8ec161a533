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


def cold(command: Sequence[str]) -> float:
    """Return the processor time of a process of its own, in seconds.

    Not the time on the clock: on a busy machine that says who else was at work.
    """
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


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
