"""What every component does with its arguments: refuse, hand on, describe."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import components
from aurora.errors import BadInput
from aurora.planning.recorder import record
from components.component import Component
from tests.components.samples import REGION, SAMPLES

# pulumi_aws.ec2 warns of a deprecated class of its own as soon as it is imported.
pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

CLASSES = sorted(SAMPLES, key=lambda component: component.__name__)


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(components.__path__, "components."):
        yield importlib.import_module(found.name)


@pytest.mark.parametrize("component", CLASSES)
def test_every_child_can_be_overridden(component: type[Component]) -> None:
    unused = {"Network": {"egress", "target-ingress"}}.get(component.__name__, set())
    for child in set(component.CHILDREN) - unused:
        with pytest.raises(BadInput) as refused:
            record(lambda child=child: SAMPLES[component](overrides={child: {"no_such": 1}}))
        assert refused.value.problems[0].code == "AUR-100"
        assert f"{child!r} has no argument 'no_such'" in str(refused.value)


@pytest.mark.parametrize("component", CLASSES)
def test_an_unknown_child_is_refused_before_anything_is_made(component: type[Component]) -> None:
    with pytest.raises(BadInput, match="has no child 'no-such'"):
        record(lambda: SAMPLES[component](overrides={"no-such": {}}))


@pytest.mark.parametrize("component", CLASSES)
def test_an_unknown_region_is_refused(component: type[Component]) -> None:
    with pytest.raises(BadInput) as refused:
        record(lambda: SAMPLES[component](region="eu-centrl-1"))
    assert any(p.code == "AUR-101" and REGION in p.message for p in refused.value.problems)


def test_an_override_wins() -> None:
    recording = record(
        lambda: SAMPLES[components.Cluster](overrides={"cluster": {"network_type": "DUAL"}})
    )
    assert recording.named("it-cluster").props["networkType"] == "DUAL"


def test_every_argument_is_frozen_and_described() -> None:
    for module in modules():
        for value in vars(module).values():
            if not (isinstance(value, type) and dataclasses.is_dataclass(value)):
                continue
            if value.__module__ != module.__name__:
                continue
            described = " ".join(base.__doc__ or "" for base in value.__mro__)
            assert value.__dataclass_params__.frozen, value
            for field in dataclasses.fields(value):
                assert f"{field.name}: " in described, f"{value.__name__}.{field.name}"


def test_the_public_names_are_those_that_are_listed() -> None:
    listed = components.__all__
    assert sorted(listed) == list(listed)
    for component in CLASSES:
        assert {component.__name__, f"{component.__name__}Args"} <= set(listed)
