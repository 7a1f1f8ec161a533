"""The real Pulumi engine, found or built, and one stack driven by it: `Environment`."""

from __future__ import annotations

from aurora.engine.environment import Environment
from aurora.engine.events import (
    Change,
    Diagnostic,
    Event,
    Notice,
    OnEvent,
    Operation,
    Planned,
    PolicyFinding,
    Resource,
    ResourceDone,
    ResourceFailed,
    ResourceStarted,
    StackOutputs,
    Summary,
)
from aurora.engine.find import find
from aurora.engine.results import Drift, Result
from aurora.engine.way import Engine

__all__ = [
    "Environment",
    "Result",
    "Drift",
    "Change",
    "Operation",
    "Resource",
    "Engine",
    "find",
    "Event",
    "OnEvent",
    "Planned",
    "ResourceStarted",
    "ResourceDone",
    "ResourceFailed",
    "PolicyFinding",
    "Diagnostic",
    "Notice",
    "StackOutputs",
    "Summary",
]
