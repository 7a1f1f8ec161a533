from __future__ import annotations

import json

import pytest

from aurora.embedded.provider.calls.policy_document import (
    canonical,
    decoded,
    equivalent,
    kept,
    version_first,
)


def policy(**statement):
    base = {"Effect": "Allow", "Action": ["a:B", "a:C"], "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**base, **statement}]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (policy(), policy(Action=["a:C", "a:B"])),
        (policy(Resource=["*"]), policy()),
        (policy(Effect="allow"), policy()),
        (
            policy(Principal={"AWS": "123456789012"}),
            policy(Principal={"AWS": ["arn:aws:iam::123456789012:root"]}),
        ),
        (
            policy(Condition={"Bool": {"x": "true"}}),
            policy(Condition={"Bool": {"x": [True]}}),
        ),
        ("", "{}"),
        (policy(), "[" + policy() + "]"),
    ],
)
def test_equivalent(one, other):
    assert equivalent(one, other)
    assert equivalent(other, one)


@pytest.mark.parametrize(
    "other",
    [
        policy(Action=["a:B"]),
        policy(Effect="Deny"),
        policy(Sid="x"),
        policy(Principal="*"),
        policy(Condition={"Bool": {"x": "true"}}),
        "not json",
    ],
)
def test_different(other):
    assert not equivalent(policy(), other)


def test_principal_star_differs_from_star_account():
    assert not equivalent(policy(Principal="*"), policy(Principal={"AWS": "*"}))


def test_kept_is_the_configured_policy_while_it_means_the_same():
    written = policy(Action=["a:C", "a:B"])
    assert kept(written, policy()) == canonical(written)
    assert kept(policy(Effect="Deny"), policy()) == canonical(policy())
    assert kept(None, ' {"b": 1, "a": 2}') == '{"a":2,"b":1}'


def test_forms():
    assert version_first('{"Statement": [], "Version": "x"}') == '{"Version":"x","Statement":[]}'
    assert decoded("%7B%22a%22%3A1%7D") == '{"a":1}'
    assert decoded({"a": 1}) == '{"a":1}'
