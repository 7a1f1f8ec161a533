"""The Python language host, for an engine that came without one.

A packaged engine ships `pulumi-language-python`; its Go module is not published, so an engine that
was built from source has none. The SDK holds nearly all of it: the server of its Automation API
runs a function as a program, and this one makes that function out of the program's folder.

It runs with nothing but the SDK, so that another interpreter can run this file by its path.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import grpc
from google.protobuf.json_format import MessageToDict
from pulumi import RunError
from pulumi.automation._server import LanguageServer
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2
from pulumi.runtime.proto.codegen import hcl_pb2

__all__ = ["Host", "main"]

WATCH_SECONDS: Final = 1.0
"""How soon an engine that was killed is missed."""

MESSAGE_LIMIT: Final = 400 << 20
"""Bytes; the engine's own limit."""


class Host(LanguageServer):
    """Answers the engine: runs Python programs and starts Python policy packs.

    Args:
        engine: The engine's address, from the command line.
    """

    def __init__(self, engine: str) -> None:
        super().__init__(lambda: None)
        self.engine = engine
        self.packs: list[Any] = []

    def Handshake(self, request: Any, context: Any) -> Any:
        """Answer that the host is there."""
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        """Return no version: the host goes with the SDK beside it."""
        return plugin_pb2.PluginInfo()

    def GetRequiredPackages(self, request: Any, context: Any) -> Any:
        """Return none: the provider's version comes with each resource."""
        return language_pb2.GetRequiredPackagesResponse()

    def InstallDependencies(self, request: Any, context: Any) -> Iterator[Any]:
        """Do nothing: `make install` made the environment."""
        yield language_pb2.InstallDependenciesResponse()

    def Run(self, request: Any, context: Any) -> Any:
        """Run a program, in its own interpreter where it names another virtual environment."""
        python = _interpreter(request.info)
        if python != sys.executable:
            return self._run_elsewhere(python, request, context)
        return self.run_here(request)

    def run_here(self, request: Any) -> Any:
        """Run a program in this process."""
        program = Path(request.info.program_directory, request.info.entry_point or ".")
        os.chdir(request.pwd or request.info.program_directory)
        # The SDK's server reads the engine's address where the Automation API puts it.
        request.args[:] = [self.engine]
        sys.argv = [str(program)]
        self.program = lambda: _execute(program)
        return super().Run(request, None)

    def _run_elsewhere(self, python: str, request: Any, context: Any) -> Any:
        child = subprocess.Popen(
            [python, "-u", __file__, "--run", self.engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        context.add_callback(lambda: child.poll() is None and child.terminate())
        answer, _ = child.communicate(request.SerializeToString())
        if child.returncode:
            return language_pb2.RunResponse(error=f"{python} ended with {child.returncode}")
        return language_pb2.RunResponse.FromString(answer)

    def GenerateProgram(self, request: Any, context: Any) -> Any:
        """Write the program of what `pulumi import` brought in."""
        # Here, because another interpreter that runs this file may not have this package.
        from aurora.embedded.pcl import PclError
        from aurora.embedded.program import program

        try:
            text = program("\n".join(request.source.values()))
        except PclError as error:
            words = f"the engine's text has {error}, which this language host does not write"
            return language_pb2.GenerateProgramResponse(diagnostics=[_diagnostic(words)])
        return language_pb2.GenerateProgramResponse(source={"__main__.py": text.encode()})

    def RunPlugin(self, request: Any, context: Any) -> Iterator[Any]:
        """Start a policy pack, pass on what it prints, end it when the engine lets go of it."""
        if request.kind != "analyzer":
            context.abort(grpc.StatusCode.UNIMPLEMENTED, f"{request.kind} plugins are not run here")
        # Here, because another interpreter that runs this file may not have this package.
        from aurora.embedded.pack import Pack, environment_of

        folder = request.info.program_directory
        command = [_interpreter(request.info), "-u", "-m", "pulumi.policy", *request.args, folder]
        pack = Pack(command, folder, environment_of(request.env))
        self.packs.append(pack)
        context.add_callback(pack.stop)
        yield from pack.printed()


def _diagnostic(words: str) -> Any:
    return hcl_pb2.Diagnostic(
        severity=hcl_pb2.DIAG_ERROR, summary="The program could not be written", detail=words
    )


def _execute(program: Path) -> None:
    """Run a program; what it raises itself is told in its own words."""
    try:
        runpy.run_path(str(program), run_name="__main__")
    except RunError:
        raise
    except SystemExit as end:
        if end.code:
            raise RunError(f"The program ended itself with exit code {end.code}.") from None
    except Exception:
        text = f"Program failed with an unhandled exception:\n{traceback.format_exc()}"
        raise RunError(text) from None


def _interpreter(info: Any) -> str:
    """Return the interpreter of a program: its virtual environment's, else this one."""
    options: Mapping[str, Any] = MessageToDict(info.options)
    environment = options.get("virtualenv")
    if not environment:
        return sys.executable
    python = Path(info.root_directory, environment, "bin", "python")
    # This one too may be named, by another path; what runs here need not be started and loaded.
    here = python.parent.resolve() == Path(sys.executable).parent.resolve()
    return str(python) if python.exists() and not here else sys.executable


def main() -> None:
    """Serve on loopback until the engine ends the process; print the port first."""
    engine = os.getppid()
    addresses = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    host = Host(addresses[-1] if addresses else "")
    if "--run" in sys.argv:
        request = language_pb2.RunRequest.FromString(sys.stdin.buffer.read())
        answer = os.dup(1)
        os.dup2(2, 1)  # what the program prints must not mix with the answer
        os.write(answer, host.run_here(request).SerializeToString())
        return
    options = [(f"grpc.max_{way}_message_length", MESSAGE_LIMIT) for way in ("send", "receive")]
    server = grpc.server(ThreadPoolExecutor(max_workers=8), options=options)
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    stop = threading.Event()
    # The engine asks its plugins to end with SIGINT and waits five seconds; a terminal's Ctrl-C
    # does not come here, since plugins have a process group of their own.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    # An engine that was killed asks nobody; its plugins must not stay behind.
    while os.getppid() == engine and not stop.wait(WATCH_SECONDS):
        pass
    server.stop(0)
    for pack in host.packs:
        pack.stop()
    os._exit(0)  # past the SDK's exit handlers, which wait for threads of a program that is done


if __name__ == "__main__":
    main()
