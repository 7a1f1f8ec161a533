"""Carries out a plan: create, read, update and delete, and the state that results."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Gone, describe, registry
from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import DEFAULTS
from aurora.embedded.provider.plan.comparison import same
from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.plan import plan
from aurora.embedded.provider.schema import Property, ResourceType
from aurora.values import UNKNOWN

__all__ = ["Failure", "Operations", "Outcome"]

REGION_ID: Final = re.compile(r"^(.+)@([a-z]{2}(?:-[a-z]+)+-\d{1,2})$")
MINUTE: Final = 60
DEFAULT_TIMEOUT: Final = 20 * MINUTE


class Failure(Exception):
    """An operation failed; with an id the thing exists and the state says how far it came."""

    def __init__(self, words: str, id_: str = "", state: Mapping[str, Any] | None = None) -> None:
        self.id, self.state = id_, state
        super().__init__(words)


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
        planned = plan(type_, inputs, {}, self.configuration)
        call = self._call(type_, name, inputs, planned.values, {}, "create", timeout)
        calls = registry[type_.token]()
        try:
            calls.create(call)
            found = self._read_back(calls, call)
        except (CallError, ClientError, BotoCoreError) as error:
            raise self._failure(error, type_, call, planned.values) from error
        return Outcome(call.id, self._state(type_, call, planned.values, found))

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
        """Bring a resource from its prior state to the inputs. Raises Failure."""
        planned = plan(type_, inputs, prior, self.configuration, ignored)
        call = self._call(type_, name, inputs, planned.values, prior, "update", timeout)
        call.id, call.changed = (
            id_,
            planned.changed - {"tagsAll"}
            | ({"tags", "tagsAll"} if "tagsAll" in planned.changed else set()),
        )
        calls = registry[type_.token]()
        try:
            if planned.changed:
                calls.update(call)
            found = self._read_back(calls, call)
        except (CallError, ClientError, BotoCoreError) as error:
            raise self._failure(error, type_, call, {**planned.values, **prior}) from error
        return Outcome(call.id, self._state(type_, call, planned.values, found))

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
        except (CallError, ClientError, BotoCoreError) as error:
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
        if not prior and (match := REGION_ID.match(id_)):
            call.id, call.region = match.group(1), match.group(2)
        try:
            found = registry[type_.token]().read(call)
        except Gone:
            return None
        except (CallError, ClientError, BotoCoreError) as error:
            raise Failure(_words(error)) from error
        if found is None:
            return None
        if not prior:
            return self._imported(type_, call, found)
        state = self._refreshed(type_, call, found)
        return Outcome(call.id, state, self._inputs(type_, inputs, prior, state))

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
        given = {k: v for k, v in inputs.items() if k != DEFAULTS}
        sent = {
            name: value
            for name, value in _without_defaults(values).items()
            if name in given or not (type_.properties.get(name) or _COMPUTED).computed
        }
        return Call(
            type=type_.token,
            name=name,
            region=region,
            account=self.clients.account,
            partition=_partition(region),
            clients=self.clients,
            inputs={k: v for k, v in sent.items() if v is not None and v is not UNKNOWN},
            prior=dict(prior),
            timeout=timeout or type_.timeouts.get(verb, 0) * MINUTE or DEFAULT_TIMEOUT,
            cancelled=self.cancelled,
        )

    @staticmethod
    def _read_back(calls: Calls, call: Call) -> Mapping[str, Any]:
        found = calls.read(call)
        if found is None:
            raise CallError(f"reading {call.type} ({call.id}): it is not there after the call")
        return found

    def _failure(
        self, error: Exception, type_: ResourceType, call: Call, values: Mapping[str, Any]
    ) -> Failure:
        state = self._state(type_, call, values, {}) if call.id else None
        return Failure(_words(error), call.id, state)

    def _state(
        self,
        type_: ResourceType,
        call: Call,
        values: Mapping[str, Any],
        found: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return the state: what was planned, what the call learnt, what AWS says."""
        state = {k: v for k, v in values.items() if v is not UNKNOWN and v is not None}
        state.update(call.state)
        for name, value in found.items():
            property_ = type_.properties.get(name)
            if property_ and name in state and same(value, state[name], property_):
                continue  # the same to the provider: the program's spelling stays
            state[name] = value
        return self._finished(type_, call, state, call.inputs.get("tags") or {})

    def _refreshed(
        self, type_: ResourceType, call: Call, found: Mapping[str, Any]
    ) -> dict[str, Any]:
        state = dict(call.prior)
        for name, value in found.items():
            property_ = type_.properties.get(name)
            if property_ and same(value, state.get(name), property_) and name in state:
                continue
            state[name] = value
        given = {**(call.prior.get("tags") or {}), **(call.inputs.get("tags") or {})}
        if type_.tagged and "tagsAll" in found and "tags" not in found:
            state["tags"] = self.configuration.own_tags(found["tagsAll"] or {}, given)
        return self._finished(type_, call, state, given)

    def _finished(
        self,
        type_: ResourceType,
        call: Call,
        state: dict[str, Any],
        given: Mapping[str, str],
    ) -> dict[str, Any]:
        if type_.regional:
            state.setdefault("region", call.region)
        if type_.tagged:
            tags = state.get("tagsAll") or {}
            state["tagsAll"] = {k: v for k, v in tags.items() if not self.configuration.ignored(k)}
        for name in type_.write_only:
            state.pop(name, None)
        state["id"] = call.id
        return {k: v for k, v in state.items() if v is not None}

    def _inputs(
        self,
        type_: ResourceType,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
        state: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return the inputs after a refresh: only what is there already takes AWS's value."""
        out: dict[str, Any] = dict(inputs)
        defaults: list[str] = list(inputs.get(DEFAULTS) or ())
        for name in list(out):
            property_ = type_.properties.get(name)
            if property_ is None or not property_.settable or property_.write_only:
                continue
            if same(prior.get(name), state.get(name), property_):
                continue
            if name in defaults:
                defaults.remove(name)
            if empty(state.get(name)) and property_.type in ("list", "object", "map"):
                out.pop(name)
            else:
                out[name] = state.get(name)
        if type_.tagged and not same(prior.get("tags"), state.get("tags"), _TAGS):
            out["tags"] = state.get("tags") or {}
        if type_.tagged:
            out["tagsAll"] = state.get("tagsAll") or {}
        if DEFAULTS in inputs:
            out[DEFAULTS] = defaults
        return out

    def _imported(self, type_: ResourceType, call: Call, found: Mapping[str, Any]) -> Outcome:
        state = {**call.state, **found}
        if type_.tagged and "tags" not in state:
            state["tags"] = self.configuration.own_tags(state.get("tagsAll") or {}, {})
        state = self._finished(type_, call, state, {})
        inputs: dict[str, Any] = {}
        for name, property_ in type_.properties.items():
            value = state.get(name)
            if not property_.settable or (empty(value) and not property_.required):
                continue
            if value == property_.default or any(
                other in inputs for other in _conflicting(type_, property_.conflicts_with)
            ):
                continue
            inputs[name] = value
        if not type_.framework:
            inputs[DEFAULTS] = []
        return Outcome(call.id, state, inputs)


class _Computed:
    computed = False


_COMPUTED: Final = _Computed()
_TAGS: Final = Property(name="tags", terraform="tags", type="map")


def _conflicting(type_: ResourceType, names: tuple[str, ...]) -> set[str]:
    by_terraform = type_.terraform_names()
    return {by_terraform.get(name, name) for name in names}


def _without_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_defaults(v) for k, v in value.items() if k != DEFAULTS}
    if isinstance(value, list):
        return [_without_defaults(item) for item in value]
    return value


def _words(error: Exception) -> str:
    if isinstance(error, ClientError):
        return describe(error)
    return str(error)


def _partition(region: str) -> str:
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"
