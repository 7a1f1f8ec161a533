"""The engine's view of the provider: requests taken apart, handed on, and answered."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final, NoReturn

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from aurora.embedded.provider import wire
from aurora.embedded.provider.calls.contract import registry
from aurora.embedded.provider.configuration import Configuration, configure, refused, unknown
from aurora.embedded.provider.failure import Failure, abort
from aurora.embedded.provider.invokes import invoke
from aurora.embedded.provider.operations import Operations
from aurora.embedded.provider.plan.check import Request, check
from aurora.embedded.provider.plan.names import NoName
from aurora.embedded.provider.plan.plan import Plan, plan
from aurora.embedded.provider.schema import ResourceType, resource_type
from aurora.embedded.provider.types import load_calls

__all__ = ["Provider"]

VERSION: Final = "7.51.1"
"""The pulumi-aws whose resources this plugin serves."""
