"""Whom a resource policy lets in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aurora.values import UNKNOWN, Secret
from policies.policy_document import open_statements, unreadable
from policies.tokens import KEY
from policies.view import Undecided
from policies.wire import view

ROOT = "arn:aws:iam::123456789012:root"


def opened(statement: dict[str, Any] | list[Any], *, text: bool = True) -> bool:
    document = {"Version": "2012-10-17", "Statement": statement}
    given = json.dumps(document) if text else document
    subject = view(type_=KEY, name="key", urn="urn", props={"policy": given})
    return bool(list(open_statements(subject, "policy")))


def allow(principal: Any, condition: Any = None, **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": principal}
    return {**statement, **({"Condition": condition} if condition else {}), **more}


@pytest.mark.parametrize(
    "principal",
    ["*", {"AWS": "*"}, {"AWS": [ROOT, "*"]}, {"AWS": "arn:aws:iam::*:root"}, {"Service": "*"}],
)
def test_everybody_in_any_spelling(principal: Any) -> None:
    assert opened(allow(principal))
    assert opened([allow(ROOT), allow(principal)])
    assert not opened({**allow(principal), "Effect": "Deny"})


@pytest.mark.parametrize(
    "principal", [{"AWS": ROOT}, {"AWS": [ROOT]}, {"Service": "rds.amazonaws.com"}, {}]
)
def test_somebody(principal: Any) -> None:
    assert not opened(allow(principal))


def test_all_but_one_is_everybody() -> None:
    statement = allow(None)
    del statement["Principal"]
    assert opened({**statement, "NotPrincipal": {"AWS": ROOT}})


@pytest.mark.parametrize(
    ("condition", "open_"),
    [
        ({"StringEquals": {"kms:CallerAccount": "123456789012"}}, False),
        ({"StringEquals": {"aws:PrincipalOrgID": ["o-1", "o-2"]}}, False),
        ({"StringEquals": {"kms:ViaService": "rds.eu-west-1.amazonaws.com"}}, False),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/*"}}, False),
        ({"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": ["o-1/*"]}}, False),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, False),
        ({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}}, True),
        ({"StringLike": {"kms:CallerAccount": "*"}}, True),
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, True),
        ({"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}, True),
        (
            {
                "Bool": {"aws:SecureTransport": "true"},
                "StringEquals": {"aws:SourceAccount": "123456789012"},
            },
            False,
        ),
    ],
)
def test_a_condition_must_say_who(condition: Any, open_: bool) -> None:
    assert opened(allow("*", condition)) is open_
    assert opened(allow("*", condition), text=False) is open_


def test_a_part_that_is_not_known_yet_decides_nothing() -> None:
    with pytest.raises(Undecided):
        opened(allow({"AWS": UNKNOWN}), text=False)
    subject = view(type_=KEY, name="key", urn="urn", props={"policy": UNKNOWN})
    with pytest.raises(Undecided):
        list(open_statements(subject, "policy"))


@pytest.mark.parametrize(
    ("text", "none"),
    [("", False), ("{", True), ("[]", True), ('"*"', True), ('{"Statement": 3}', False)],
)
def test_what_is_no_document_opens_nothing_and_is_told_apart(text: str, none: bool) -> None:
    subject = view(type_=KEY, name="key", urn="urn", props={"policy": text})
    assert not list(open_statements(subject, "policy"))
    assert unreadable(subject, "policy") is none


def test_a_secret_text_shows_no_name_of_a_statement() -> None:
    text = json.dumps({"Statement": {"Sid": "Hidden", "Effect": "Allow", "Principal": "*"}})
    for value, wanted in ((text, "Hidden"), (Secret(text), "statement 1")):
        subject = view(type_=KEY, name="key", urn="urn", props={"policy": value})
        assert list(open_statements(subject, "policy")) == [wanted]
