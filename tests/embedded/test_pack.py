"""A policy pack learns its stack as it starts, and answers through what stands in front of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from aurora.embedded.pack import Pack, environment_of

PROGRAM = """
import sys

import pulumi
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

config = pulumi.Config("shop")
said = (pulumi.get_organization(), pulumi.get_project(), pulumi.get_stack(),
        pulumi.runtime.is_dry_run(), config.get("kind"))
print("read", *said, file=sys.stderr, flush=True)

def check(args, report):
    report(" ".join(map(str, said)))

PolicyPack("pack", policies=[ResourceValidationPolicy(
    name="rule", description="A rule.", validate=check,
    enforcement_level=EnforcementLevel.ADVISORY)])
"""


class Started:
    """A pack, what it printed, and a client of it."""

    def __init__(self, folder: Path, program: str) -> None:
        (folder / "__main__.py").write_text(program)
        command = [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", str(folder)]
        self.pack = Pack(command, str(folder), environment_of(()))
        self.printed: list[bytes] = []
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()
        self.channel = grpc.insecure_channel(f"127.0.0.1:{self.pack.port}")
        self.client = analyzer_pb2_grpc.AnalyzerStub(self.channel)

    def _listen(self) -> None:
        for part in self.pack.printed():
            self.printed.append(part.stdout or part.stderr)

    def stop(self) -> None:
        self.channel.close()
        self.pack.stop()
        self.thread.join()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    made: list[Started] = []

    def begin(program: str = PROGRAM) -> Started:
        made.append(Started(tmp_path, program))
        return made[-1]

    yield begin
    for started in made:
        started.stop()


STACK = analyzer_pb2.AnalyzerStackConfigureRequest(
    organization="team", project="shop", stack="prod", dry_run=True, config={"shop:kind": "live"}
)


def test_it_knows_its_stack_while_it_starts(start):
    started = start()
    started.client.Handshake(analyzer_pb2.AnalyzerHandshakeRequest(engine_address="127.0.0.1:1"))
    started.client.ConfigureStack(STACK)
    assert started.client.GetAnalyzerInfo(empty_pb2.Empty()).name == "pack"
    answer = started.client.Analyze(
        analyzer_pb2.AnalyzeRequest(type="a:b:C", urn="urn:pulumi:prod::shop::a:b:C::x", name="x")
    )
    [found] = answer.diagnostics
    assert "team shop prod True live" in found.message
    started.stop()
    assert started.printed[0] == b"%d\n" % started.pack.port
    assert b"read team shop prod True live\n" in started.printed


def test_without_a_stack_it_starts_all_the_same(start):
    started = start()
    assert started.client.GetAnalyzerInfo(empty_pb2.Empty()).version


def test_a_pack_that_does_not_start_is_an_answer_with_its_own_words(start):
    started = start("import sys; sys.exit('no such module')")
    with pytest.raises(grpc.RpcError) as error:
        started.client.ConfigureStack(STACK)
    assert error.value.code() is grpc.StatusCode.FAILED_PRECONDITION
    assert "exit code 1" in error.value.details()
    started.stop()
    assert b"no such module\n" in started.printed


def test_a_pack_that_prints_no_port_is_told(start):
    with pytest.raises(grpc.RpcError, match="hello"):
        start("import time; print('hello', flush=True); time.sleep(60)").client.ConfigureStack(
            STACK
        )


def test_an_error_of_the_pack_is_passed_on(start):
    started = start()
    unknown = started.channel.unary_unary("/pulumirpc.Analyzer/Nonsense")
    with pytest.raises(grpc.RpcError) as error:
        unknown(b"")
    assert error.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_it_ends_when_it_is_told_to(start):
    started = start()
    started.client.ConfigureStack(STACK)
    process = started.pack._process
    started.stop()
    assert process.returncode == -signal.SIGTERM


def test_given_variables_win(monkeypatch):
    monkeypatch.setenv("AURORA_X", "1")
    assert environment_of(["AURORA_X=a=b"]) == {**os.environ, "AURORA_X": "a=b"}
