"""The facts, and what the schema makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aurora.embedded.provider.calls import load
from aurora.embedded.provider.calls.contract import registry
from aurora.embedded.provider.plan.comparison import IGNORES
from aurora.embedded.provider.plan.exclusions import members
from aurora.embedded.provider.plan.formats import FORMATS
from aurora.embedded.provider.plan.normalise import NORMALISERS
from aurora.embedded.provider.plan.validation import KINDS
from aurora.embedded.provider.schema import Property, ResourceType, resource_type, tokens

TYPES = {"string", "integer", "number", "boolean", "list", "map", "object", "document"}


def every_property(
    properties: Mapping[str, Property],
) -> Iterator[tuple[Property, Mapping[str, Property]]]:
    for property_ in properties.values():
        yield property_, properties
        yield from every_property(property_.properties)


def checks_of(checks: Any) -> Iterator[Mapping[str, Any]]:
    for check in checks:
        yield check
        for alternative in check.get("any", ()):
            yield from checks_of(alternative)


def known(token: str) -> ResourceType:
    type_ = resource_type(token)
    assert type_ is not None
    return type_


def test_all_types_are_there() -> None:
    assert len(tokens()) == 63
    assert "aws:lambda/permission:Permission" in tokens()
    assert resource_type("aws:rds/nothing:Nothing") is None


@pytest.mark.parametrize("token", tokens())
def test_facts_use_only_words_that_mean_something(token: str) -> None:
    type_ = known(token)
    auto = type_.auto_name
    assert auto is None or type_.properties[auto.property].optional
    for property_, siblings in every_property(type_.properties):
        assert property_.type in TYPES
        assert property_.terraform == property_.terraform.lower()
        assert property_.settable or property_.computed
        assert not property_.normalise or property_.normalise in {*NORMALISERS, "sorted"}
        assert not property_.ignore or property_.ignore in {*IGNORES, "delivery-class"}
        for check in checks_of(property_.checks):
            kinds = [kind for kind in check if kind in KINDS]
            assert len(kinds) == 1
            assert check.get("format", "arn") in FORMATS
            for kind in ("matches", "unlike"):
                re.compile(check.get(kind, ""))
                assert kind not in check or check["words"]
        for group in (
            property_.conflicts_with,
            property_.exactly_one_of,
            property_.at_least_one_of,
            property_.required_with,
        ):
            assert len(members(group, siblings)) == len(set(group))


@pytest.mark.parametrize("token", tokens())
def test_every_type_has_calls(token: str) -> None:
    load()
    assert token in registry


def test_the_newer_framework_tells_zero_from_none() -> None:
    rule = known("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert rule.framework
    assert rule.properties["fromPort"].nullable
    assert not known("aws:rds/cluster:Cluster").properties["port"].nullable


def test_secrets_of_the_schema() -> None:
    cluster = known("aws:rds/cluster:Cluster")
    assert cluster.sensitive == {"masterPassword", "masterPasswordWo"}
    assert cluster.write_only == {"masterPasswordWo"}
    version = known("aws:secretsmanager/secretVersion:SecretVersion")
    assert version.sensitive == {"secretBinary", "secretString", "secretStringWo"}
    assert known("aws:ssm/parameter:Parameter").sensitive == {"value", "valueWo"}
