"""Carries out a plan: create, read, update and delete, each by the calls of the type."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from aurora.embedded.provider.calls.contract import (
    Call,
    CallError,
    Calls,
    Gone,
    WrongId,
    describe,
    registry,
)
from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import Configuration, partition
from aurora.embedded.provider.plan.conversion import DEFAULTS
from aurora.embedded.provider.plan.inputs import imported_inputs, refreshed_inputs
from aurora.embedded.provider.plan.plan import PlanRefused, plan
from aurora.embedded.provider.schema import ResourceType
from aurora.embedded.provider.state import (
    after_change,
    after_failed_create,
    after_failed_update,
    after_read,
)
from aurora.values import UNKNOWN

__all__ = ["Failure", "Missing", "Operations", "Outcome", "Refused"]

REGION_ID: Final = re.compile(r"^(.+)@([a-z]{2}(?:-[a-z]+)+-\d{1,2})$")
MINUTE: Final = 60
DEFAULT_TIMEOUT: Final = 20 * MINUTE
"""Seconds; what the provider's SDK allows where a type names no time."""

ERRORS: Final = (CallError, ClientError, BotoCoreError)


class Failure(Exception):
    """An operation failed; with an id the thing exists and the state says how far it came."""

    def __init__(self, words: str, id_: str = "", state: Mapping[str, Any] | None = None) -> None:
        self.id, self.state = id_, state
        super().__init__(words)


class Refused(Failure):
    """The provider refuses the plan; nothing was touched."""


class Missing(Failure):
    """What was to be updated is not there."""


@dataclass(frozen=True)
class Outcome:
    """A resource after an operation: its id, its state, and at a read its inputs."""

    id: str
    state: dict[str, Any]
    inputs: dict[str, Any] = field(default_factory=dict)


