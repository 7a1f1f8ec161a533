"""What holds for every type and every input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import Request, check
from aurora.embedded.provider.plan.conversion import DEFAULTS
from aurora.embedded.provider.plan.inputs import imported_inputs, refreshed_inputs
from aurora.embedded.provider.plan.plan import Plan, PlanRefused, plan
from aurora.embedded.provider.schema import ResourceType, resource_type, tokens
from aurora.embedded.provider.state import after_change, after_read
from aurora.values import UNKNOWN
from tests.embedded.provider.strategies import inputs_of

SITE = Configuration(region="us-east-1")
QUICK = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
)
every_type = pytest.mark.parametrize("token", tokens())


def known(token: str) -> ResourceType:
    type_ = resource_type(token)
    assert type_ is not None
    return type_


def ask(type_: ResourceType, given: dict[str, Any], **more: Any) -> Request:
    return Request(type=type_, name="res", given=given, seed=b"seed", **more)


def planned(
    type_: ResourceType, inputs: dict[str, Any], prior: dict[str, Any] | None = None
) -> Plan | None:
    """The plan, None where a rule of the type refuses it in words."""
    try:
        return plan(type_, inputs, prior or {}, SITE)
    except PlanRefused:
        return None


def bare(value: Any) -> Any:
    """Inputs without the list of defaults, which says where they came from."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key != DEFAULTS}
    if isinstance(value, list):
        return [bare(item) for item in value]
    return value


def call_of(type_: ResourceType, **given: Any) -> Call:
    return Call(
        type=type_.token,
        name="res",
        region="us-east-1",
        account="123456789012",
        partition="aws",
        clients=Clients(SITE),
        inputs=given.pop("inputs", {}),
        id="the-id",
        **given,
    )


@every_type
@QUICK
@given(data=st.data())
def test_no_input_makes_a_traceback(token: str, data: st.DataObject) -> None:
    type_ = known(token)
    first = check(ask(type_, data.draw(inputs_of(type_, odd=True))), SITE)
    second = check(ask(type_, data.draw(inputs_of(type_, odd=True)), old=first.inputs), SITE)
    if not first.failures and not second.failures:
        made = planned(type_, first.inputs)
        if made is not None:
            planned(
                type_, second.inputs, {k: v for k, v in made.values.items() if v is not UNKNOWN}
            )
    assert all(reason for _, reason in (*first.failures, *second.failures))


@every_type
@QUICK
@given(data=st.data())
def test_what_was_made_stays_as_it_is(token: str, data: st.DataObject) -> None:
    type_ = known(token)
    given_ = data.draw(inputs_of(type_))
    once = check(ask(type_, given_), SITE)
    assert check(ask(type_, given_, old=once.inputs), SITE) == once
    assert bare(check(ask(type_, once.inputs, old=once.inputs), SITE).inputs) == bare(once.inputs)
    made = None if once.failures else planned(type_, once.inputs)
    if made is None:
        return
    assert not made.replaces
    state = after_change(type_, call_of(type_), made.values, {}, SITE)
    assert not plan(type_, once.inputs, state, SITE).changed
    assert after_read(type_, call_of(type_, prior=state), {}, SITE) == state
    refreshed = refreshed_inputs(once.inputs, state, type_.properties)
    assert not plan(type_, refreshed, state, SITE).changed
    imported = imported_inputs(type_, state)
    again = check(ask(type_, imported), SITE)
    if again.failures:
        assert _lost_secret(type_, imported)
    elif (found := planned(type_, again.inputs, state)) is not None:
        assert not found.changed & imported.keys()


def _lost_secret(type_: ResourceType, inputs: dict[str, Any]) -> bool:
    """Whether a write-only value, which no state holds, is what the refusal is about."""
    return bool(type_.write_only - inputs.keys())
