"""`python -m aurora.embedded.server --port N [--state DIR]`: the embedded AWS as a process.

The first line on standard output is the endpoint, once it answers. Only loopback is served.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aurora.errors import AuroraError, BadInput, Problem

if TYPE_CHECKING:
    from types import FrameType

_HOST = "127.0.0.1"
_THREADS = 16  # they only read and write sockets: the work itself is done one request at a time


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _detached(state: Path) -> bool:
    """Split into a process that ends (true; it prints the other's id) and one that goes on."""
    state.mkdir(parents=True, exist_ok=True)
    out = os.open(state / "server.out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    pid = os.fork()
    if pid:
        print(pid, flush=True)
        return True
    os.setsid()
    for stream in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(out, stream)
    os.close(out)
    return False


def _log_to(state: Path | None) -> None:
    handler: logging.Handler = logging.StreamHandler()
    if state:
        state.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(state / "server.log", delay=True)
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(name)s %(message)s", handlers=[handler]
    )


def _listening(application: Any, port: int) -> Any:
    from waitress import create_server

    try:
        return create_server(
            application,
            host=_HOST,
            port=port,
            threads=_THREADS,
            connection_limit=1000,
            channel_timeout=3600,
            ident="aurora",
        )
    except OSError as error:
        raise BadInput(
            Problem(
                code="AUR-301",
                message=f"Port {port} of {_HOST} cannot be used: {error.strerror}.",
                where="--port",
                remedy="Stop the program that has it, or choose another port.",
            )
        ) from error


def main(arguments: list[str] | None = None) -> int:
    """Serve until a signal comes; returns the exit code."""
    parser = argparse.ArgumentParser(prog="aurora.embedded.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--state", type=Path, help="directory of the journal; without it: none")
    parser.add_argument("--detach", action="store_true", help="go on in the background")
    given = parser.parse_args(arguments)
    if given.detach and _detached(given.state):
        return 0
    _log_to(given.state)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)

    from .assembly import assembled

    try:
        application = assembled(given.state)
        server = _listening(application, given.port)
        application.restore()
    except AuroraError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"http://{_HOST}:{server.effective_port}", flush=True)
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
