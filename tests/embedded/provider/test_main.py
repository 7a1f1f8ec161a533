"""The plugin as a process."""

from __future__ import annotations

import subprocess
import sys

import grpc
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from tests.embedded.orphan import outlives_its_engine

MODULE = "aurora.embedded.provider"


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
    assert not outlives_its_engine("-m", MODULE), "the plugin is still there"
