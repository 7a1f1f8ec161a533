"""How a call of the engine ends when something went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from pulumi.runtime.proto import provider_pb2, status_pb2

from aurora.embedded.provider import wire
from aurora.embedded.provider.operations import Failure, Refused

__all__ = ["abort", "fail"]


def fail(
    context: Any,
    doing: str,
    failure: Failure,
    inputs: Mapping[str, Any],
    hidden: frozenset[str],
) -> NoReturn:
    """End the call with the provider's words; what exists is kept, to be mended next time."""
    if isinstance(failure, Refused):
        abort(context, f"diffing {doing.partition(' ')[2]}: {failure}")
    words = f"{doing}: {failure}"
    if not failure.id or failure.state is None:
        abort(context, words)
    detail = AnyMessage()
    detail.Pack(
        provider_pb2.ErrorResourceInitFailed(
            id=failure.id,
            properties=wire.encode(failure.state, hidden),
            inputs=wire.encode(inputs, hidden),
            reasons=[words],
        )
    )
    code = grpc.StatusCode.UNKNOWN.value[0]
    status = status_pb2.Status(code=code, message=words, details=[detail])
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    abort(context, words)


def abort(context: Any, words: str, code: grpc.StatusCode = grpc.StatusCode.UNKNOWN) -> NoReturn:
    """End the call with an error."""
    context.abort(code, words)
    raise AssertionError  # abort has raised already; this tells the checkers so
