"""The engine's protocol: messages in, messages out; what they mean is decided elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from aurora.embedded.provider import wire
from aurora.embedded.provider.calls.contract import registry
from aurora.embedded.provider.configuration import KEYS, Configuration, configure
from aurora.embedded.provider.functions import UnknownFunction, call_function
from aurora.embedded.provider.operations import Failure, Operations, Outcome
from aurora.embedded.provider.plan.check import DEFAULTS, Request, check
from aurora.embedded.provider.plan.names import NoName
from aurora.embedded.provider.plan.plan import plan
from aurora.embedded.provider.schema import ResourceType, resource_type
from aurora.values import UNKNOWN

__all__ = ["VERSION", "Servicer"]

VERSION: Final = "7.51.1"
MODES: Final = {0: "propose", 1: "enforce", 2: "disable"}


class Servicer(provider_pb2_grpc.ResourceProviderServicer):
    """One provider process: all types, all regions."""

    def __init__(self) -> None:
        self.configuration = Configuration()
        self.operations = Operations(self.configuration)

    def Handshake(self, request: Any, context: Any) -> Any:
        """Say what is understood: with a handshake the engine looks at no later answer."""
        return provider_pb2.ProviderHandshakeResponse(
            accept_secrets=True, supports_autonaming_configuration=True
        )

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        """Return the version of the provider that this one stands in for."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetSchema(self, request: Any, context: Any) -> Any:
        """Return an empty schema: programs use the SDK's types."""
        return provider_pb2.GetSchemaResponse(
            schema=json.dumps({"name": "aws", "version": VERSION})
        )

    def Attach(self, request: Any, context: Any) -> Any:
        """Accept an engine that attaches to a running provider."""
        return Empty()

    def Cancel(self, request: Any, context: Any) -> Any:
        """End the waits of running operations."""
        self.operations.cancelled.set()
        return Empty()

    def CheckConfig(self, request: Any, context: Any) -> Any:
        """Refuse configuration keys that the provider does not have."""
        given, _ = wire.decode(request.news)
        failures = [
            provider_pb2.CheckFailure(
                property=key,
                reason=f"could not validate provider configuration: Invalid or unknown key. "
                f"Examine values at '{request.name}.{key}'.",
            )
            for key in given
            if key not in KEYS
        ]
        return provider_pb2.CheckResponse(inputs=request.news, failures=failures)

    def DiffConfig(self, request: Any, context: Any) -> Any:
        """Return that no change of configuration replaces resources; they see it themselves."""
        return provider_pb2.DiffResponse()

    def Configure(self, request: Any, context: Any) -> Any:
        """Take the configuration."""
        self.configuration = configure(wire.decode(request.args)[0])
        self.operations = Operations(self.configuration)
        refusal = self._account_refusal()
        if refusal:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, refusal)
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True,
            supportsPreview=True,
            acceptResources=False,
            acceptOutputs=False,
            supports_autonaming_configuration=True,
        )

    def _account_refusal(self) -> str:
        given = self.configuration
        if not given.allowed_accounts and not given.forbidden_accounts:
            return ""
        account = self.operations.clients.account
        allowed = not given.allowed_accounts or account in given.allowed_accounts
        if allowed and account not in given.forbidden_accounts:
            return ""
        return f"AWS account ID not allowed: {account}"

    def Check(self, request: Any, context: Any) -> Any:
        """Complete and validate the inputs of a resource."""
        token = _token(request)
        type_ = resource_type(token)
        if type_ is None or token not in registry:
            reason = f"resource type {token} is not supported by the embedded AWS"
            return provider_pb2.CheckResponse(
                inputs=request.news, failures=[provider_pb2.CheckFailure(reason=reason)]
            )
        given, secret = wire.decode(request.news)
        old, _ = wire.decode(request.olds)
        naming = request.autonaming if request.HasField("autonaming") else None
        try:
            checked = check(
                Request(
                    type=type_,
                    name=_name(request),
                    given=given,
                    old=old,
                    seed=request.randomSeed,
                    proposal=(MODES[naming.mode], naming.proposed_name) if naming else None,
                ),
                self.configuration,
            )
        except NoName as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
            raise
        return provider_pb2.CheckResponse(
            inputs=wire.encode(checked.inputs, secret | type_.sensitive),
            failures=[
                provider_pb2.CheckFailure(property=name, reason=reason)
                for name, reason in checked.failures
            ],
        )

    def Diff(self, request: Any, context: Any) -> Any:
        """Say what a change of the inputs changes."""
        type_ = _type(request)
        prior, _ = wire.decode(request.olds)
        inputs, _ = wire.decode(request.news)
        planned = plan(type_, inputs, prior, self.configuration, _ignored(request))
        kinds = provider_pb2.PropertyDiff.Kind
        detailed = {
            item.path: provider_pb2.PropertyDiff(
                kind=kinds.Value(
                    f"{item.kind}_REPLACE"
                    if item.path.split(".")[0].split("[")[0] in planned.replaces
                    else item.kind
                )
            )
            for item in planned.differences
        }
        stables = [
            name
            for name, p in type_.properties.items()
            if p.force_new and name not in planned.changed
        ]
        return provider_pb2.DiffResponse(
            changes=provider_pb2.DiffResponse.DIFF_SOME
            if planned.changed
            else provider_pb2.DiffResponse.DIFF_NONE,
            diffs=sorted(planned.changed),
            replaces=sorted(planned.replaces),
            stables=stables,
            detailedDiff=detailed,
            hasDetailedDiff=True,
            deleteBeforeReplace=planned.delete_before_replace,
        )

    def Create(self, request: Any, context: Any) -> Any:
        """Create a resource, or say what it would be."""
        type_ = _type(request)
        inputs, secret = wire.decode(request.properties)
        if request.preview:
            planned = plan(type_, inputs, {}, self.configuration)
            return provider_pb2.CreateResponse(properties=_preview(type_, planned.values, secret))
        try:
            made = self.operations.create(type_, _name(request), inputs, request.timeout)
        except Failure as failure:
            _fail(context, type_, f"creating {request.urn}: {failure}", failure, inputs, secret)
            raise
        return provider_pb2.CreateResponse(id=made.id, properties=_state(type_, made, secret))

    def Update(self, request: Any, context: Any) -> Any:
        """Change a resource, or say what it would be."""
        type_ = _type(request)
        inputs, secret = wire.decode(request.news)
        prior, _ = wire.decode(request.olds)
        if request.preview:
            planned = plan(type_, inputs, prior, self.configuration, _ignored(request))
            return provider_pb2.UpdateResponse(properties=_preview(type_, planned.values, secret))
        try:
            made = self.operations.update(
                type_, _name(request), request.id, inputs, prior, _ignored(request), request.timeout
            )
        except Failure as failure:
            _fail(context, type_, f"updating {request.urn}: {failure}", failure, inputs, secret)
            raise
        return provider_pb2.UpdateResponse(properties=_state(type_, made, secret))

    def Read(self, request: Any, context: Any) -> Any:
        """Return a resource as AWS has it; an empty answer when it is gone."""
        type_ = _type(request)
        inputs, secret = wire.decode(request.inputs)
        prior, _ = wire.decode(request.properties)
        try:
            found = self.operations.read(type_, _name(request), request.id, inputs, prior)
        except Failure as failure:
            context.abort(grpc.StatusCode.UNKNOWN, f"reading {request.urn}: {failure}")
            raise
        if found is None:
            return provider_pb2.ReadResponse()
        return provider_pb2.ReadResponse(
            id=found.id,
            properties=_state(type_, found, secret),
            inputs=wire.encode(found.inputs, secret | type_.sensitive),
        )

    def Delete(self, request: Any, context: Any) -> Any:
        """Delete a resource."""
        type_ = _type(request)
        prior, _ = wire.decode(request.properties)
        inputs, _ = wire.decode(request.old_inputs)
        try:
            self.operations.delete(
                type_, _name(request), request.id, inputs, prior, request.timeout
            )
        except Failure as failure:
            context.abort(grpc.StatusCode.UNKNOWN, f"deleting {request.urn}: {failure}")
        return Empty()

    def Invoke(self, request: Any, context: Any) -> Any:
        """Answer a provider function."""
        arguments, _ = wire.decode(request.args)
        try:
            answer = call_function(request.tok, arguments, self.operations.clients)
        except UnknownFunction as error:
            context.abort(grpc.StatusCode.UNIMPLEMENTED, str(error))
            raise
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(wire.encode(answer))
        return response


