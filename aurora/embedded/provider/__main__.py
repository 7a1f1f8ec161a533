"""Starts the provider plugin: serves on loopback and prints its port first."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from aurora.embedded.provider.calls import load
from aurora.embedded.provider.servicer import Servicer

MESSAGE_LIMIT: Final = 400 << 20
"""Bytes; the engine's own limit."""
WORKERS: Final = 32
"""As many operations as the engine runs at a time by default on two cores."""


def main() -> None:
    """Serve until the engine ends the process, or has itself ended."""
    engine = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):  # how the engine ends its plugins
        signal.signal(number, lambda *_: stop.set())
    options = [(f"grpc.max_{way}_message_length", MESSAGE_LIMIT) for way in ("send", "receive")]
    server = grpc.server(ThreadPoolExecutor(max_workers=WORKERS), options=options)
    servicer = Servicer()
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    load()  # while the engine still configures the provider
    while os.getppid() == engine and not stop.wait(1.0):
        pass  # an engine that was killed sends no signal
    servicer.operations.cancelled.set()
    server.stop(0)
    os._exit(0)


if __name__ == "__main__":
    main()
