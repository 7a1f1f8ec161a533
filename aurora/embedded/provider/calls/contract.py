"""What the plan half promises the call half, and what it asks of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, NoReturn

from botocore.client import BaseClient
from botocore.exceptions import ClientError

__all__ = ["Call", "CallError", "Calls", "Gone", "Properties", "WrongId", "registry"]

Properties = dict[str, Any]
"""Properties by Pulumi name, as plain JSON values; secrets are unwrapped, nothing is unknown."""


class CallError(Exception):
    """What the real provider would print, such as `creating RDS Cluster (x): ...`."""


class Gone(CallError):
    """The thing is not there: an update fails, a delete is done, a read answers None."""


class WrongId(CallError):
    """An import id of another form than the type's: read as a thing that is not there."""


@dataclass
class Call:
    """One operation on one resource.

    Attributes:
        type: The type token, without parents (`aws:rds/cluster:Cluster`).
        name: The resource's name, the last part of its URN.
        region: The region of this resource: its `region` input, else the provider's.
        account: The account id.
        partition: `aws`, `aws-cn` or `aws-us-gov`, from the region.
        clients: Makes (and caches) a botocore client for a service and a region.
        inputs: New checked inputs, with `region` and `tagsAll`, without `__defaults`. At delete and
            refresh: the old inputs.
        given: The checked inputs as they are, without what the plan makes of them: what the program
            left out is missing here, also where the plan keeps the prior value.
        prior: The old state; empty at create.
        changed: At update: top-level properties whose planned value differs from the prior state.
        id: The resource's id. A create sets it the moment AWS has accepted the thing, so that a
            failure after that keeps a partial state which the next `up` repairs.
        timeout: Seconds that a wait may last.
        state: What a create or update learnt and a read cannot see; merged into the state.
        cancelled: Set when the engine cancels; waits end early.
    """

    type: str
    name: str
    region: str
    account: str
    partition: str
    clients: Callable[[str, str], BaseClient]
    inputs: Properties
    prior: Properties = field(default_factory=dict)
    given: Properties = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    id: str = ""
    timeout: float = 1800.0
    state: Properties = field(default_factory=dict)
    cancelled: threading.Event = field(default_factory=threading.Event)

    def client(self, service: str, region: str | None = None) -> BaseClient:
        """Return the botocore client of a service in this resource's region, or another."""
        return self.clients(service, region or self.region)

    def fail(self, doing: str, error: ClientError | str) -> NoReturn:
        """Raise the error after the provider's words: `doing` is `creating RDS Cluster (x)`."""
        raise CallError(f"{doing}: {describe(error)}")


def describe(error: ClientError | str) -> str:
    """Return an AWS error in the words of the AWS SDK for Go, as the real provider prints it."""
    if isinstance(error, str):
        return error
    answer = error.response
    service = answer.get("ServiceName", "AWS")
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    request = answer.get("ResponseMetadata", {}).get("RequestId", "")
    code, message = answer["Error"].get("Code", ""), answer["Error"].get("Message", "")
    # Go knows errors of the model as types of their own; the rest it calls api errors.
    kind = code if answer.get("Modelled") else f"api error {code}"
    return (
        f"operation error {service}: {error.operation_name}, https response error StatusCode: "
        f"{status}, RequestID: {request}, {kind}: {message}"
    )


registry: dict[str, type[Calls]] = {}
"""Every type that has calls, by type token."""


class Calls:
    """The AWS calls of one resource type. Stateless: an instance lives for one operation.

    After `create` and `update` the core calls `read` and makes the state: the planned inputs, then
    `call.state`, then what `read` returned (a property that read does not return keeps its planned
    value; `None` removes it). At refresh: the prior state, then what `read` returned.
    """

    type: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """Register the class under its type token."""
        if cls.type:
            registry[cls.type] = cls

    def create(self, call: Call) -> None:
        """Create the thing; set `call.id` as soon as AWS has it. Raises CallError."""
        raise NotImplementedError

    def read(self, call: Call) -> Properties | None:
        """Return what AWS says now by Pulumi name, or None when the thing is gone.

        At import `call.inputs` and `call.prior` are empty and `call.id` is what the user gave,
        without `@region`; a type whose import id has another form parses it and sets `call.id`.
        """
        raise NotImplementedError

    def update(self, call: Call) -> None:
        """Bring AWS from `call.prior` to `call.inputs`; `call.changed` names what differs."""
        raise NotImplementedError

    def delete(self, call: Call) -> None:
        """Delete the thing; already gone counts as done. `call.prior` is the last known state."""
        raise NotImplementedError
