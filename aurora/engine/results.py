"""What an operation on a stack came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from aurora.engine.events import Change, Diagnostic, Operation, PolicyFinding

__all__ = ["Drift", "Result"]


@dataclass(frozen=True, kw_only=True)
class Result:
    """The outcome of an operation that succeeded.

    Attributes:
        stack: Name of the stack.
        changes: Every resource that was or would be touched; what stays as it is, is left out.
        unchanged: How many resources stay as they are.
        drifted: What AWS held otherwise than the last update left it; `up` brings it back.
        findings: What the policy pack found, advice included.
        warnings: What the program, the provider or the engine warned of.
        outputs: What the stack exports; a secret is the text `[secret]`.
        duration: Seconds.
    """

    stack: str
    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    drifted: tuple[Change, ...] = ()
    findings: tuple[PolicyFinding, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    outputs: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    duration: float = 0.0

    @property
    def counts(self) -> Mapping[Operation, int]:
        """Return how many resources, by operation."""
        return Counter(change.operation for change in self.changes)


@dataclass(frozen=True, kw_only=True)
class Drift(Result):
    """How AWS differs from what the last update left; `changes` are the differences."""

    @property
    def found(self) -> bool:
        """Return whether anything differs."""
        return bool(self.changes)