class Operations:
    """The four operations, for every type that has calls."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.clients = Clients(configuration)
        self.cancelled = threading.Event()

    def create(
        self, type_: ResourceType, name: str, inputs: Mapping[str, Any], timeout: float = 0
    ) -> Outcome:
        """Create a resource. Raises Failure."""
        values = self._plan(type_, inputs, {}).values
        call = self._call(type_, name, inputs, values, {}, "create", timeout)
        calls = registry[type_.token]()
        try:
            calls.create(call)
            found = calls.read(call)
            if found is None:
                raise CallError(f"reading {call.type} ({call.id}): it is not there after create")
        except ERRORS as error:
            if not call.id:
                raise Failure(_words(error)) from error
            found = _looked_at(calls, call)
            state = after_failed_create(type_, call, values, found or {}, self.configuration)
            raise Failure(_words(error), call.id, state) from error
        return Outcome(call.id, after_change(type_, call, values, found, self.configuration))

    def update(
        self,
        type_: ResourceType,
        name: str,
        id_: str,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
        ignored: frozenset[str] = frozenset(),
        timeout: float = 0,
    ) -> Outcome:
        """Bring a resource from its prior state to the inputs.

        Raises:
            Missing: It is not there.
            Failure: Anything else went wrong.
        """
        planned = self._plan(type_, inputs, prior, ignored)
        call = self._call(type_, name, inputs, planned.values, prior, "update", timeout)
        call.id, call.changed = id_, _changed(planned.changed)
        calls = registry[type_.token]()
        try:
            if planned.changed:
                calls.update(call)
            found = calls.read(call)
        except Gone as error:
            raise Missing(str(error)) from error
        except ERRORS as error:
            found = _looked_at(calls, call)
            state = after_failed_update(type_, call, found or {}, self.configuration)
            raise Failure(_words(error), call.id, state) from error
        if found is None:
            raise Missing(f"{call.type} ({call.id}) is not there")
        return Outcome(
            call.id, after_change(type_, call, planned.values, found, self.configuration)
        )

    def delete(
        self,
        type_: ResourceType,
        name: str,
        id_: str,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
        timeout: float = 0,
    ) -> None:
        """Delete a resource; gone already counts as done. Raises Failure."""
        call = self._call(type_, name, inputs, inputs, prior, "delete", timeout)
        call.id = id_
        try:
            registry[type_.token]().delete(call)
        except Gone:
            return
        except ERRORS as error:
            raise Failure(_words(error)) from error

    def read(
        self,
        type_: ResourceType,
        name: str,
        id_: str,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
    ) -> Outcome | None:
        """Return what AWS says now, None when the thing is gone. Raises Failure.

        Without a prior state it is an import: the id may end in `@region`.
        """
        call = self._call(type_, name, inputs, inputs, prior, "read", 0)
        call.id = id_
        if not prior:
            call.inputs = {}
            self._locate(type_, call)
        try:
            found = registry[type_.token]().read(call)
        except Gone:
            return None
        except WrongId as error:
            if type_.framework or prior:
                raise Failure(str(error)) from error
            return None
        except ERRORS as error:
            raise Failure(_words(error)) from error
        if found is None:
            return None
        state = after_read(type_, call, found, self.configuration)
        if not prior:
            return Outcome(call.id, state, imported_inputs(type_, state))
        return Outcome(call.id, state, refreshed_inputs(inputs, state, type_.properties))

    @staticmethod
    def _locate(type_: ResourceType, call: Call) -> None:
        """Take the region from an import id: behind an `@`, or the one that an ARN holds."""
        if not type_.regional:
            return
        if match := REGION_ID.match(call.id):
            call.id, call.region = match.group(1), match.group(2)
        elif call.id.startswith("arn:") and call.id.count(":") >= 5:
            call.region = call.id.split(":")[3] or call.region
        call.partition = partition(call.region)

    def _plan(
        self,
        type_: ResourceType,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
        ignored: frozenset[str] = frozenset(),
    ) -> Any:
        try:
            return plan(type_, inputs, prior, self.configuration, ignored)
        except PlanRefused as error:
            raise Refused(str(error)) from error

    def _call(
        self,
        type_: ResourceType,
        name: str,
        inputs: Mapping[str, Any],
        values: Mapping[str, Any],
        prior: Mapping[str, Any],
        verb: str,
        timeout: float,
    ) -> Call:
        region = inputs.get("region") or prior.get("region") or self.configuration.region
        try:
            account = self.clients.account
        except (ClientError, BotoCoreError) as error:
            raise Failure(f"Retrieving AWS account details: {error}") from error
        return Call(
            type=type_.token,
            name=name,
            region=region,
            account=account,
            partition=partition(region),
            clients=self.clients,
            inputs=_sent(type_, inputs, values),
            given={k: _without_defaults(v) for k, v in inputs.items() if k != DEFAULTS},
            prior=dict(prior),
            timeout=timeout or type_.timeouts.get(verb, 0) * MINUTE or DEFAULT_TIMEOUT,
            cancelled=self.cancelled,
        )


def _sent(
    type_: ResourceType, inputs: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what calls get: the planned values of what is given or has a default, and all tags."""
    own = {
        name: value
        for name, value in values.items()
        if name in inputs or name == "tagsAll" or _uncomputed(type_, name)
    }
    return {
        name: _without_defaults(value)
        for name, value in own.items()
        if name != DEFAULTS and value is not None and value is not UNKNOWN
    }


def _uncomputed(type_: ResourceType, name: str) -> bool:
    property_ = type_.properties.get(name)
    return property_ is not None and not property_.computed


def _without_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_defaults(v) for k, v in value.items() if k != DEFAULTS}
    if isinstance(value, list):
        return [_without_defaults(item) for item in value]
    return value


def _changed(names: frozenset[str]) -> frozenset[str]:
    """Return what calls are told has changed: tags as a whole, or not at all."""
    tags = frozenset(("tags", "tagsAll"))
    return names | tags if "tagsAll" in names else names - tags


def _looked_at(calls: Calls, call: Call) -> Mapping[str, Any] | None:
    """Return what AWS says of a thing whose change failed, None where that fails as well."""
    try:
        return calls.read(call)
    except ERRORS:
        return None


def _words(error: Exception) -> str:
    return describe(error) if isinstance(error, ClientError) else str(error)
