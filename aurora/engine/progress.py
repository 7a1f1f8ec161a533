"""What is told while long work goes on: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bars
from rich.progress import TimeElapsedColumn as Elapsed

__all__ = ["Counter", "Lines", "Progress", "Terminal", "progress"]

EVERY: Final = 20.0
"""Seconds between two lines of one step, where there is no terminal."""


class Counter(Protocol):
    """Takes how far a step is."""

    def __call__(self, done: int, total: int) -> None:
        """Take that `done` of `total` parts are done."""
        ...


class Progress(Protocol):
    """Tells how work goes."""

    def say(self, text: str) -> None:
        """Tell one thing that stays."""
        ...

    def step(self, text: str) -> AbstractContextManager[Counter]:
        """Tell that a step has begun; leaving the context says that it is over."""
        ...


class Lines:
    """Tells in plain lines: each step as it begins, then every twenty seconds.

    Args:
        stream: Where to. Default: standard error.
        every: Seconds between two lines of one step.
    """

    def __init__(self, stream: TextIO | None = None, every: float = EVERY) -> None:
        self.stream, self.every = stream or sys.stderr, every

    def say(self, text: str) -> None:
        """Print a line."""
        print(text, file=self.stream, flush=True)

    @contextmanager
    def step(self, text: str) -> Generator[Counter]:
        """Print a line as it begins, and how far it is from time to time."""
        began = last = time.monotonic()
        self.say(f"{text} ...")

        def count(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= self.every:
                last = now
                self.say(f"{text}: {done} of {total}, {now - began:.0f} s")

        yield count


class Terminal:
    """Tells with a bar that is drawn anew.

    Args:
        console: Where to. Default: standard error.
    """

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    def say(self, text: str) -> None:
        """Print a line."""
        self.console.print(text, highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, text: str) -> Generator[Counter]:
        """Draw a bar until the step is over."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), Elapsed())
        with Bars(*columns, MofNCompleteColumn(), console=self.console, transient=True) as bars:
            task = bars.add_task(text, total=None)
            yield lambda done, total: bars.update(task, completed=done, total=total)


def progress(stream: TextIO | None = None) -> Lines | Terminal:
    """Return what fits a stream: a terminal's bar or plain lines. Default: standard error."""
    chosen = stream or sys.stderr
    return Terminal(Console(file=chosen)) if chosen.isatty() else Lines(chosen)
