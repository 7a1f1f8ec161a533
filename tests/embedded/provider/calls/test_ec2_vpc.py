from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError

VPC = "aws:ec2/vpc:Vpc"


def test_attributes_and_default_resources(resource, clients):
    vpc = resource(VPC)
    state = vpc.up(cidrBlock="10.1.0.0/16", enableDnsHostnames=True, enableDnsSupport=True)
    ec2 = clients("ec2")
    groups = ec2.describe_security_groups(GroupIds=[state["defaultSecurityGroupId"]])
    tables = ec2.describe_route_tables(RouteTableIds=[state["mainRouteTableId"]])
    assert groups["SecurityGroups"][0]["VpcId"] == vpc.id
    assert tables["RouteTables"][0]["VpcId"] == vpc.id
    assert state["defaultRouteTableId"] == state["mainRouteTableId"]
    assert state["defaultNetworkAclId"].startswith("acl-")
    assert state["dhcpOptionsId"].startswith("dopt-")
    assert state["arn"] == f"arn:aws:ec2:us-east-1:123456789012:vpc/{vpc.id}"
    assert (state["enableDnsHostnames"], state["enableDnsSupport"]) == (True, True)
    assert state["assignGeneratedIpv6CidrBlock"] is False


def test_update_changes_in_place_and_ipv6_comes_and_goes(resource):
    vpc = resource(VPC)
    first = vpc.up(cidrBlock="10.1.0.0/16", tags={"a": "b"})
    state = vpc.up(
        cidrBlock="10.1.0.0/16",
        enableDnsSupport=False,
        assignGeneratedIpv6CidrBlock=True,
        tags={"c": "d"},
    )
    assert state["arn"] == first["arn"]
    assert state["enableDnsSupport"] is False
    assert state["assignGeneratedIpv6CidrBlock"] is True
    assert state["ipv6CidrBlock"].endswith("/56")
    assert state["ipv6CidrBlockNetworkBorderGroup"] == "us-east-1"
    assert state["tagsAll"] == {"c": "d"}
    state = vpc.up(cidrBlock="10.1.0.0/16", assignGeneratedIpv6CidrBlock=False)
    assert state["ipv6CidrBlock"] == ""


def test_import_refresh_and_gone(resource, clients):
    vpc = resource(VPC)
    vpc.up(cidrBlock="10.1.0.0/16")
    read = resource(VPC).imported(vpc.id)
    assert read["cidrBlock"] == "10.1.0.0/16"
    clients("ec2").create_tags(Resources=[vpc.id], Tags=[{"Key": "x", "Value": "y"}])
    assert vpc.refresh()["tagsAll"] == {"x": "y"}
    vpc.down()
    assert vpc.refresh() is None
    vpc.down()


def test_a_vpc_in_use_is_refused(resource):
    vpc, group = resource(VPC), resource("aws:ec2/securityGroup:SecurityGroup")
    vpc.up(cidrBlock="10.1.0.0/16")
    group.up(vpcId=vpc.id, name="holds", description="d")
    with pytest.raises(CallError, match=r"deleting EC2 VPC \(vpc-.*DependencyViolation"):
        vpc.down()
    group.down()
    vpc.down()
    assert vpc.refresh() is None
