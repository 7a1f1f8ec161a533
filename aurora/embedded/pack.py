"""A policy pack between the engine and its process.

A pack reads the stack it judges from its environment while it starts, and the engine says which
stack that is only once the pack answers. So this one answers first, takes what the engine says,
starts the pack with it, and passes on everything else as it comes.

Like the language host it needs nothing but the SDK.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, Any, Final, cast

import grpc
from pulumi.runtime.proto import analyzer_pb2, language_pb2

__all__ = ["Pack"]

MESSAGE_LIMIT: Final = 400 << 20
"""Bytes; the engine's own limit."""

OPTIONS: Final = [(f"grpc.max_{way}_message_length", MESSAGE_LIMIT) for way in ("send", "receive")]

END_SECONDS: Final = 5
"""How long a pack may take to end when it is told to."""

SERVICE: Final = "/pulumirpc.Analyzer/"


class Pack(grpc.GenericRpcHandler):
    """Starts a pack's process late and stands in for it until then.

    Args:
        command: The process.
        folder: Where it runs.
        environment: What it inherits; the stack's name and config are added.
    """

    def __init__(self, command: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
        self.command, self.folder, self.environment = list(command), folder, dict(environment)
        self.handshake = b""
        self._printed: SimpleQueue[Any] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: grpc.Channel | None = None
        self._readers: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._server = grpc.server(ThreadPoolExecutor(max_workers=8), options=OPTIONS)
        self._server.add_generic_rpc_handlers((self,))
        self.port = self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()

    def printed(self) -> Iterator[Any]:
        """Yield the port, then what the pack prints, as it comes, until `stop` or its end."""
        yield language_pb2.RunPluginResponse(stdout=f"{self.port}\n".encode())
        while (part := self._printed.get()) is not None:
            yield part

    def stop(self) -> None:
        """End the pack's process and stop to answer."""
        self._server.stop(0)
        if self._channel:
            self._channel.close()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._drain()
        self._printed.put(None)

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        """Return how a call is answered, by its method's name; bodies pass as bytes."""
        method: str = handler_call_details.method
        own = {"Handshake": self._shake, "ConfigureStack": self._configure}
        answer = own.get(method.rpartition("/")[2], self._pass(method))
        return grpc.unary_unary_rpc_method_handler(answer)

    def _shake(self, request: bytes, context: grpc.ServicerContext) -> bytes:
        self.handshake = request
        return analyzer_pb2.AnalyzerHandshakeResponse().SerializeToString()

    def _configure(self, request: bytes, context: grpc.ServicerContext) -> bytes:
        stack = analyzer_pb2.AnalyzerStackConfigureRequest.FromString(request)
        channel = self._started(
            context,
            {
                "PULUMI_ORGANIZATION": stack.organization,
                "PULUMI_PROJECT": stack.project,
                "PULUMI_STACK": stack.stack,
                "PULUMI_DRY_RUN": str(stack.dry_run).lower(),
                "PULUMI_CONFIG": json.dumps(dict(stack.config)),
            },
        )
        with _told(context):
            return channel.unary_unary(SERVICE + "ConfigureStack")(request)

    def _pass(self, method: str) -> Any:
        def answer(request: bytes, context: grpc.ServicerContext) -> bytes:
            # Started already, unless no stack is concerned, as when a pack is published.
            channel = self._started(context, {})
            with _told(context):
                return channel.unary_unary(method)(request)

        return answer

    def _started(self, context: grpc.ServicerContext, stack: Mapping[str, str]) -> grpc.Channel:
        with self._starting:
            if not self._channel:
                self._channel = self._start(context, stack)
            return self._channel

    def _start(self, context: grpc.ServicerContext, stack: Mapping[str, str]) -> grpc.Channel:
        process = self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env={**self.environment, **stack},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._follow("stderr", process.stderr)
        port = cast(IO[bytes], process.stdout).readline().strip().decode(errors="replace")
        self._follow("stdout", process.stdout)
        if not port.isdigit():
            end = f"printed {port!r}" if port else f"ended with exit code {process.wait()}"
            self._drain()
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, f"the pack {end}, not its port")
        channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=OPTIONS)
        with contextlib.suppress(grpc.RpcError):  # packs of older SDKs do not know it
            channel.unary_unary(SERVICE + "Handshake")(self.handshake)
        return channel

    def _follow(self, name: str, stream: IO[bytes] | None) -> None:
        source = cast(IO[bytes], stream)  # it is a pipe

        def read() -> None:
            with source:
                for line in source:
                    part = language_pb2.RunPluginResponse()
                    setattr(part, name, line)
                    self._printed.put(part)

        self._readers.append(threading.Thread(target=read, daemon=True))
        self._readers[-1].start()

    def _drain(self) -> None:
        """Wait for the last words of a pack that has ended: they say why."""
        for reader in self._readers:
            reader.join(END_SECONDS if self._process and self._process.poll() is not None else 0)


@contextlib.contextmanager
def _told(context: grpc.ServicerContext) -> Generator[None]:
    """Answer an error of the pack with the same error."""
    try:
        yield
    except grpc.RpcError as error:
        call = cast(grpc.Call, error)  # every error that a call raises is one
        context.abort(call.code(), call.details() or "")


def environment_of(entries: Sequence[str]) -> dict[str, str]:
    """Return this process's environment with `NAME=value` entries on top."""
    return {**os.environ, **dict(entry.split("=", 1) for entry in entries)}
