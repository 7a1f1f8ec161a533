"""Where in a program a resource is made, and when nobody asks."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from pulumi.runtime import resource
from pulumi.runtime.proto.source_pb2 import StackTrace

__all__ = ["unasked"]

NOWHERE: Final = StackTrace()

SDK: Any = resource


@contextmanager
def unasked() -> Generator[None]:
    """Keep the SDK from walking the stack of calls for every resource.

    The engine puts the place into its messages; a plan that is only recorded has no use for it, and
    finding it takes a sixth of the time. The SDK has no switch for it, so its private function is
    exchanged for as long as the plan is recorded.
    """
    kept = SDK._get_stack_trace
    SDK._get_stack_trace = lambda: NOWHERE
    try:
        yield
    finally:
        SDK._get_stack_trace = kept
