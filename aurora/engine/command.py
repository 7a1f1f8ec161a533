"""The engine as a process.

The Automation API starts the same command. It is not used for this, because it asks for secrets in
clear (export, outputs, history), hands all of the caller's environment on, drops the severity of
policy findings, and cannot be interrupted without killing what is under way.
"""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aurora.engine.events import Notice, OnEvent, PolicyFinding, read
from aurora.engine.failures import of_text
from aurora.engine.outcome import Outcome

__all__ = ["Pulumi"]

POLL_SECONDS: Final = 0.05

SCHEMA: Final = 3
"""Version of the form in which deployments are exported and imported (pulumi, apitype)."""

PATIENCE: Final = 3
"""The interruption at which the engine is told to leave operations unfinished."""

ASKED: Final = "Stopping: operations under way are finished first, so that nothing is lost."
WAITING: Final = "Still finishing. Once more leaves them unfinished; the next `up` repairs that."


@dataclass
class Pulumi:
    """Runs commands of the engine on one stack, one at a time.

    Attributes:
        command: The engine.
        folder: Where Pulumi.yaml is.
        stack: The stack.
        environment: All variables of the process.
    """

    command: Path
    folder: Path
    stack: str
    environment: Mapping[str, str]
    _stop: threading.Event = field(default_factory=threading.Event)

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a short command and return what it printed."""
        return subprocess.run(
            self._line(arguments),
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def state(self) -> Mapping[str, Any]:
        """Return the stack's deployment; secrets stay encrypted.

        Raises:
            AuroraError: There is no such stack, or it cannot be read.
        """
        answer = self.ask("stack", "export")
        if answer.returncode:
            raise of_text(answer.stderr, self.stack)
        return json.loads(answer.stdout).get("deployment") or {}

    def write_state(self, deployment: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        """Put a deployment in the place of the stack's; the engine checks that it is whole."""
        with tempfile.TemporaryDirectory(prefix="aurora-") as name:
            file = Path(name, "state.json")
            file.write_text(json.dumps({"version": SCHEMA, "deployment": deployment}), "utf-8")
            return self.ask("stack", "import", "--file", str(file))

    def interrupt(self) -> None:
        """Ask the operation that is running in another thread to stop, as Ctrl-C does."""
        self._stop.set()

    def operate(
        self, *arguments: str, on_event: OnEvent, known: Sequence[PolicyFinding] = ()
    ) -> Outcome:
        """Run a long command to its end, passing its events on as they come.

        Ctrl-C is handed to the engine, which finishes what is under way. The engine has a session
        of its own and writes to files, so that it outlives a terminal and this process.

        Args:
            arguments: The command.
            on_event: Told of each event.
            known: Findings that have been told already.
        """
        outcome = Outcome(on_event, looking=arguments[0] == "refresh", known=known)
        self._stop.clear()
        with tempfile.TemporaryDirectory(prefix="aurora-") as name:
            folder = Path(name)
            log = folder / "events"
            with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
                process = subprocess.Popen(
                    self._line((*arguments, "--event-log", str(log))),
                    cwd=self.folder,
                    # `--event-log` is an option for this only.
                    env={**self.environment, "PULUMI_DEBUG_COMMANDS": "true"},
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    start_new_session=True,
                )
                try:
                    self._follow(process, log, outcome)
                except BaseException:
                    # The caller's own error: what is under way must still be finished.
                    _signal(process)
                    process.wait()
                    raise
            outcome.code = process.returncode
            outcome.text = (folder / "err").read_text(encoding="utf-8", errors="replace").strip()
        return outcome

    def _follow(self, process: subprocess.Popen[bytes], log: Path, outcome: Outcome) -> None:
        """Pass events on until the process has ended; hand interruptions to it."""
        tail = _Tail(log)
        asked = 0
        ended = False
        with _signals(self._stop):
            while not ended:
                ended = process.poll() is not None
                for line in tail.lines():
                    for event in read(line):
                        outcome.take(event)
                if self._stop.is_set() and not ended:
                    self._stop.clear()
                    asked += 1
                    self._pass_on(process, asked, outcome)
                if not ended:
                    time.sleep(POLL_SECONDS)

    def _pass_on(self, process: subprocess.Popen[bytes], asked: int, outcome: Outcome) -> None:
        outcome.interrupted = True
        if asked in (1, PATIENCE):
            _signal(process)
        if asked < PATIENCE:
            outcome.take(Notice(message=ASKED if asked == 1 else WAITING))

    def _line(self, arguments: Sequence[str]) -> list[str]:
        options = ("--stack", self.stack, "--non-interactive", "--color", "never")
        return [str(self.command), *arguments, *options]


class _Tail:
    """Reads whole lines of a file that grows."""

    def __init__(self, file: Path) -> None:
        self.file, self.position, self.rest = file, 0, b""

    def lines(self) -> list[str]:
        if not self.file.exists():
            return []
        with self.file.open("rb") as stream:
            stream.seek(self.position)
            new = stream.read()
        self.position += len(new)
        *whole, self.rest = (self.rest + new).split(b"\n")
        return [line.decode(errors="replace") for line in whole]


@contextmanager
def _signals(stop: threading.Event) -> Generator[None]:
    """Let Ctrl-C and SIGTERM set an event, where this is the thread that hears of them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stop.set()) for number in heard]
    try:
        yield
    finally:
        for number, handler in zip(heard, before, strict=True):
            signal.signal(number, handler)


def _signal(process: subprocess.Popen[bytes]) -> None:
    """Send what Ctrl-C sends: to the engine alone, which tells its plugins itself."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
