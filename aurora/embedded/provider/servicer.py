"""The engine's protocol: messages in, messages out; what they mean is decided elsewhere."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any, Final

import grpc
from botocore.exceptions import BotoCoreError, ClientError
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from aurora.embedded.provider import wire
from aurora.embedded.provider.answers import compared
from aurora.embedded.provider.calls import load
from aurora.embedded.provider.calls.contract import registry
from aurora.embedded.provider.configuration import Configuration, configure
from aurora.embedded.provider.credentials import (
    account_refusal,
    credentials_refusal,
    key_refusals,
)
from aurora.embedded.provider.ending import abort, fail
from aurora.embedded.provider.functions import FunctionFailed, UnknownFunction, call_function
from aurora.embedded.provider.operations import Failure, Missing, Operations, Outcome
from aurora.embedded.provider.package import package_schema
from aurora.embedded.provider.plan.check import Request, check
from aurora.embedded.provider.plan.names import NoName
from aurora.embedded.provider.plan.plan import Plan, PlanRefused, plan
from aurora.embedded.provider.schema import ResourceType, resource_type
from aurora.values import UNKNOWN

__all__ = ["VERSION", "Servicer"]

VERSION: Final = "7.51.1"
MODES: Final = ("propose", "enforce", "disable")
GONE: Final = (
    "Resource provider reported that the resource did not exist while updating {urn}.\n\n"
    "This is usually a result of the resource having been deleted outside of Pulumi, and can often "
    "be fixed by running `pulumi refresh` before updating."
)


class Servicer(provider_pb2_grpc.ResourceProviderServicer):
    """One provider process: all types, all regions."""

    def __init__(self) -> None:
        self.configuration = Configuration()
        self.operations = Operations(self.configuration)
        self._credentials_seen = threading.Event()

    def Handshake(self, request: Any, context: Any) -> Any:
        """Say what is understood: with a handshake the engine looks at no later answer."""
        return provider_pb2.ProviderHandshakeResponse(
            accept_secrets=True, supports_autonaming_configuration=True
        )

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        """Return the version of the provider that this one stands in for."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetSchema(self, request: Any, context: Any) -> Any:
        """Return names and types of the resources, for programs that an import writes."""
        return provider_pb2.GetSchemaResponse(schema=json.dumps(package_schema(VERSION)))

    def Attach(self, request: Any, context: Any) -> Any:
        """Accept an engine that attaches to a running provider."""
        return Empty()

    def Cancel(self, request: Any, context: Any) -> Any:
        """End the waits of running operations."""
        self.operations.cancelled.set()
        return Empty()

    def CheckConfig(self, request: Any, context: Any) -> Any:
        """Refuse keys that the provider does not have, and credentials that AWS does not take."""
        given, _ = wire.decode(request.news)
        reasons = list(key_refusals(given, _name(request)))
        if not reasons and not self._credentials_seen.is_set():
            reason = credentials_refusal(given, configure(given))
            if reason is None:
                self._credentials_seen.set()
            else:
                reasons.append(reason)
        return provider_pb2.CheckResponse(
            inputs=request.news,
            failures=[provider_pb2.CheckFailure(reason=reason) for reason in reasons],
        )

    def DiffConfig(self, request: Any, context: Any) -> Any:
        """Say what changed: no change of configuration replaces; resources see it themselves."""
        old, _ = wire.decode(request.old_inputs or request.olds)
        new, _ = wire.decode(request.news)
        names = {*old, *new} - {"version"}
        changed = sorted(name for name in names if _differ(old.get(name), new.get(name)))
        changes = provider_pb2.DiffResponse.DiffChanges.Value
        answer = changes("DIFF_SOME" if changed else "DIFF_NONE")
        return provider_pb2.DiffResponse(changes=answer, diffs=changed)

    def Configure(self, request: Any, context: Any) -> Any:
        """Take the configuration."""
        self.configuration = configure(wire.decode(request.args)[0])
        self.operations = Operations(self.configuration)
        try:
            refusal = account_refusal(self.configuration, self.operations.clients)
        except (ClientError, BotoCoreError) as error:
            refusal = f"Retrieving AWS account details: {error}"
        if refusal:
            abort(context, refusal, grpc.StatusCode.INVALID_ARGUMENT)
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    def Check(self, request: Any, context: Any) -> Any:
        """Complete and validate the inputs of a resource."""
        load()
        token = _token(request)
        type_ = resource_type(token)
        if type_ is None or token not in registry:
            reason = f"resource type {token} is not supported by the embedded AWS"
            return provider_pb2.CheckResponse(
                inputs=request.news, failures=[provider_pb2.CheckFailure(reason=reason)]
            )
        given, secret = wire.decode(request.news)
        naming = request.autonaming if request.HasField("autonaming") else None
        try:
            checked = check(
                Request(
                    type=type_,
                    name=_name(request),
                    given=given,
                    old=wire.decode(request.olds)[0],
                    seed=request.randomSeed,
                    proposal=(MODES[naming.mode], naming.proposed_name) if naming else None,
                ),
                self.configuration,
            )
        except NoName as error:
            abort(context, str(error), grpc.StatusCode.INVALID_ARGUMENT)
        return provider_pb2.CheckResponse(
            inputs=wire.encode(checked.inputs, _hidden(type_, secret)),
            failures=[
                provider_pb2.CheckFailure(property=name, reason=reason)
                for name, reason in checked.failures
            ],
        )

    def Diff(self, request: Any, context: Any) -> Any:
        """Say what a change of the inputs changes."""
        type_ = _type(request, context)
        prior, _ = wire.decode(request.olds)
        inputs, _ = wire.decode(request.news)
        planned = self._plan(request, context, type_, inputs, prior, _ignored(request))
        return compared(type_, planned)

    def Create(self, request: Any, context: Any) -> Any:
        """Create a resource, or say what it would be."""
        type_ = _type(request, context)
        inputs, secret = wire.decode(request.properties)
        hidden = _hidden(type_, secret)
        if request.preview:
            planned = self._plan(request, context, type_, inputs, {})
            return provider_pb2.CreateResponse(properties=_preview(type_, planned.values, hidden))
        try:
            made = self.operations.create(type_, _name(request), inputs, request.timeout)
        except Failure as failure:
            fail(context, f"creating {request.urn}", failure, inputs, hidden)
        return provider_pb2.CreateResponse(id=made.id, properties=wire.encode(made.state, hidden))

    def Update(self, request: Any, context: Any) -> Any:
        """Change a resource, or say what it would be."""
        type_ = _type(request, context)
        inputs, secret = wire.decode(request.news)
        prior, secret_before = wire.decode(request.olds)
        hidden = _hidden(type_, secret | (secret_before - inputs.keys()))
        ignored = _ignored(request)
        if request.preview:
            planned = self._plan(request, context, type_, inputs, prior, ignored)
            shown = {**planned.values, "id": request.id}
            return provider_pb2.UpdateResponse(properties=_preview(type_, shown, hidden))
        try:
            made = self.operations.update(
                type_, _name(request), request.id, inputs, prior, ignored, request.timeout
            )
        except Missing:
            abort(context, GONE.format(urn=request.urn))
        except Failure as failure:
            fail(context, f"updating {request.urn}", failure, inputs, hidden)
        return provider_pb2.UpdateResponse(properties=wire.encode(made.state, hidden))

    def Read(self, request: Any, context: Any) -> Any:
        """Return a resource as AWS has it; an empty answer when it is gone."""
        type_ = _type(request, context)
        inputs, secret = wire.decode(request.inputs)
        prior, secret_before = wire.decode(request.properties)
        hidden = _hidden(type_, secret | secret_before)
        try:
            found: Outcome | None = self.operations.read(
                type_, _name(request), request.id, inputs, prior
            )
        except Failure as failure:
            abort(context, f"refreshing {request.urn}: {failure}")
        if found is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=found.id,
            properties=wire.encode(found.state, hidden),
            inputs=wire.encode(found.inputs, hidden),
        )

    def Delete(self, request: Any, context: Any) -> Any:
        """Delete a resource."""
        type_ = _type(request, context)
        prior, _ = wire.decode(request.properties)
        inputs, _ = wire.decode(request.old_inputs)
        try:
            self.operations.delete(
                type_, _name(request), request.id, inputs, prior, request.timeout
            )
        except Failure as failure:
            abort(context, f"deleting {request.urn}: {failure}")
        return Empty()

    def Invoke(self, request: Any, context: Any) -> Any:
        """Answer a provider function."""
        arguments, secret = wire.decode(request.args)
        try:
            answer = call_function(request.tok, arguments, self.operations.clients)
        except UnknownFunction as error:
            abort(context, str(error), grpc.StatusCode.UNIMPLEMENTED)
        except FunctionFailed as error:
            abort(context, f"invoking {request.tok}: {error}")
        response = provider_pb2.InvokeResponse()
        hidden = frozenset(answer) if secret else frozenset[str]()
        getattr(response, "return").CopyFrom(wire.encode(answer, hidden))
        return response

    def _plan(
        self,
        request: Any,
        context: Any,
        type_: ResourceType,
        inputs: Mapping[str, Any],
        prior: Mapping[str, Any],
        ignored: frozenset[str] = frozenset(),
    ) -> Plan:
        try:
            return plan(type_, inputs, prior, self.configuration, ignored)
        except PlanRefused as error:
            abort(context, f"diffing {request.urn}: {error}")


