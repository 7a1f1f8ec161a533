"""The four operations for the types, against the embedded AWS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from aurora.embedded.provider.calls import load
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.operations import Failure, Missing, Operations, Outcome
from aurora.embedded.provider.plan.check import Request, check
from aurora.embedded.provider.plan.plan import plan
from aurora.embedded.provider.schema import ResourceType, resource_type
from tests.embedded.provider.estate import ESTATE, Wanted


@pytest.fixture(scope="module")
def operations(endpoint: str) -> Operations:
    load()
    site = Configuration(endpoint=endpoint, access_key="test", secret_key="test")
    return Operations(site)


def known(token: str) -> ResourceType:
    type_ = resource_type(token)
    assert type_ is not None
    return type_


def checked(operations: Operations, wanted: Wanted, given: dict[str, Any], old: Any = None) -> Any:
    request = Request(
        type=known(wanted.token), name=wanted.name, given=given, old=old or {}, seed=b"estate"
    )
    answer = check(request, operations.configuration)
    assert not answer.failures
    return answer.inputs


@dataclass
class Found:
    """A resource as it was made, and what was seen of it right after.

    Attributes:
        given: What the program gives.
        inputs: The checked inputs.
        state: Its state.
        changed: What a plan of the same inputs would change.
        read: What a refresh found.
    """

    given: dict[str, Any]
    inputs: dict[str, Any]
    state: dict[str, Any]
    changed: frozenset[str]
    read: Outcome | None


@pytest.fixture(scope="module")
def estate(operations: Operations) -> Iterator[dict[str, Found]]:
    """Every resource, by name."""
    made: dict[str, Found] = {}
    for wanted in ESTATE:
        type_ = known(wanted.token)
        given = wanted.given({name: found.state for name, found in made.items()})
        inputs = checked(operations, wanted, given)
        state = operations.create(type_, wanted.name, inputs).state
        made[wanted.name] = Found(
            given,
            inputs,
            state,
            plan(type_, inputs, state, operations.configuration).changed,
            operations.read(type_, wanted.name, state["id"], inputs, state),
        )
    yield made
    for wanted in reversed(ESTATE):
        it = made[wanted.name]
        operations.delete(known(wanted.token), wanted.name, it.state["id"], it.inputs, it.state)
    for wanted in ESTATE:
        it, type_ = made[wanted.name], known(wanted.token)
        assert operations.read(type_, wanted.name, it.state["id"], it.inputs, it.state) is None


def each(wanted: list[Wanted]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("wanted", wanted, ids=lambda entry: entry.name)


every = each(list(ESTATE))
changing = each([wanted for wanted in ESTATE if wanted.change])
importable = each([wanted for wanted in ESTATE if wanted.imported])


@every
def test_what_was_made_needs_nothing(
    operations: Operations, estate: dict[str, Found], wanted: Wanted
) -> None:
    it = estate[wanted.name]
    assert not it.changed
    assert checked(operations, wanted, it.given, it.inputs) == it.inputs
    assert it.read is not None
    assert it.read.state == it.state
    assert it.read.inputs == it.inputs


@changing
def test_a_change_in_place_touches_what_it_names(
    operations: Operations, estate: dict[str, Found], wanted: Wanted
) -> None:
    type_, it, site = known(wanted.token), estate[wanted.name], operations.configuration
    assert wanted.change is not None
    change = wanted.change({name: found.state for name, found in estate.items()})
    changed = checked(operations, wanted, {**it.given, **change}, it.inputs)
    planned = plan(type_, changed, it.state, site)
    assert planned.changed
    assert planned.changed - {"tagsAll"} <= change.keys()
    assert not planned.replaces
    after = operations.update(type_, wanted.name, it.state["id"], changed, it.state).state
    assert not plan(type_, changed, after, site).changed
    back = checked(operations, wanted, it.given, changed)
    it.state = operations.update(type_, wanted.name, it.state["id"], back, after).state
    assert not plan(type_, back, it.state, site).changed


@importable
def test_import_finds_the_inputs(
    operations: Operations, estate: dict[str, Found], wanted: Wanted
) -> None:
    type_, it = known(wanted.token), estate[wanted.name]
    assert wanted.imported is not None
    found = operations.read(type_, wanted.name, wanted.imported(it.state), {}, {})
    assert found is not None
    assert found.id == it.state["id"]
    same = {name: value for name, value in found.inputs.items() if name in it.given}
    changed = plan(type_, {**it.inputs, **same}, it.state, operations.configuration).changed
    assert not changed & same.keys()


def test_an_update_of_what_is_gone_says_so(operations: Operations) -> None:
    wanted = next(entry for entry in ESTATE if entry.name == "topic")
    type_ = known(wanted.token)
    inputs = checked(operations, wanted, {"name": "passing", "displayName": "a"})
    made = operations.create(type_, wanted.name, inputs)
    operations.delete(type_, wanted.name, made.id, inputs, made.state)
    changed = checked(operations, wanted, {"name": "passing", "displayName": "b"}, inputs)
    with pytest.raises(Failure):
        operations.update(type_, wanted.name, made.id, changed, made.state)
    with pytest.raises(Missing):
        operations.update(type_, wanted.name, made.id, inputs, made.state)
    operations.delete(type_, wanted.name, made.id, inputs, made.state)
    assert operations.read(type_, wanted.name, made.id, inputs, made.state) is None


def test_a_create_that_fails_half_way_is_mended_by_the_next_update(operations: Operations) -> None:
    wanted, type_ = Wanted("rsa", "aws:kms/key:Key", lambda made: {}), known("aws:kms/key:Key")
    given = {"customerMasterKeySpec": "RSA_2048", "keyUsage": "SIGN_VERIFY"}
    inputs = checked(operations, wanted, {**given, "enableKeyRotation": True})
    with pytest.raises(Failure) as failed:
        operations.create(type_, "rsa", inputs)
    id_, state = failed.value.id, failed.value.state
    assert id_
    assert state is not None
    again = plan(type_, inputs, state, operations.configuration)
    assert again.changed == {"enableKeyRotation"}  # AWS's value, not the planned one
    mended = checked(operations, wanted, given, inputs)
    outcome = operations.update(type_, "rsa", id_, mended, state)
    assert not plan(type_, mended, outcome.state, operations.configuration).changed
    operations.delete(type_, "rsa", id_, mended, outcome.state)


def test_a_malformed_import_id_is_not_found(operations: Operations) -> None:
    for token in ("aws:route53/record:Record", "aws:secretsmanager/secretVersion:SecretVersion"):
        assert operations.read(known(token), "x", "no-such-form", {}, {}) is None


def test_an_import_reads_in_the_region_behind_the_id(operations: Operations) -> None:
    wanted = Wanted("far", "aws:cloudwatch/logGroup:LogGroup", lambda made: {})
    type_ = known(wanted.token)
    inputs = checked(operations, wanted, {"name": "far", "region": "eu-central-1"})
    made = operations.create(type_, "far", inputs)
    found = operations.read(type_, "far", "far@eu-central-1", {}, {})
    assert found is not None
    assert (found.id, found.state["region"]) == ("far", "eu-central-1")
    assert operations.read(type_, "far", "far", {}, {}) is None
    operations.delete(type_, "far", made.id, inputs, made.state)


def test_refresh_finds_what_changed_behind_the_programs_back(
    operations: Operations, clients: Any
) -> None:
    wanted = Wanted("drift", "aws:cloudwatch/logGroup:LogGroup", lambda made: {})
    type_ = known(wanted.token)
    inputs = checked(operations, wanted, {"retentionInDays": 7, "tags": {"a": "1"}})
    made = operations.create(type_, "drift", inputs)
    logs = clients("logs", "us-east-1")
    logs.put_retention_policy(logGroupName=made.id, retentionInDays=14)
    logs.tag_resource(resourceArn=made.state["arn"], tags={"a": "2", "b": "3"})
    found = operations.read(type_, "drift", made.id, inputs, made.state)
    assert found is not None
    assert (found.state["retentionInDays"], found.state["tags"]) == (14, {"a": "2", "b": "3"})
    assert found.inputs["retentionInDays"] == 14
    planned = plan(type_, inputs, found.state, operations.configuration)
    assert planned.changed == {"retentionInDays", "tags", "tagsAll"}
    mended = operations.update(type_, "drift", made.id, inputs, found.state)
    assert mended.state == made.state
    operations.delete(type_, "drift", made.id, inputs, made.state)
