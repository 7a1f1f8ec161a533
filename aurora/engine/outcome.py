"""The events of one run of the engine, gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aurora.engine.events import (
    Change,
    Diagnostic,
    Event,
    OnEvent,
    Operation,
    PolicyFinding,
    ResourceDone,
    ResourceFailed,
    ResourceStarted,
    StackOutputs,
    Summary,
)

__all__ = ["Outcome"]


@dataclass
class Outcome:
    """Takes events and passes them on.

    Attributes:
        on_event: Told of each event.
        looking: Whether looking at AWS is what the run is for (a refresh). If not, a look at AWS
            before the work is told nobody; what it found is in `drifted`.
        known: Findings that were told before and are not told again.
        code: The engine's exit code, once it has ended.
        text: What the engine printed on standard error.
        interrupted: Whether it was asked to stop.
    """

    on_event: OnEvent
    looking: bool = False
    known: Sequence[PolicyFinding] = ()
    code: int = 0
    text: str = ""
    interrupted: bool = False
    findings: list[PolicyFinding] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failed: list[Change] = field(default_factory=list)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    summary: Summary | None = None
    _changes: dict[str, Change] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    _looked_at: dict[str, Change | None] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Take one event."""
        match event:
            case ResourceStarted() | ResourceDone() if not self.looking and self._look(event):
                return
            case ResourceStarted():
                self._keep(event.change)
            case ResourceDone():
                if event.change.urn in self._done:
                    return  # a component is done once more when it registers its outputs
                self._done.add(event.change.urn)
                self._keep(event.change)
            case ResourceFailed():
                self.failed.append(event.change)
            case PolicyFinding():
                if event in self.findings:
                    return
                self.findings.append(event)
                if event in self.known:
                    return
            case Diagnostic():
                self.diagnostics.append(event)
            case StackOutputs():
                self.outputs = event.outputs
            case Summary():
                self.summary = event
        self.on_event(event)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what is changed; what stays as it is and what is only read is left out."""
        still = (Operation.SAME, Operation.READ, Operation.REFRESH)
        return tuple(c for c in self._changes.values() if c.operation not in still)

    @property
    def drifted(self) -> tuple[Change, ...]:
        """Return what AWS held otherwise than the state, when it was looked at before the work."""
        found = (change for change in self._looked_at.values() if change)
        return tuple(c for c in found if c.properties or c.operation is Operation.DELETE)

    @property
    def unchanged(self) -> int:
        """Return how many resources stay as they are."""
        return sum(change.operation is Operation.SAME for change in self._changes.values())

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Return the warnings, each once."""
        warned = (d for d in self.diagnostics if d.severity == "warning")
        return tuple(dict.fromkeys(warned))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return the errors, each once."""
        return tuple(dict.fromkeys(d for d in self.diagnostics if d.severity == "error"))

    def _look(self, event: ResourceStarted | ResourceDone) -> bool:
        """Take an event of a look at AWS; return whether it is one.

        A look starts as `refresh` and ends as what came of it.
        """
        change = event.change
        if isinstance(event, ResourceStarted):
            if change.operation is Operation.REFRESH:
                self._looked_at[change.urn] = None
            return change.operation is Operation.REFRESH
        if self._looked_at.get(change.urn, change) is not None:
            return False
        self._looked_at[change.urn] = change
        return True

    def _keep(self, change: Change) -> None:
        """Keep the last word on a resource: what came of it, a replacement once."""
        before = self._changes.get(change.urn)
        if before and before.operation is Operation.REPLACE:
            return
        self._changes[change.urn] = change
