"""What the policy pack costs, in process and as the engine calls it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import grpc
import psutil
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from aurora.planning.judging import judge_views, plan_views
from aurora.planning.recorder import Recording
from benchmarks.estate import recorded
from benchmarks.measure import Figure
from benchmarks.table import show
from policies.environment import Environment
from policies.registry import rules

COPIES = 13
"""Production databases in one program: about a thousand resources."""
ROUNDS = 3
LIMITS = [(f"grpc.max_{way}_message_length", 400 << 20) for way in ("send", "receive")]


def measure() -> list[Figure]:
    """Return the processor time of both ways; not the clock's, which tells who else was at work."""
    recording = recorded(COPIES)
    count = len(recording.resources)
    within = min(_in_process(recording) for _ in range(ROUNDS))
    start, engine = _over_grpc(recording)
    what = f"{len(rules())} rules x {count} resources"
    return [
        Figure(what=f"{what}, in process", measured=within, budget=0.3, unit=" s"),
        Figure(what=f"{what}, the engine's protocol", measured=engine, budget=2, unit=" s"),
        Figure(what="start of the pack, until its port", measured=start, unit=" s"),
    ]


def _in_process(recording: Recording) -> float:
    started = time.process_time()
    judge_views("prod", plan_views(recording), Environment.PRODUCTION)
    return time.process_time() - started


def _over_grpc(recording: Recording) -> tuple[float, float]:
    """Return the processor seconds of the pack's process: to its port, and for the whole stack."""
    command = [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:0", str(Path("policies"))]
    names = {"PULUMI_PROJECT": "aurora", "PULUMI_STACK": "prod", "PULUMI_CONFIG": "{}"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **names}
    ) as process:
        port = process.stdout.readline().strip() if process.stdout else ""
        start = _seconds(process.pid)
        with grpc.insecure_channel(f"127.0.0.1:{port}", options=LIMITS) as channel:
            _judge(analyzer_pb2_grpc.AnalyzerStub(channel), recording)
        spent = _seconds(process.pid) - start
        process.terminate()
    return start, spent


def _judge(stub: Any, recording: Recording) -> None:
    stub.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(stack="prod", dry_run=True))
    stub.GetAnalyzerInfo(Empty())
    stub.Configure(analyzer_pb2.ConfigureAnalyzerRequest())
    messages = list(_messages(recording))
    for message in messages:
        single = analyzer_pb2.AnalyzeRequest(
            type=message.type,
            name=message.name,
            urn=message.urn,
            properties=message.properties,
            options=message.options,
        )
        stub.Remediate(single)
        stub.Analyze(single)
    stub.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=messages))


def _messages(recording: Recording) -> Iterable[Any]:
    for registration in recording.resources:
        message = analyzer_pb2.AnalyzerResource(
            type=registration.type,
            name=registration.name,
            urn=registration.urn,
            properties=registration.wire,
            options=analyzer_pb2.AnalyzerResourceOptions(protect=registration.protect),
        )
        for key, urns in registration.property_dependencies.items():
            message.propertyDependencies[key].urns.extend(urns)
        yield message


def _seconds(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    show(measure())