def _token(request: Any) -> str:
    """Return the type without its parents' types."""
    return request.urn.split("::")[2].split("$")[-1]


def _name(request: Any) -> str:
    """Return the last part of the URN, which may hold anything."""
    return request.urn.split("::", 3)[-1]


def _type(request: Any, context: Any) -> ResourceType:
    load()
    token = _token(request)
    type_ = resource_type(token)
    if type_ is None or token not in registry:
        abort(context, f"resource type {token} is not supported by the embedded AWS")
    return type_


def _ignored(request: Any) -> frozenset[str]:
    """Return the properties whose changes are ignored as a whole.

    What is ignored inside a property the engine has put back into the inputs already.
    """
    return frozenset(path for path in request.ignoreChanges if "." not in path and "[" not in path)


def _hidden(type_: ResourceType, secret: frozenset[str]) -> frozenset[str]:
    """Return the properties to be marked secret: all tags hold the tags."""
    tags = frozenset(("tags", "tagsAll")) if "tags" in secret else frozenset[str]()
    return secret | tags | type_.sensitive


def _preview(type_: ResourceType, values: Mapping[str, Any], hidden: frozenset[str]) -> Struct:
    """Return the planned state; write-only values are never part of one."""
    shown = {
        name: value
        for name, value in values.items()
        if value is not None and name not in type_.write_only
    }
    return wire.encode(shown, hidden)


def _differ(one: Any, other: Any) -> bool:
    return one is UNKNOWN or other is UNKNOWN or one != other
