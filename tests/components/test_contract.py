"""What every component promises, whichever it is."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws
import pytest

import components
from aurora.planning.recorder import Recording, Registration, record
from aurora.values import UNKNOWN, Secret
from components.component import Component
from tests.components.samples import PASSWORD, SAMPLES, TAGS

# pulumi_aws.ec2 warns of a deprecated class of its own as soon as it is imported.
pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

CLASSES = sorted(SAMPLES, key=lambda component: component.__name__)

TYPES = {
    "Alarms": "aurora:index:Alarms",
    "Autoscaling": "aurora:index:Autoscaling",
    "BackupPlan": "aurora:index:BackupPlan",
    "Cluster": "aurora:index:Cluster",
    "Dashboard": "aurora:index:Dashboard",
    "EncryptionKey": "aurora:index:EncryptionKey",
    "EventSubscriptions": "aurora:index:EventSubscriptions",
    "FlowLog": "aurora:index:FlowLog",
    "GlobalDatabase": "aurora:index:GlobalDatabase",
    "LogGroups": "aurora:index:LogGroups",
    "MasterSecret": "aurora:index:MasterSecret",
    "MonitoringRole": "aurora:index:MonitoringRole",
    "Network": "aurora:index:Network",
    "ParameterGroup": "aurora:index:ParameterGroup",
    "Proxy": "aurora:index:Proxy",
    "SecurityGroup": "aurora:index:SecurityGroup",
    "Topic": "aurora:index:Topic",
}
"""A changed type token replaces every resource below it, so this table only ever grows."""

CHILDREN = {
    "Alarms": (
        "alarm-cpu",
        "alarm-connections",
        "alarm-free-memory",
        "alarm-deadlocks",
        "alarm-replica-lag",
        "alarm-capacity",
        "alarm-global-lag",
        "alarm-global-rpo-lag",
    ),
    "Autoscaling": ("scaling-target", "scaling-policy"),
    "BackupPlan": ("vault", "backup-plan", "backup-role", "backup-policy", "backup-selection"),
    "Cluster": (
        "cluster",
        "instance",
        "cluster-parameters",
        "instance-parameters",
        "log-group",
    ),
    "Dashboard": ("dashboard",),
    "EncryptionKey": ("key", "key-alias"),
    "EventSubscriptions": ("events",),
    "FlowLog": ("flow-log", "flow-log-group", "flow-log-role", "flow-log-policy"),
    "GlobalDatabase": (
        "global-cluster",
        "cluster",
        "instance",
        "cluster-parameters",
        "instance-parameters",
        "log-group",
    ),
    "LogGroups": ("log-group",),
    "MasterSecret": ("secret", "password", "secret-version", "secret-rotation"),
    "MonitoringRole": ("monitoring-role", "monitoring-policy"),
    "Network": (
        "vpc",
        "default-security-group",
        "route-table",
        "route",
        "subnet",
        "subnet-group",
        "security-group",
        "ingress",
        "egress",
        "target-ingress",
    ),
    "ParameterGroup": ("cluster-parameters", "instance-parameters"),
    "Proxy": (
        "proxy",
        "proxy-role",
        "proxy-policy",
        "proxy-log-group",
        "proxy-pool",
        "proxy-target",
    ),
    "SecurityGroup": ("security-group", "ingress", "egress", "target-ingress"),
    "Topic": ("topic", "topic-policy", "subscription"),
}
"""Names of children are public API too: a changed one replaces the child."""

PROTECTED = {
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:kms/key:Key",
}

FORBIDDEN_IMPORTS = {
    *("boto3", "botocore", "datetime", "os", "random", "requests", "secrets", "socket"),
    *("subprocess", "time", "urllib", "uuid"),
}


@pytest.fixture(scope="module")
def recordings() -> dict[type[Component], Recording]:
    return {component: record(build) for component, build in SAMPLES.items()}


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(components.__path__, "components."):
        yield importlib.import_module(found.name)


def resources(recording: Recording) -> Iterator[Registration]:
    return (r for r in recording.resources if r.custom and r.type.startswith("aws:"))


def takes(resource: Registration, argument: str) -> bool:
    """Return whether the class behind a type token has an argument."""
    _, middle, name = resource.type.split(":")
    module = getattr(pulumi_aws, middle.split("/")[0])
    return argument in inspect.signature(getattr(module, f"{name}Args").__init__).parameters


def test_every_component_has_a_sample() -> None:
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Component) and value is not Component
    }
    assert found == set(SAMPLES)


def test_type_tokens_stay() -> None:
    assert {component.__name__: component.TYPE for component in CLASSES} == TYPES


def test_names_of_children_stay() -> None:
    assert {component.__name__: component.CHILDREN for component in CLASSES} == CHILDREN


@pytest.mark.parametrize("component", CLASSES)
def test_children_are_named_after_their_function(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    for resource in recordings[component].resources:
        if resource.custom:
            rest = resource.name.removeprefix("it-")
            assert any(
                rest == child or child + "-" in rest or rest.endswith("-" + child)
                for child in component.CHILDREN
            ), resource.name


@pytest.mark.parametrize("component", CLASSES)
def test_every_child_has_a_component_above_it(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    recording = recordings[component]
    above = {r.urn for r in recording.resources if not r.custom}
    root = recording.resources[0]
    assert root.type == component.TYPE
    assert all(r.parent in above for r in recording.resources if r is not root)


@pytest.mark.parametrize("component", CLASSES)
def test_every_child_is_tagged(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    for resource in resources(recordings[component]):
        if takes(resource, "tags"):
            assert TAGS.items() <= resource.props["tags"].items(), resource.name


@pytest.mark.parametrize("component", CLASSES)
def test_every_regional_child_says_its_region(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    for resource in resources(recordings[component]):
        if takes(resource, "region"):
            assert isinstance(resource.props["region"], str), resource.name


@pytest.mark.parametrize("component", CLASSES)
def test_what_holds_data_is_protected(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    for resource in resources(recordings[component]):
        assert resource.protect == (resource.type in PROTECTED), resource.name


@pytest.mark.parametrize("component", CLASSES)
def test_what_has_a_fixed_name_is_deleted_before_it_is_replaced(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    """Pulumi does so by itself for types that it can name; these have no automatic name."""
    fixed = {
        "aws:rds/cluster:Cluster",
        "aws:rds/clusterInstance:ClusterInstance",
        "aws:rds/globalCluster:GlobalCluster",
        "aws:cloudwatch/dashboard:Dashboard",
    }
    for resource in resources(recordings[component]):
        if resource.type in fixed:
            assert resource.delete_before_replace is True, resource.name


@pytest.mark.parametrize("component", CLASSES)
def test_no_cluster_names_zones_or_members(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    for cluster in recordings[component].of_type("aws:rds/cluster:Cluster"):
        assert not {"availabilityZones", "clusterMembers", "masterPassword"} & set(cluster.props)


@pytest.mark.parametrize("component", CLASSES)
def test_no_password_is_in_clear(
    component: type[Component], recordings: dict[type[Component], Recording]
) -> None:
    recording = recordings[component]
    for resource in recording.resources:
        assert PASSWORD not in clear(resource.props), resource.name
    assert PASSWORD not in clear(recording.closed)
    assert not any(PASSWORD in line for line in recording.log)


def clear(value: Any) -> str:
    """Return everything that a value shows to a reader without the key."""
    if value is UNKNOWN or isinstance(value, Secret):
        return ""
    if hasattr(value, "items"):
        return " ".join(f"{key} {clear(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return " ".join(clear(item) for item in value)
    return str(value)


@pytest.mark.parametrize("component", CLASSES)
def test_registering_outputs_comes_last(
    component: type[Component], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_components: list[str] = []
    late: list[str] = []
    closed: set[int] = set()
    create = pulumi.Resource.__init__
    close = pulumi.ComponentResource.register_outputs

    def created(self: Any, type_: str, name: str, *rest: Any, **more: Any) -> None:
        opts = more.get("opts") or next(
            (item for item in rest if isinstance(item, pulumi.ResourceOptions)), None
        )
        if opts and id(opts.parent) in closed:
            late.append(name)
        if not more.get("custom", True):
            open_components.append(name)
        create(self, type_, name, *rest, **more)

    def closing(self: Any, outputs: Any) -> None:
        closed.add(id(self))
        close(self, outputs)

    monkeypatch.setattr(pulumi.Resource, "__init__", created)
    monkeypatch.setattr(pulumi.ComponentResource, "register_outputs", closing)
    recording = record(SAMPLES[component])
    assert not late
    assert len(recording.closed) == sum(not r.custom for r in recording.resources)


@pytest.mark.parametrize("component", CLASSES)
def test_no_network_while_building(
    component: type[Component], monkeypatch: pytest.MonkeyPatch
) -> None:
    def blocked(*_: Any, **__: Any) -> Any:
        raise AssertionError("a component reached for the network")

    monkeypatch.setattr(socket.socket, "connect", blocked)
    monkeypatch.setattr(socket.socket, "sendto", blocked)
    monkeypatch.setattr(socket, "getaddrinfo", blocked)
    assert record(SAMPLES[component]).resources


def test_no_module_could_reach_out() -> None:
    for path in Path(components.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            assert not {name.split(".")[0] for name in names} & FORBIDDEN_IMPORTS, path.name


@pytest.mark.parametrize("component", CLASSES)
def test_two_builds_are_the_same(component: type[Component]) -> None:
    first, second = record(SAMPLES[component]), record(SAMPLES[component])
    assert {r.urn: r.props for r in first.resources} == {r.urn: r.props for r in second.resources}
