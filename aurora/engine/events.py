"""What the engine tells while it works, as values that do not change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from aurora.engine.outputs import plain

__all__ = [
    "Change",
    "Diagnostic",
    "Event",
    "Notice",
    "OnEvent",
    "Operation",
    "Planned",
    "PolicyFinding",
    "Resource",
    "ResourceDone",
    "ResourceFailed",
    "ResourceStarted",
    "StackOutputs",
    "Summary",
    "name_of",
    "read",
]

STACK_TYPE: Final = "pulumi:pulumi:Stack"
PROVIDER_TYPES: Final = "pulumi:providers:"


class Operation(StrEnum):
    """What is done to a resource."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    SAME = "same"
    READ = "read"
    REFRESH = "refresh"
    IMPORT = "import"


OPERATIONS: Final[Mapping[str, Operation | None]] = {
    **{operation.value: operation for operation in Operation},
    "create-replacement": Operation.REPLACE,
    "import-replacement": Operation.REPLACE,
    "read-replacement": Operation.READ,
    # The second half of a replacement, which is told once.
    "delete-replaced": None,
    "discard-replaced": None,
    "remove-pending-replace": None,
    "discard": Operation.DELETE,
}
"""The engine's steps as what an operator calls them (pulumi, sdk/go/common/apitype/events.go)."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Which resource something is about.

    Attributes:
        urn: Its URN.
        type: Its type token.
        name: Its name in the program.
        region: The AWS region that it is in; empty when it has none or it is not known yet.
    """

    urn: str
    type: str
    name: str
    region: str = ""


@dataclass(frozen=True, kw_only=True)
class Change(Resource):
    """A resource and what is done to it.

    Attributes:
        operation: What is done.
        properties: Which of its properties differ, in their Pulumi names; never values.
    """

    operation: Operation
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ResourceStarted:
    """The engine has begun with a resource."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class ResourceDone:
    """The engine is done with a resource."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class ResourceFailed:
    """The engine could not do what it wanted with a resource; a `Diagnostic` says why."""

    change: Change


@dataclass(frozen=True, kw_only=True)
class PolicyFinding:
    """A rule of the policy pack that a resource breaks.

    Attributes:
        rule: Name of the rule.
        level: `mandatory` stops an update, `advisory` does not.
        severity: `low` to `critical`; empty when the rule says none.
        message: The rule's title, and below it what is wrong and what to do.
        urn: The resource; empty when it is about the whole stack.
        pack: Name of the pack.
    """

    rule: str
    level: str
    severity: str
    message: str
    urn: str
    pack: str

    @property
    def name(self) -> str:
        """Return the resource's name."""
        return name_of(self.urn)


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """A message of the program, the provider or the engine.

    Attributes:
        severity: `info`, `warning` or `error`.
        message: The text, without trailing space.
        urn: The resource that it is about; empty when it is about none.
    """

    severity: str
    message: str
    urn: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something that this project does around the engine, such as a repair."""

    message: str


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What an update is about to do: the changes of its preview, those without effect left out."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class StackOutputs:
    """What the stack exports, secrets masked."""

    outputs: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The engine is through.

    Attributes:
        changes: How many resources, by operation.
        succeeded: Whether all went well.
    """

    changes: Mapping[str, int]
    succeeded: bool


Event = (
    ResourceStarted
    | ResourceDone
    | ResourceFailed
    | PolicyFinding
    | Diagnostic
    | Notice
    | Planned
    | StackOutputs
    | Summary
)
OnEvent = Callable[[Event], None]

SEVERITIES: Final = {"info": "info", "info#err": "info", "warning": "warning", "error": "error"}
STEPS: Final = {
    "resourcePreEvent": ResourceStarted,
    "resOutputsEvent": ResourceDone,
    "resOpFailedEvent": ResourceFailed,
}


def name_of(urn: str) -> str:
    """Return the name at the end of a URN."""
    return urn.rpartition("::")[2]


def read(line: str) -> tuple[Event, ...]:
    """Return what one line of the engine's event log says; nothing when it is of no interest."""
    try:
        event: dict[str, Any] = json.loads(line)
    except ValueError:
        return ()
    for key, kind in STEPS.items():
        if step := event.get(key):
            return _step(kind, step["metadata"])
    if policy := event.get("policyEvent"):
        return (_finding(policy),)
    if diagnostic := event.get("diagnosticEvent"):
        return _diagnostic(diagnostic)
    if summary := event.get("summaryEvent"):
        counts = {
            operation: int(count) for operation, count in summary.get("resourceChanges", {}).items()
        }
        return (Summary(changes=counts, succeeded=summary.get("result") == "succeeded"),)
    return ()


def _step(kind: Callable[..., Event], metadata: Mapping[str, Any]) -> tuple[Event, ...]:
    if metadata["type"] == STACK_TYPE and kind is ResourceDone:
        state = metadata.get("new") or {}
        return (StackOutputs(outputs=plain(state.get("outputs") or {})),)
    operation = OPERATIONS.get(metadata["op"])
    if operation is None or metadata["type"].startswith((STACK_TYPE, PROVIDER_TYPES)):
        return ()
    if operation is Operation.REFRESH and kind is ResourceDone and not metadata.get("new"):
        operation = Operation.DELETE  # looked for, and not there any more
    return (kind(change=_change(operation, metadata)),)


def _change(operation: Operation, metadata: Mapping[str, Any]) -> Change:
    states = [state for key in ("new", "old") if (state := metadata.get(key))]
    regions = (
        properties["region"]
        for state in states
        for part in ("inputs", "outputs")
        if isinstance((properties := state.get(part) or {}).get("region"), str)
    )
    paths = metadata.get("detailedDiff") or metadata.get("diffs") or ()
    return Change(
        urn=metadata["urn"],
        type=metadata["type"],
        name=name_of(metadata["urn"]),
        region=next(regions, ""),
        operation=operation,
        properties=tuple(sorted(paths)),
    )


def _finding(policy: Mapping[str, Any]) -> PolicyFinding:
    return PolicyFinding(
        rule=policy["policyName"],
        level=policy["enforcementLevel"],
        severity=policy.get("severity", ""),
        message=policy["message"].strip(),
        urn=policy.get("resourceUrn", ""),
        pack=policy["policyPackName"],
    )


def _diagnostic(diagnostic: Mapping[str, Any]) -> tuple[Event, ...]:
    severity = SEVERITIES.get(diagnostic["severity"])
    message = diagnostic["message"].strip()
    if not severity or not message or diagnostic.get("ephemeral"):
        return ()
    return (Diagnostic(severity=severity, message=message, urn=diagnostic.get("urn", "")),)
