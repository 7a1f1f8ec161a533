"""The one background process of the embedded AWS: start, stop, look, empty.

Its files lie in a directory of their own (`.aurora/aws` of a project): the journal, the log, and
`server.json` with process id, port and start. Two programs that start it at once get one server.
"""

from __future__ import annotations

import http.client
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil
from filelock import FileLock, Timeout

from aurora.embedded import background
from aurora.embedded.background import HOST
from aurora.errors import BadInput, Failed, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

__all__ = [
    "DEFAULT_PORT",
    "Status",
    "directory",
    "refuse_remote",
    "reset",
    "start",
    "status",
    "stop",
]

DEFAULT_PORT = 5610
"""Where the embedded AWS listens unless told otherwise."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_START_SECONDS = 120.0
_STOP_SECONDS = 20.0
_LOCK_SECONDS = 180.0
_PAUSE_SECONDS = 0.05
_ANSWER_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Status:
    """What is known of the embedded AWS.

    Attributes:
        running: Whether it answers.
        endpoint: URL to set as AWS_ENDPOINT_URL; of the last run when it is not running, empty
            when it never ran.
        pid: Process id; None when it is not running.
        resources: Number of resources by service; empty when it is not running.
        since: When this process began, seconds since 1970; None when it is not running.
    """

    running: bool
    endpoint: str = ""
    pid: int | None = None
    resources: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    since: float | None = None


def directory(root: Path) -> Path:
    """Return where the files of a project's embedded AWS lie."""
    return root / ".aurora" / "aws"


def start(root: Path, port: int | None = None) -> Status:
    """Start the embedded AWS of a project, unless it runs; returns when it answers.

    Args:
        root: Project directory.
        port: Port on loopback; None takes the one of the last run, else `DEFAULT_PORT`; 0 takes
            any free one.

    Raises:
        BadInput: Another program has the port, or the embedded AWS runs on another one.
        Failed: It did not begin to answer.
    """
    home = directory(root)
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        present = status(root)
        if present.running:
            if port not in {None, 0, _port_of(present.endpoint)}:
                raise _runs_elsewhere(present.endpoint, port)
            return present
        wanted = _port_of(present.endpoint) or DEFAULT_PORT if port is None else port
        wanted = wanted or background.free_port()
        background.record_as(home, background.launched(home, wanted), wanted)
        _await_answer(home, wanted)
        return status(root)


def stop(root: Path) -> Status:
    """Stop the embedded AWS of a project; its state stays. Nothing happens when it does not run."""
    home = directory(root)
    if not home.exists():
        return Status(running=False)
    with _locked(home):
        process = background.process_of(home)
        if process is not None:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait(_STOP_SECONDS)
        return status(root)


def status(root: Path) -> Status:
    """Look at the embedded AWS of a project; a process id left by a crash does not count."""
    home = directory(root)
    record = background.recorded(home)
    if record is None:
        return Status(running=False)
    endpoint = f"http://{HOST}:{record['port']}"
    process = background.process_of(home)
    answer = _asked(record["port"], "GET", "/_aurora/status") if process else None
    if process is None or answer is None:
        return Status(running=False, endpoint=endpoint)
    return Status(
        running=True,
        endpoint=endpoint,
        pid=process.pid,
        resources=MappingProxyType(answer["resources"]),
        since=answer["since"],
    )


def reset(root: Path) -> Status:
    """Empty the embedded AWS of a project, whether it runs or not."""
    home = directory(root)
    if not home.exists():
        return Status(running=False)
    with _locked(home):
        present = status(root)
        if present.running:
            _asked(_port_of(present.endpoint) or 0, "POST", "/moto-api/reset")
        else:
            (home / "journal.jsonl").unlink(missing_ok=True)
        return status(root)


def refuse_remote(endpoint: str) -> str:
    """Return an endpoint of this machine; BadInput for any other: it could be a real account."""
    host = urlsplit(endpoint).hostname
    if host not in _LOOPBACK:
        raise BadInput(
            Problem(
                code="AUR-302",
                message=f"The endpoint {endpoint} is not on this machine.",
                allowed="http://127.0.0.1:PORT",
                remedy="Use the embedded AWS's own endpoint, or leave out --local to work on AWS.",
            )
        )
    return endpoint


@contextmanager
def _locked(home: Path) -> Generator[None]:
    lock = FileLock(home / "server.lock", timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise Failed(
            Problem(
                code="AUR-303",
                message="Another program has been starting or stopping the embedded AWS for long.",
                where=str(home / "server.lock"),
                remedy="Wait for it or end it, then try again.",
            )
        ) from error
    try:
        yield
    finally:
        lock.release()


def _await_answer(home: Path, port: int) -> None:
    out = home / "server.out"
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if b"http://" in out.read_bytes() and _asked(port, "GET", "/_aurora/status") is not None:
            return
        if background.process_of(home) is None:
            (home / "server.json").unlink(missing_ok=True)
            raise _ended(out, port)
        time.sleep(_PAUSE_SECONDS)
    raise Failed(
        Problem(
            code="AUR-304",
            message=f"The embedded AWS did not answer within {_START_SECONDS:g} seconds.",
            where=str(out),
            remedy="Look at its log in that directory; `aurora local reset` empties it.",
        )
    )


def _ended(out: Path, port: int) -> BadInput | Failed:
    text = out.read_text(errors="replace").strip()
    if "AUR-301" in text:
        return BadInput(
            Problem(
                code="AUR-301",
                message=f"Port {port} of {HOST} is taken by another program.",
                where="--port",
                remedy="Stop that program, or choose another port with --port.",
            )
        )
    last = text.splitlines()[-1] if text else "it said nothing"
    return Failed(
        Problem(
            code="AUR-304",
            message=f"The embedded AWS ended before it answered: {last}",
            where=str(out),
            remedy="`aurora local reset` empties it, if its journal is the cause.",
        )
    )


def _runs_elsewhere(endpoint: str, port: int | None) -> BadInput:
    return BadInput(
        Problem(
            code="AUR-305",
            message=f"The embedded AWS already runs at {endpoint}, not on port {port}.",
            where="--port",
            remedy="Leave out the port, or stop it first: `aurora local stop`.",
        )
    )


def _asked(port: int, method: str, path: str) -> dict[str, Any] | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=_ANSWER_SECONDS)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        found = json.loads(answer.read()) if answer.status == 200 else None
        return found if isinstance(found, dict) else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _port_of(endpoint: str) -> int | None:
    return urlsplit(endpoint).port if endpoint else None
