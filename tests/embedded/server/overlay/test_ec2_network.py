from __future__ import annotations

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def ec2(clients):
    return clients("ec2")


@pytest.fixture
def vpc(ec2):
    return ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]


def refused(code, call, text=None, **params):
    with pytest.raises(ClientError, match=text) as error:
        call(**params)
    assert error.value.response["Error"]["Code"] == code


def group_of(ec2, vpc, name="app"):
    return ec2.create_security_group(GroupName=name, Description="d", VpcId=vpc)["GroupId"]


def test_the_default_group_lets_itself_in_and_stays(ec2, vpc):
    groups = ec2.describe_security_groups(
        Filters=[
            {"Name": "vpc-id", "Values": [vpc]},
            {"Name": "group-name", "Values": ["default"]},
        ]
    )["SecurityGroups"]
    default = groups[0]["GroupId"]
    pair = groups[0]["IpPermissions"][0]["UserIdGroupPairs"][0]
    assert pair == {"GroupId": default, "UserId": "123456789012"}
    refused("CannotDelete", ec2.delete_security_group, GroupId=default)
    ec2.delete_vpc(VpcId=vpc)
    refused("InvalidGroup.NotFound", ec2.describe_security_groups, GroupIds=[default])


def test_a_group_in_use_is_refused(ec2, vpc, clients):
    app, other = group_of(ec2, vpc), group_of(ec2, vpc, "other")
    pair = {"GroupId": app, "Description": "from app"}
    permission = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [pair]}
    ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=[permission])
    refused("DependencyViolation", ec2.delete_security_group, "dependent object", GroupId=app)
    ec2.revoke_security_group_ingress(GroupId=other, IpPermissions=[permission])
    rds = clients("rds")
    subnets = []
    for number, zone in ((1, "us-east-1a"), (2, "us-east-1b")):
        subnet = ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.20.{number}.0/24", AvailabilityZone=zone
        )
        subnets.append(subnet["Subnet"]["SubnetId"])
    rds.create_db_subnet_group(
        DBSubnetGroupName="in-use", DBSubnetGroupDescription="d", SubnetIds=subnets
    )
    rds.create_db_cluster(
        DBClusterIdentifier="in-use",
        Engine="aurora-mysql",
        MasterUsername="admin",
        MasterUserPassword="long-enough",
        DBSubnetGroupName="in-use",
        VpcSecurityGroupIds=[app],
    )
    refused("DependencyViolation", ec2.delete_security_group, GroupId=app)
    rds.delete_db_cluster(DBClusterIdentifier="in-use", SkipFinalSnapshot=True)
    ec2.delete_security_group(GroupId=app)


def test_a_range_from_a_pool_that_is_not_there(ec2, vpc):
    code, before = "InvalidIpamPoolId.NotFound", len(ec2.describe_vpcs()["Vpcs"])
    refused(code, ec2.create_vpc, Ipv6IpamPoolId="ipam-pool-1", CidrBlock="10.0.0.0/16")
    refused(code, ec2.create_vpc, Ipv4IpamPoolId="ipam-pool-1", Ipv4NetmaskLength=24)
    refused(code, ec2.associate_vpc_cidr_block, VpcId=vpc, Ipv6IpamPoolId="ipam-pool-1")
    assert len(ec2.describe_vpcs()["Vpcs"]) == before


def test_a_description_does_not_make_another_rule(ec2, vpc):
    app = group_of(ec2, vpc)
    permission = {
        "IpProtocol": "tcp",
        "FromPort": 1,
        "ToPort": 1,
        "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "one"}],
    }
    ec2.authorize_security_group_ingress(GroupId=app, IpPermissions=[permission])
    permission["IpRanges"][0]["Description"] = "two"
    refused(
        "InvalidPermission.Duplicate",
        ec2.authorize_security_group_ingress,
        GroupId=app,
        IpPermissions=[permission],
    )
    ec2.revoke_security_group_ingress(GroupId=app, IpPermissions=[permission])


