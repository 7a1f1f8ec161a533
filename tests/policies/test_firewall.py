"""Security group rules in every way that programs write them."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.values import UNKNOWN
from policies.environment import Environment
from policies.firewall import everybody, openings, private
from policies.judge import Judge
from policies.registry import rules
from policies.rule import Verdict
from policies.tokens import EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE
from policies.view import Undecided
from policies.wire import view


def read(type_: str, props: dict[str, Any]) -> list[Any]:
    return list(openings(view(type_=type_, name="group", urn="urn", props=props)))


@pytest.mark.parametrize(
    "block",
    [
        "0.0.0.0/0",
        "::/0",
        "0:0:0:0:0:0:0:0/0",
        "0000::/0",
        "0.0.2.0/0",
        "128.0.0.0/1",
        " ::/0 ",
        "/0",
    ],
)
def test_the_internet_in_any_spelling(block: str) -> None:
    assert everybody(block)


@pytest.mark.parametrize(
    "block", ["10.0.0.0/8", "fc00::/7", "1.2.3.4/32", "pl-1", "", "8000::/2", "/8"]
)
def test_what_is_not_the_internet(block: str) -> None:
    assert not everybody(block)


@pytest.mark.parametrize(
    ("block", "inside"),
    [
        ("10.1.0.0/16", True),
        ("10.1.2.3", True),
        ("11.0.0.0/8", False),
        ("fd00::/8", True),
        ("2001:db8::/32", False),
        ("0.0.0.0/0", False),
        ("text", False),
    ],
)
def test_private_networks(block: str, inside: bool) -> None:
    assert private(block, ("10.0.0.0/8", "fc00::/7")) is inside


@pytest.mark.parametrize(
    ("props", "every"),
    [
        ({"protocol": "-1"}, True),
        ({"protocol": -1}, True),
        ({"ipProtocol": "-1", "fromPort": 23, "toPort": 10000}, True),
        ({"protocol": "all"}, True),
        ({"protocol": "tcp", "fromPort": 0, "toPort": 65535}, True),
        ({"protocol": "tcp", "fromPort": "0", "toPort": "65535"}, True),
        ({"protocol": "TCP", "fromPort": 3307, "toPort": 3307}, False),
        ({"protocol": "tcp", "fromPort": 0, "toPort": 0}, False),
        ({"protocol": "icmp", "fromPort": -1, "toPort": -1}, False),
        ({"cidrIpv4": "10.0.0.0/8"}, True),
    ],
)
def test_every_port(props: dict[str, Any], every: bool) -> None:
    (opening,) = read(INGRESS_RULE, props)
    assert opening.every_port is every


def test_inline_rules_have_a_path_and_a_way() -> None:
    group = {"ingress": [{"cidrBlocks": ["10.0.0.0/8"]}], "egress": {"ipv6CidrBlocks": ["::/0"]}}
    inward, outward = read(SECURITY_GROUP, group)
    assert (inward.ingress, list(inward.blocks())) == (
        True,
        [("ingress.0.cidrBlocks", "10.0.0.0/8")],
    )
    assert (outward.ingress, list(outward.blocks())) == (
        False,
        [("egress.0.ipv6CidrBlocks", "::/0")],
    )


@pytest.mark.parametrize(
    ("type_", "props", "ingress"),
    [
        (SECURITY_GROUP_RULE, {"type": "ingress"}, True),
        (SECURITY_GROUP_RULE, {"type": "egress"}, False),
        (INGRESS_RULE, {}, True),
        (EGRESS_RULE, {}, False),
    ],
)
def test_a_rule_of_its_own(type_: str, props: dict[str, Any], ingress: bool) -> None:
    (opening,) = read(type_, {**props, "self": True, "cidrBlocks": None})
    assert opening.ingress is ingress
    assert list(opening.blocks()) == []


def test_what_is_not_known_yet_is_undecided() -> None:
    (opening,) = read(INGRESS_RULE, {"cidrIpv4": UNKNOWN, "ipProtocol": UNKNOWN})
    with pytest.raises(Undecided, match="cidrIpv4"):
        list(opening.blocks())
    with pytest.raises(Undecided, match="protocol"):
        _ = opening.every_port


def test_an_unknown_block_hides_no_known_one() -> None:
    group = {
        "ingress": [
            {"cidrBlocks": [UNKNOWN, "0.0.0.0/0"]},
            {"ipProtocol": "tcp", "ipv6CidrBlocks": ["::/0"]},
        ]
    }
    subject = view(type_=SECURITY_GROUP, name="group", urn="urn", props=group)
    rule = rules()["db-sg-no-public-ingress"]
    found = list(Judge((rule,), Environment.PRODUCTION).resource(subject))
    assert [f.verdict for f in found] == [
        Verdict.VIOLATION,
        Verdict.VIOLATION,
        Verdict.UNDECIDED,
    ]
