"""Drives a type's calls as the plan core does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import aurora.embedded.provider.calls as package
from aurora.embedded.provider.calls.contract import Call, Calls, registry

ACCOUNT = "123456789012"


class Resource:
    """One resource of a stack: its state between operations."""

    def __init__(self, clients: Any, kind: str, region: str = "us-east-1") -> None:
        self._clients, self.kind, self.region = clients, kind, region
        self.calls: Calls = registry[kind]()
        self.id = ""
        self.state: dict[str, Any] = {}
        self.inputs: dict[str, Any] = {}

    def _call(self, **given: Any) -> Call:
        return Call(
            type=self.kind,
            name="x",
            region=self.region,
            account=ACCOUNT,
            partition="aws",
            clients=self._clients,
            id=self.id,
            **given,
        )

    def up(self, **inputs: Any) -> dict[str, Any]:
        """Create, or update what differs; returns the state."""
        inputs = {"region": self.region, "tagsAll": inputs.get("tags", {}), **inputs}
        if self.id:
            changed = {
                key
                for key in {*inputs, *self.inputs}
                if inputs.get(key, self.state.get(key)) != self.state.get(key)
                or (key in self.inputs and key not in inputs)
            }
            call = self._call(inputs=inputs, prior=self.state, changed=frozenset(changed))
            self.calls.update(call)
        else:
            call = self._call(inputs=inputs)
            self.calls.create(call)
        self.id, self.inputs = call.id, inputs
        read = self.calls.read(call)
        assert read is not None
        self.state = merged({**inputs, **call.state}, read)
        return self.state

    def refresh(self) -> dict[str, Any] | None:
        """Read what AWS says now; None when it is gone."""
        read = self.calls.read(self._call(inputs=self.inputs, prior=self.state))
        return None if read is None else merged(self.state, read)

    def imported(self, given: str) -> dict[str, Any] | None:
        """Read by an import id."""
        call = self._call(inputs={})
        call.id = given
        read = self.calls.read(call)
        self.id = call.id
        return read

    def down(self) -> None:
        """Delete."""
        self.calls.delete(self._call(inputs=self.inputs, prior=self.state))


def merged(state: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    """The state after a read: None takes a property away."""
    return {key: value for key, value in {**state, **read}.items() if value is not None}


@pytest.fixture
def resource(clients: Any) -> Callable[..., Resource]:
    """Makes resources: `resource("aws:kms/key:Key")`."""
    import importlib
    import pkgutil

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")

    def make(kind: str, region: str = "us-east-1") -> Resource:
        return Resource(clients, kind, region)

    return make


class Sent:
    """The requests of one service in one region, in order: operation and parameters."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, Any]]] = []

    def note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        """Keep one request (a botocore event handler)."""
        self.requests.append((model.name, dict(params)))

    def clear(self) -> None:
        """Forget what was sent."""
        self.requests.clear()

    @property
    def writes(self) -> list[str]:
        """The operations, without those that only read."""
        return [name for name, _ in self.requests if not name.startswith(("Describe", "List"))]

    def of(self, operation: str) -> dict[str, Any]:
        """The parameters of the only request of an operation."""
        (found,) = [params for name, params in self.requests if name == operation]
        return found


@pytest.fixture
def sent(clients: Any) -> Iterator[Sent]:
    """What the test sends to RDS in us-east-1."""
    kept = Sent()
    events = clients("rds", "us-east-1").meta.events
    events.register("provide-client-params.rds.*", kept.note)
    yield kept
    events.unregister("provide-client-params.rds.*", kept.note)


@pytest.fixture
def sent_to(clients: Any) -> Iterator[Callable[[str], Sent]]:
    """Notes what the test sends to a service in us-east-1: `sent_to("logs")`."""
    noted: list[tuple[Any, str, Sent]] = []

    def start(service: str) -> Sent:
        kept = Sent()
        events = clients(service, "us-east-1").meta.events
        name = f"provide-client-params.{service}.*"
        events.register(name, kept.note)
        noted.append((events, name, kept))
        return kept

    yield start
    for events, name, kept in noted:
        events.unregister(name, kept.note)