def test_names_and_descriptions_of_groups_are_ascii(ec2, vpc):
    for odd in ({"GroupName": "größe"}, {"Description": "größe"}):
        settings = {"GroupName": "plain", "Description": "d", "VpcId": vpc} | odd
        refused("InvalidParameterValue", ec2.create_security_group, **settings)


def test_all_rules_of_a_request_are_answered(ec2, vpc):
    app = group_of(ec2, vpc)
    answer = ec2.authorize_security_group_ingress(
        GroupId=app,
        IpPermissions=[
            {
                "IpProtocol": "58",
                "FromPort": -1,
                "ToPort": -1,
                "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
            },
            {"IpProtocol": "50", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
        ],
    )
    rules = answer["SecurityGroupRules"]
    assert [rule["IpProtocol"] for rule in rules] == ["icmpv6", "50"]
    assert all(rule["SecurityGroupRuleArn"].endswith(rule["SecurityGroupRuleId"]) for rule in rules)


def test_tcp_needs_ports(ec2, vpc):
    refused(
        "InvalidParameterValue",
        ec2.authorize_security_group_ingress,
        "Must specify both from and to ports",
        GroupId=group_of(ec2, vpc),
        IpPermissions=[{"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}],
    )


def test_a_rule_cannot_change_its_kind_of_source(ec2, vpc):
    app = group_of(ec2, vpc)
    answer = ec2.authorize_security_group_ingress(
        GroupId=app, IpPermissions=[{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]
    )
    rule = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    refused(
        "InvalidParameterValue",
        ec2.modify_security_group_rules,
        "Invalid rule type",
        GroupId=app,
        SecurityGroupRules=[
            {
                "SecurityGroupRuleId": rule,
                "SecurityGroupRule": {"IpProtocol": "-1", "CidrIpv4": "10.0.0.0/8"},
            }
        ],
    )


@pytest.mark.parametrize("block", ["10.20.0.0/30", "10.20.0.0/29", "10.20.0.0/15"])
def test_subnets_have_a_size(ec2, vpc, block):
    refused("InvalidSubnet.Range", ec2.create_subnet, VpcId=vpc, CidrBlock=block)


def test_what_lies_in_a_subnet_keeps_it(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.20.9.0/24")["Subnet"]["SubnetId"]
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc,
        ServiceName="com.amazonaws.us-east-1.rds",
        VpcEndpointType="Interface",
        SubnetIds=[subnet],
    )["VpcEndpoint"]["VpcEndpointId"]
    refused("DependencyViolation", ec2.delete_subnet, SubnetId=subnet)
    group = group_of(ec2, vpc)
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddSecurityGroupIds=[group])
    refused("DependencyViolation", ec2.delete_security_group, GroupId=group)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    refused("InvalidVpcEndpointId.NotFound", ec2.describe_vpc_endpoints, VpcEndpointIds=[endpoint])
    ec2.delete_subnet(SubnetId=subnet)


def test_routes_propagate_from_an_attached_gateway_only(ec2, vpc):
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    target = {"RouteTableId": table, "GatewayId": gateway}
    refused("Gateway.NotAttached", ec2.enable_vgw_route_propagation, **target)
    ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=gateway)
    ec2.enable_vgw_route_propagation(**target)
    found = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]
    assert found["PropagatingVgws"] == [{"GatewayId": gateway}]
    ec2.disable_vgw_route_propagation(**target)
    found = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]
    assert found["PropagatingVgws"] == []


def test_what_is_always_answered(ec2, vpc):
    found = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]
    assert found["BlockPublicAccessStates"] == {"InternetGatewayBlockMode": "off"}
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.20.8.0/24")["Subnet"]
    assert set(subnet) >= {
        "AssignIpv6AddressOnCreation",
        "AvailabilityZoneId",
        "AvailableIpAddressCount",
        "DefaultForAz",
        "EnableDns64",
        "Ipv6Native",
        "MapCustomerOwnedIpOnLaunch",
        "MapPublicIpOnLaunch",
        "OwnerId",
        "PrivateDnsNameOptionsOnLaunch",
        "State",
        "SubnetArn",
    }