def _token(request: Any) -> str:
    """Return the type without its parents' types."""
    return request.urn.split("::")[2].split("$")[-1]


def _name(request: Any) -> str:
    return request.urn.split("::")[-1]


def _type(request: Any) -> ResourceType:
    type_ = resource_type(_token(request))
    if type_ is None:
        raise LookupError(_token(request))
    return type_


def _ignored(request: Any) -> frozenset[str]:
    return frozenset(path.split(".")[0].split("[")[0] for path in request.ignoreChanges)


def _preview(type_: ResourceType, values: Mapping[str, Any], secret: frozenset[str]) -> Any:
    """Return the planned state; write-only values are never part of one."""
    shown = {
        name: value
        for name, value in values.items()
        if value is not None and name not in type_.write_only
    }
    hidden = {name for name in secret | type_.sensitive if shown.get(name) is not UNKNOWN}
    return wire.encode(shown, frozenset(hidden))


def _state(type_: ResourceType, made: Outcome, secret: frozenset[str]) -> Any:
    state = {key: value for key, value in made.state.items() if key != DEFAULTS}
    return wire.encode(state, secret | type_.sensitive)


def _fail(
    context: Any,
    type_: ResourceType,
    words: str,
    failure: Failure,
    inputs: Mapping[str, Any],
    secret: frozenset[str],
) -> None:
    """End the call with the provider's words; what exists is kept, to be mended next time."""
    if failure.id and failure.state is not None:
        hidden = secret | type_.sensitive
        detail = AnyMessage()
        detail.Pack(
            provider_pb2.ErrorResourceInitFailed(
                id=failure.id,
                properties=wire.encode(failure.state, hidden),
                inputs=wire.encode(inputs, hidden),
                reasons=[words],
            )
        )
        status = status_pb2.Status(
            code=grpc.StatusCode.UNKNOWN.value[0], message=words, details=[detail]
        )
        context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(grpc.StatusCode.UNKNOWN, words)
