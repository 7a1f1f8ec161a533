"""Runs a Pulumi program against a monitor that writes down what it registers: no engine, no cloud.

The SDK's own mock monitor drops the resource options; this one keeps the whole request. Outputs are
the inputs echoed, everything else is unknown, as in a preview of a stack that does not exist yet.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.config import set_all_config
from pulumi.runtime.mocks import MockCallArgs, MockEngine, MockMonitor, MockResourceArgs, Mocks
from pulumi.runtime.mocks import MockSettings as RecordingSettings
from pulumi.runtime.proto import engine_pb2, resource_pb2
from pulumi.runtime.settings import ROOT, configure
from pulumi.runtime.stack import run_in_stack

from aurora.outstanding import settled
from aurora.planning.collector import paused
from aurora.planning.positions import unasked
from aurora.values import decode_struct

__all__ = ["Recording", "Registration", "record"]

STACK_TYPE: Final = "pulumi:pulumi:Stack"


@dataclass(frozen=True, kw_only=True)
class Registration:
    """One resource as the program registered it, with every option the engine would have seen.

    Attributes:
        type: Type token, such as `aws:rds/cluster:Cluster`.
        name: Logical name, the last part of the URN.
        urn: The URN, qualified by the parents' types as the engine writes it.
        parent: URN of the parent; empty for the stack itself.
        custom: False for a component.
        props: Inputs by Pulumi name; may hold `UNKNOWN` and `Secret`.
        wire: The same inputs as the SDK sent them.
        dependencies: URNs that this one waits for, explicit and implied.
        property_dependencies: For each input, the URNs whose outputs it was made from.
    """

    type: str
    name: str
    urn: str
    parent: str
    custom: bool
    props: Mapping[str, Any]
    wire: Struct
    dependencies: tuple[str, ...]
    property_dependencies: Mapping[str, tuple[str, ...]]
    protect: bool
    provider: str
    providers: Mapping[str, str]
    version: str
    ignore_changes: tuple[str, ...]
    replace_on_changes: tuple[str, ...]
    delete_before_replace: bool | None
    retain_on_delete: bool
    deleted_with: str
    aliases: tuple[str, ...]
    additional_secret_outputs: tuple[str, ...]
    custom_timeouts: Mapping[str, str]
    import_id: str


@dataclass(frozen=True, kw_only=True)
class Recording:
    """What a program registered, in order.

    Attributes:
        resources: Components and resources, without the stack itself.
        outputs: The stack's exported values, decoded.
        closed: For each component that registered outputs, those outputs.
        log: Warnings and errors that the program logged.
    """

    project: str
    stack: str
    resources: tuple[Registration, ...]
    outputs: Mapping[str, Any]
    closed: Mapping[str, Mapping[str, Any]]
    log: tuple[str, ...]

    def named(self, name: str) -> Registration:
        """Return the one resource of that name. Raises KeyError when there is none or several."""
        found = [resource for resource in self.resources if resource.name == name]
        if len(found) != 1:
            raise KeyError(f"{len(found)} resources are named {name}")
        return found[0]

    def of_type(self, type_: str) -> tuple[Registration, ...]:
        """Return the resources of a type token, in order."""
        return tuple(resource for resource in self.resources if resource.type == type_)


class _Unused(Mocks):
    """The monitor below answers every request itself."""

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], None]:
        return args.args, None

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        return None, args.inputs


class _Monitor(MockMonitor):
    def __init__(self, project: str, stack: str) -> None:
        super().__init__(_Unused())
        self.project, self.stack = project, stack
        self.registrations: list[Registration] = []
        self.outputs: dict[str, Any] = {}
        self.closed: dict[str, dict[str, Any]] = {}

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """Return the URN as the engine makes it: the stack's own type is not part of it."""
        qualified = parent.split("::")[2] if parent else ""
        if qualified not in ("", STACK_TYPE):
            type_ = f"{qualified}${type_}"
        return f"urn:pulumi:{self.stack}::{self.project}::{type_}::{name}"

    def Invoke(self, request: Any) -> Any:
        # A plan is the same on every machine and day, so no provider function is answered.
        raise RuntimeError(f"the program calls {request.tok}, which needs a provider")

    def RegisterResource(self, request: Any) -> Any:
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == STACK_TYPE:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        self.registrations.append(_registration(request, urn))
        return resource_pb2.RegisterResourceResponse(urn=urn, object=request.object)

    def RegisterResourceOutputs(self, request: Any) -> Any:
        outputs = decode_struct(request.outputs)
        if request.urn.split("::")[2] == STACK_TYPE:
            self.outputs = outputs
        else:
            self.closed[request.urn] = outputs
        return Empty()


class _Engine(MockEngine):
    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[str] = []

    def Log(self, request: Any) -> None:
        if request.severity >= engine_pb2.WARNING:
            self.lines.append(request.message)


def record(
    program: Callable[[], object],
    *,
    project: str = "aurora",
    stack: str = "test",
    config: Mapping[str, object] | None = None,
) -> Recording:
    """Run a program and return what it registered.

    Args:
        program: A Pulumi program as a callable; it may export outputs.
        project: Project name, the namespace of `pulumi.Config()`.
        stack: Stack name.
        config: Stack configuration by full key (`aurora:region`); objects are encoded as JSON.

    Raises:
        Exception: What the program raised, unchanged.
    """
    return contextvars.Context().run(_record, program, project, stack, config or {})


def _record(
    program: Callable[[], object], project: str, stack: str, config: Mapping[str, object]
) -> Recording:
    monitor, engine = _Monitor(project, stack), _Engine()
    set_all_config({key: _config_text(value) for key, value in config.items()}, [])
    configure(
        RecordingSettings(
            monitor=monitor,
            monitor_features=set(monitor.GetDeploymentInfo(Empty()).supportedFeatures),
            engine=engine,
            project=project,
            stack=stack,
            dry_run=True,
            organization="organization",
            callbacks=None,
            outputs=set(),
        )
    )
    ROOT.set(None)
    with paused(), unasked(), asyncio.Runner() as runner:
        runner.run(run_in_stack(lambda: _run(program)))
    return Recording(
        project=project,
        stack=stack,
        resources=tuple(monitor.registrations),
        outputs=MappingProxyType(monitor.outputs),
        closed=MappingProxyType(monitor.closed),
        log=tuple(engine.lines),
    )


async def _run(program: Callable[[], object]) -> None:
    """Run the program and let what it started come to an end."""
    program()
    await settled()


def _config_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _registration(request: Any, urn: str) -> Registration:
    timeouts = request.customTimeouts
    return Registration(
        type=request.type,
        name=request.name,
        urn=urn,
        parent=request.parent,
        custom=request.custom,
        props=MappingProxyType(decode_struct(request.object)),
        wire=request.object,
        dependencies=tuple(request.dependencies),
        property_dependencies=MappingProxyType(
            {key: tuple(value.urns) for key, value in request.propertyDependencies.items()}
        ),
        protect=request.protect,
        provider=request.provider,
        providers=MappingProxyType(dict(request.providers)),
        version=request.version,
        ignore_changes=tuple(request.ignoreChanges),
        replace_on_changes=tuple(request.replaceOnChanges),
        delete_before_replace=(
            request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None
        ),
        retain_on_delete=request.retainOnDelete,
        deleted_with=request.deletedWith,
        aliases=tuple(request.aliasURNs),
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        custom_timeouts=MappingProxyType(
            {
                verb: text
                for verb in ("create", "update", "delete")
                if (text := getattr(timeouts, verb))
            }
        ),
        import_id=request.importId,
    )
