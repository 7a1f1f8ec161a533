"""The pack as the engine calls it: a real gRPC server in this process."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from policies.configuration import FOLDER
from policies.registry import rules
from policies.servicer import Servicer

LIMITS = [(f"grpc.max_{way}_message_length", 400 << 20) for way in ("send", "receive")]


@contextmanager
def pack(
    stack: str,
    *,
    folder: Path = FOLDER,
    config: dict[str, str] | None = None,
    user: dict[str, dict[str, Any]] | None = None,
) -> Generator[Any]:
    """Start the pack for a stack, configured as the engine does it; yield the stub.

    `user` is what `--policy-pack-config` would hold: by rule, `enforcementLevel` and parameters.
    """
    server = grpc.server(ThreadPoolExecutor(max_workers=2), options=LIMITS)
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Servicer(rules(), folder), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=LIMITS) as channel:
        stub = analyzer_pb2_grpc.AnalyzerStub(channel)
        stub.ConfigureStack(
            analyzer_pb2.AnalyzerStackConfigureRequest(stack=stack, dry_run=True, config=config)
        )
        request = analyzer_pb2.ConfigureAnalyzerRequest()
        for policy in stub.GetAnalyzerInfo(Empty()).policies:
            entry = request.policyConfig[policy.name]
            entry.enforcementLevel = policy.enforcementLevel
            given = dict((user or {}).get(policy.name, {}))
            if level := given.pop("enforcementLevel", None):
                entry.enforcementLevel = analyzer_pb2.EnforcementLevel.Value(level.upper())
            entry.properties.update(given)
        stub.Configure(request)
        yield stub
    server.stop(0).wait()


def single(resource: Any) -> Any:
    """Return the `AnalyzeRequest` of a resource of an `AnalyzeStackRequest`."""
    return analyzer_pb2.AnalyzeRequest(
        type=resource.type,
        name=resource.name,
        urn=resource.urn,
        properties=resource.properties,
        options=resource.options,
        provider=resource.provider,
    )


def judged(stub: Any, resources: Iterable[Any]) -> list[Any]:
    """Return the diagnostics of an `Analyze` for each resource and of one `AnalyzeStack`."""
    listed = list(resources)
    found = [d for resource in listed for d in stub.Analyze(single(resource)).diagnostics]
    whole = analyzer_pb2.AnalyzeStackRequest(resources=listed)
    return [*found, *stub.AnalyzeStack(whole).diagnostics]
