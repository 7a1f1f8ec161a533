from __future__ import annotations

import pytest

KINDS = ("Ingress", "Egress")


@pytest.fixture
def groups(resource):
    vpc = resource("aws:ec2/vpc:Vpc")
    vpc.up(cidrBlock="10.5.0.0/16")
    made = []
    for name in ("one", "two"):
        group = resource("aws:ec2/securityGroup:SecurityGroup")
        group.up(vpcId=vpc.id, name=name, description="d")
        made.append(group.id)
    return made


def rules(resource, kind):
    return resource(f"aws:vpc/securityGroup{kind}Rule:SecurityGroup{kind}Rule")


@pytest.mark.parametrize("kind", KINDS)
def test_made_changed_in_place_and_revoked(resource, groups, kind):
    rule = rules(resource, kind)
    given = {"securityGroupId": groups[0], "ipProtocol": "TCP", "fromPort": 1, "toPort": 2}
    state = rule.up(**given, cidrIpv4="10.0.0.0/8", description="d", tags={"a": "b"})
    first = rule.id
    assert state["ipProtocol"] == "TCP"
    assert state["securityGroupRuleId"] == rule.id
    assert state["arn"].endswith(f":security-group-rule/{rule.id}")
    rule.up(**given, cidrIpv4="11.0.0.0/8")
    refreshed = rule.refresh()
    assert rule.id == first
    assert refreshed["cidrIpv4"] == "11.0.0.0/8"
    assert refreshed["ipProtocol"] == "TCP"
    assert "description" not in refreshed
    assert refreshed["tagsAll"] == {}
    rule.down()
    assert rule.refresh() is None


def test_source_group_keeps_its_description(resource, groups):
    rule = rules(resource, "Ingress")
    given = {"securityGroupId": groups[0], "referencedSecurityGroupId": groups[1]}
    rule.up(**given, ipProtocol="-1", description="from two")
    refreshed = rule.refresh()
    assert refreshed["description"] == "from two"
    assert refreshed["referencedSecurityGroupId"] == groups[1]
    assert "fromPort" not in refreshed
    rule.up(**given, ipProtocol="-1", description="still two")
    assert rule.refresh()["description"] == "still two"


def test_the_other_direction_is_not_found(resource, groups):
    rule = rules(resource, "Ingress")
    rule.up(securityGroupId=groups[0], ipProtocol="-1", cidrIpv6="::/0")
    assert rules(resource, "Egress").imported(rule.id) is None
    assert rules(resource, "Ingress").imported(rule.id)["cidrIpv6"] == "::/0"
