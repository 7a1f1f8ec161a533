"""Serves the embedded AWS on loopback from a thread, for as long as a block lasts."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from waitress import create_server, wasyncore

from .assembly import assembled

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["serving"]

_HOST = "127.0.0.1"
_POLL_SECONDS = 0.2


@contextmanager
def serving(threads: int = 4) -> Generator[str]:
    """Serve an embedded AWS without a journal; gives its endpoint.

    Args:
        threads: How many requests are read and answered side by side; each is still carried out
            alone.
    """
    connections: dict[int, wasyncore.dispatcher] = {}
    server = create_server(
        assembled(), map=connections, host=_HOST, port=0, threads=threads, channel_timeout=3600
    )
    ending = threading.Event()

    def run() -> None:
        while not ending.is_set():
            wasyncore.loop(timeout=_POLL_SECONDS, map=connections, count=1)

    thread = threading.Thread(target=run, name="embedded-aws", daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.effective_port}"
    finally:
        ending.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(connections)
