"""`python -m aurora.embedded.provider`: the provider plugin as a process.

The first line on standard output is the port, once the plugin listens. Only loopback is served.
"""

from __future__ import annotations

import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from aurora.embedded.provider.servicer import Provider

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main", "serve"]

HOST: Final = "127.0.0.1"
THREADS: Final = 64
"""The engine works on as many resources at once as it likes; each holds a thread while it waits."""

MESSAGE_LIMIT: Final = 400 << 20
"""Bytes; the engine's own limit."""


def serve(provider: Provider) -> tuple[grpc.Server, int]:
    """Start to serve a provider; return the server and its port."""
    server = grpc.server(
        ThreadPoolExecutor(max_workers=THREADS),
        options=[
            ("grpc.max_receive_message_length", MESSAGE_LIMIT),
            ("grpc.max_send_message_length", MESSAGE_LIMIT),
        ],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    port = server.add_insecure_port(f"{HOST}:0")
    server.start()
    return server, port


def main() -> int:
    """Serve until the engine ends the process; returns the exit code."""
    ended = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, stop)
    # Ctrl-C reaches the whole group: the engine first lets running operations end, then ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server, port = serve(Provider())
    print(port, flush=True)
    ended.wait()
    server.stop(grace=None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
