"""Networks: private, over three zones, and closed but for what is allowed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from aurora.errors import BadInput
from aurora.planning.recorder import Recording, record
from tests.components.samples import network

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
EXISTING = {"cidr": None, "vpc_id": "vpc-1", "subnet_ids": ["subnet-1", "subnet-2"]}


def built(**changes: Any) -> Recording:
    return record(lambda: network(**changes))


def test_an_own_vpc_spans_three_zones_with_private_subnets() -> None:
    subnets = built().of_type("aws:ec2/subnet:Subnet")
    assert [(s.props["availabilityZone"], s.props["cidrBlock"]) for s in subnets] == [
        ("eu-central-1a", "10.0.0.0/18"),
        ("eu-central-1b", "10.0.64.0/18"),
        ("eu-central-1c", "10.0.128.0/18"),
    ]
    assert all(s.props["mapPublicIpOnLaunch"] is False for s in subnets)


def test_nothing_leads_to_the_internet() -> None:
    recording = built()
    types = {r.type for r in recording.resources}
    assert not {t for t in types if "Gateway" in t or t.endswith(":Route")}
    (table,) = recording.of_type("aws:ec2/routeTable:RouteTable")
    assert "routes" not in table.props


def test_the_default_security_group_is_empty() -> None:
    default = built().named("it-default-security-group").props
    assert default["ingress"] == default["egress"] == []


def test_zones_can_be_chosen() -> None:
    subnets = built(zones=("a", "c")).of_type("aws:ec2/subnet:Subnet")
    assert [s.name for s in subnets] == ["it-subnet-a", "it-subnet-c"]


@pytest.mark.parametrize(
    ("region", "letters"), [("us-west-1", "ab"), ("ap-northeast-1", "acd"), ("eu-west-1", "abc")]
)
def test_zones_are_those_that_accounts_have(region: str, letters: str) -> None:
    subnets = built(region=region).of_type("aws:ec2/subnet:Subnet")
    assert [s.props["availabilityZone"] for s in subnets] == [f"{region}{x}" for x in letters]


def test_the_expensive_import_waits_for_a_network() -> None:
    """`pulumi_aws.ec2` costs half a second, which only a program with a network pays."""
    script = (
        "import sys, components, aurora.environments, pulumi_aws;"
        "loaded = lambda: 'pulumi_aws.ec2.vpc' in sys.modules;"
        "print(loaded()); pulumi_aws.ec2.Vpc; print(loaded())"
    )
    found = subprocess.run(  # a process of its own, since others have imported it in this one
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["False", "True"]


def test_an_existing_vpc_gets_a_subnet_group_and_a_security_group_only() -> None:
    recording = built(**EXISTING)
    assert not recording.of_type("aws:ec2/vpc:Vpc")
    assert recording.named("it-subnet-group").props["subnetIds"] == ["subnet-1", "subnet-2"]
    assert recording.named("it-security-group").props["vpcId"] == "vpc-1"


def test_each_source_has_a_rule_of_its_own() -> None:
    recording = built()
    rules = {r.name: r.props for r in recording.of_type(INGRESS)}
    assert set(rules) == {"it-ingress-10.9.0.0-16", "it-ingress-app"}
    assert rules["it-ingress-10.9.0.0-16"]["cidrIpv4"] == "10.9.0.0/16"
    assert rules["it-ingress-app"]["referencedSecurityGroupId"] == "sg-app"
    for rule in rules.values():
        assert (rule["ipProtocol"], rule["fromPort"], rule["toPort"]) == ("tcp", 3307, 3307)
        assert rule["description"]
    assert not recording.of_type(EGRESS)
    group = recording.named("it-security-group").props
    assert not {"ingress", "egress"} & set(group)


@pytest.mark.parametrize(
    "changes",
    [
        {"vpc_id": "vpc-1"},
        {"cidr": None},
        {**EXISTING, "subnet_ids": ["subnet-1"]},
        {"cidr": "10.0.0.1/16"},
        {"cidr": "10.0.0.0/25"},
        {"cidr": "10.0.0.0/8"},
        {"cidr": "ten"},
    ],
    ids=["both", "neither", "one-subnet", "host-bits", "too-small", "too-large", "no-range"],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        built(**changes)
    assert {problem.code for problem in refused.value.problems} == {"AUR-104"}
