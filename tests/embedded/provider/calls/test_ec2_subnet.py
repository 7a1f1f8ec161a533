from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError

SUBNET = "aws:ec2/subnet:Subnet"


@pytest.fixture
def vpc(resource):
    made = resource("aws:ec2/vpc:Vpc")
    made.up(cidrBlock="10.2.0.0/16")
    return made


def test_every_attribute_is_set_and_read(resource, vpc):
    subnet = resource(SUBNET)
    given = {
        "vpcId": vpc.id,
        "cidrBlock": "10.2.1.0/24",
        "availabilityZone": "us-east-1b",
        "mapPublicIpOnLaunch": True,
        "enableDns64": True,
        "privateDnsHostnameTypeOnLaunch": "resource-name",
        "enableResourceNameDnsARecordOnLaunch": True,
        "enableResourceNameDnsAaaaRecordOnLaunch": True,
    }
    state = subnet.up(**given, tags={"a": "b"})
    assert {key: state[key] for key in given} == given
    assert state["tagsAll"] == {"a": "b"}
    assert state["availabilityZoneId"] == "use1-az2" or state["availabilityZoneId"]
    off = {**given, "mapPublicIpOnLaunch": False, "enableDns64": False}
    state = subnet.up(**off)
    assert (state["mapPublicIpOnLaunch"], state["enableDns64"]) == (False, False)


def test_a_new_subnet_is_private_and_not_a_default_one(resource, vpc, clients):
    subnet = resource(SUBNET)
    zone = clients("ec2").describe_availability_zones()["AvailabilityZones"][0]["ZoneId"]
    state = subnet.up(vpcId=vpc.id, cidrBlock="10.2.2.0/24", availabilityZoneId=zone)
    assert state["mapPublicIpOnLaunch"] is False
    found = clients("ec2").describe_subnets(SubnetIds=[subnet.id])["Subnets"][0]
    assert found["DefaultForAz"] is False
    assert found["AvailabilityZoneId"] == zone


def test_ipv6_block_is_replaced(resource, vpc):
    subnet = resource(SUBNET)
    state = subnet.up(vpcId=vpc.id, cidrBlock="10.2.3.0/24", ipv6CidrBlock="2001:db8:1::/64")
    first = state["ipv6CidrBlockAssociationId"]
    state = subnet.up(vpcId=vpc.id, cidrBlock="10.2.3.0/24", ipv6CidrBlock="2001:db8:2::/64")
    assert state["ipv6CidrBlock"] == "2001:db8:2::/64"
    assert state["ipv6CidrBlockAssociationId"] != first


def test_a_zone_of_another_region_is_refused(resource, vpc):
    with pytest.raises(CallError, match=r"creating EC2 Subnet: .*availability zones: us-east-1a"):
        resource(SUBNET).up(vpcId=vpc.id, cidrBlock="10.2.4.0/24", availabilityZone="eu-west-1a")


def test_gone(resource, vpc):
    subnet = resource(SUBNET)
    subnet.up(vpcId=vpc.id, cidrBlock="10.2.5.0/24")
    subnet.down()
    assert subnet.refresh() is None
