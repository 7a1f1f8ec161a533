"""Networks: VPC, subnets, routes, groups, endpoints."""

from __future__ import annotations

from tests.embedded.provider.estate.wanted import Wanted

NETWORK = [
    Wanted(
        "vpc",
        "aws:ec2/vpc:Vpc",
        lambda made: {"cidrBlock": "10.9.0.0/16", "tags": {"Name": "n"}},
        lambda made: {"enableDnsHostnames": True, "tags": {"Name": "m", "a": "b"}},
    ),
    Wanted(
        "net-a",
        "aws:ec2/subnet:Subnet",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "cidrBlock": "10.9.0.0/24",
            "availabilityZone": "us-east-1a",
        },
        lambda made: {"mapPublicIpOnLaunch": True},
    ),
    Wanted(
        "net-b",
        "aws:ec2/subnet:Subnet",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "cidrBlock": "10.9.1.0/24",
            "availabilityZone": "us-east-1b",
        },
    ),
    Wanted(
        "igw",
        "aws:ec2/internetGateway:InternetGateway",
        lambda made: {"vpcId": made["vpc"]["id"]},
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "routes",
        "aws:ec2/routeTable:RouteTable",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": made["igw"]["id"]}],
        },
        lambda made: {"routes": []},
    ),
    Wanted(
        "association",
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        lambda made: {"subnetId": made["net-a"]["id"], "routeTableId": made["routes"]["id"]},
        imported=lambda state: f"{state['subnetId']}/{state['routeTableId']}",
    ),
    Wanted(
        "group",
        "aws:ec2/securityGroup:SecurityGroup",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "ingress": [
                {
                    "protocol": "TCP",
                    "fromPort": 3306,
                    "toPort": 3306,
                    "cidrBlocks": ["10.9.0.0/16"],
                }
            ],
        },
        lambda made: {"ingress": [], "tags": {"a": "b"}},
    ),
    Wanted(
        "open-group",
        "aws:ec2/securityGroup:SecurityGroup",
        lambda made: {"vpcId": made["vpc"]["id"], "namePrefix": "open-"},
    ),
    Wanted(
        "closed",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        lambda made: {"vpcId": made["vpc"]["id"]},
    ),
    Wanted(
        "in",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        lambda made: {
            "securityGroupId": made["open-group"]["id"],
            "ipProtocol": "tcp",
            "fromPort": 5432,
            "toPort": 5432,
            "cidrIpv4": "10.9.0.0/24",
        },
        lambda made: {"cidrIpv4": "10.9.1.0/24"},
    ),
    Wanted(
        "out",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        lambda made: {
            "securityGroupId": made["open-group"]["id"],
            "ipProtocol": "-1",
            "cidrIpv4": "0.0.0.0/0",
        },
        lambda made: {"description": "all"},
    ),
    Wanted(
        "endpoint",
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "serviceName": "com.amazonaws.us-east-1.secretsmanager",
            "vpcEndpointType": "Interface",
            "subnetIds": [made["net-a"]["id"]],
            "securityGroupIds": [made["group"]["id"]],
        },
        lambda made: {"tags": {"a": "b"}},
    ),
]
