"""The plugin as a process."""

from __future__ import annotations

import subprocess
import sys
import time

import grpc
import psutil
import pytest
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

MODULE = "aurora.embedded.provider"
PARENT = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "{MODULE}"], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def test_the_first_line_is_the_port_and_a_signal_ends_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", MODULE], stdout=subprocess.PIPE, text=True
    ) as plugin:
        assert plugin.stdout
        port = int(plugin.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = provider_pb2_grpc.ResourceProviderStub(channel)
            assert stub.Handshake(provider_pb2.ProviderHandshakeRequest()).accept_secrets
        plugin.terminate()
        assert plugin.wait(20) == 0


def test_it_does_not_outlive_an_engine_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True
    ) as engine:
        assert engine.stdout
        process = psutil.Process(int(engine.stdout.readline()))
        engine.kill()
    for _ in range(200):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    process.kill()
    pytest.fail("the plugin is still there")
