from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.ec2_security_group_rules import matched, permissions, sources

GROUP = "aws:ec2/securityGroup:SecurityGroup"
OWN, OWNER = "sg-1", "123456789012"


@pytest.fixture
def vpc(resource):
    made = resource("aws:ec2/vpc:Vpc")
    made.up(cidrBlock="10.4.0.0/16")
    return made


def rule(**given):
    return {"fromPort": 80, "toPort": 80, "protocol": "tcp", **given}


def test_a_new_group_has_no_egress(resource, vpc, clients):
    group = resource(GROUP)
    state = group.up(vpcId=vpc.id, namePrefix="g-", description="d")
    assert state["egress"] == []
    assert state["ingress"] == []
    assert state["namePrefix"] == "g-"
    found = clients("ec2").describe_security_groups(GroupIds=[group.id])["SecurityGroups"][0]
    assert found["IpPermissionsEgress"] == []


def test_rules_stay_as_written_and_foreign_ones_show(resource, vpc, clients):
    group = resource(GROUP)
    written = [
        rule(protocol="6", cidrBlocks=["10.0.0.0/8", "11.0.0.0/8"], description="web"),
        rule(cidrBlocks=["12.0.0.0/8"]),
        {"fromPort": 0, "toPort": 0, "protocol": "all", "self": True},
    ]
    state = group.up(vpcId=vpc.id, name="g", description="d", ingress=written)
    assert [entry["cidrBlocks"] for entry in state["ingress"]] == [
        ["10.0.0.0/8", "11.0.0.0/8"],
        ["12.0.0.0/8"],
        [],
    ]
    assert [entry["protocol"] for entry in state["ingress"]] == ["tcp", "tcp", "-1"]
    assert state["ingress"][2]["self"] is True
    clients("ec2").authorize_security_group_ingress(
        GroupId=group.id, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0"
    )
    refreshed = group.refresh()["ingress"]
    assert len(refreshed) == 4
    assert refreshed[3]["cidrBlocks"] == ["0.0.0.0/0"]


def test_only_what_differs_is_revoked_and_authorized(resource, vpc, clients):
    group = resource(GROUP)
    group.up(vpcId=vpc.id, name="g", description="d", ingress=[rule(cidrBlocks=["10.0.0.0/8"])])
    ec2 = clients("ec2")
    filters = [{"Name": "group-id", "Values": [group.id]}]
    before = ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]
    group.up(
        vpcId=vpc.id,
        name="g",
        description="d",
        ingress=[rule(cidrBlocks=["10.0.0.0/8", "11.0.0.0/8"])],
    )
    after = ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]
    assert len(after) == 2
    assert before[0]["SecurityGroupRuleId"] in {entry["SecurityGroupRuleId"] for entry in after}


def test_ports_with_all_protocols_are_refused():
    with pytest.raises(CallError, match=r"from_port \(1\) and to_port \(2\) must both be 0"):
        sources([rule(protocol="-1", fromPort=1, toPort=2, cidrBlocks=["0.0.0.0/0"])], OWN)


def test_permissions_group_by_protocol_ports_and_description():
    split = sources(
        [
            rule(cidrBlocks=["10.0.0.0/8"], ipv6CidrBlocks=["::/0"], description="x"),
            rule(securityGroups=["9/sg-2"], self=True),
        ],
        OWN,
    )
    assert permissions(split) == [
        {
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "x"}],
            "Ipv6Ranges": [{"CidrIpv6": "::/0", "Description": "x"}],
        },
        {
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "UserIdGroupPairs": [{"UserId": "9", "GroupId": "sg-2"}, {"GroupId": OWN}],
        },
    ]


def test_a_rule_whose_source_is_missing_leaves_the_state():
    answered = [
        {
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "IpRanges": [{"CidrIp": "10.0.0.0/8"}],
            "UserIdGroupPairs": [{"GroupId": "sg-2", "UserId": "9"}],
        }
    ]
    found = matched([rule(cidrBlocks=["10.0.0.0/8", "11.0.0.0/8"])], answered, OWN, OWNER)
    assert [(entry["cidrBlocks"], entry["securityGroups"]) for entry in found] == [
        (["10.0.0.0/8"], ["9/sg-2"])
    ]


def test_default_group_is_adopted_and_left(resource, vpc, clients):
    group = resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    state = group.up(vpcId=vpc.id, tags={"a": "b"})
    assert (state["ingress"], state["egress"]) == ([], [])
    assert state["name"] == "default"
    assert state["tagsAll"] == {"a": "b"}
    group.down()
    assert group.refresh() is not None


def test_default_group_without_a_vpc_is_not_found(resource):
    with pytest.raises(CallError, match="reading Default Security Group: empty result"):
        resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").up()
