"""A command that is run to its end, line by line, and killed with all it started when it must."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

__all__ = ["NOT_FOUND", "TIMED_OUT", "Ended", "Run", "run"]

NOT_FOUND: Final = 127
"""Exit code when there is no such command, as a shell gives it."""

TIMED_OUT: Final = 124
"""Exit code when the time was up, as `timeout` gives it."""


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    Attributes:
        code: Its exit code; 0 is success.
        lines: What it printed, both streams in the order in which it came.
    """

    code: int
    lines: tuple[str, ...] = ()

    def tail(self) -> str:
        """Return its last words, cut to what fits a message."""
        words = [line.strip() for line in self.lines if line.strip()]
        return " / ".join(words[-3:])[-400:] or f"exit code {self.code}"


class Run(Protocol):
    """Runs a command; tests put another in its place."""

    def __call__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path | None = None,
        on_line: Callable[[str], None] | None = None,
        seconds: float | None = None,
    ) -> Ended:
        """Run a command to its end.

        Args:
            command: Program and arguments; no shell.
            environment: All of it; nothing is inherited.
            folder: Where. Default: here.
            on_line: Told each line as it comes.
            seconds: After so long it is killed. Default: never.
        """
        ...


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path | None = None,
    on_line: Callable[[str], None] | None = None,
    seconds: float | None = None,
) -> Ended:
    """Run a command as `Run` says; it and its children end when this process is interrupted."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except (FileNotFoundError, PermissionError) as error:
        return Ended(NOT_FOUND, (str(error.strerror),))
    lines: list[str] = []
    late = threading.Event()
    timer = threading.Timer(seconds, lambda: (late.set(), _kill(process))) if seconds else None
    if timer:
        timer.start()
    try:
        for line in process.stdout or ():
            lines.append(line.rstrip("\n"))
            if on_line:
                on_line(lines[-1])
        code = process.wait()
    except BaseException:
        _kill(process)
        process.wait()
        raise
    finally:
        if timer:
            timer.cancel()
        if process.stdout:
            process.stdout.close()
    return Ended(TIMED_OUT if late.is_set() else code, tuple(lines))


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process and what it started: they share a session of their own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
