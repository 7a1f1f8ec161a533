from __future__ import annotations

import json

import pytest

from aurora.embedded.provider.calls.policy_document import canonical

ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["a:B", "a:C"], "Resource": "*"}],
}


@pytest.fixture
def network(resource):
    vpc = resource("aws:ec2/vpc:Vpc")
    state = vpc.up(cidrBlock="10.6.0.0/16")
    subnets = []
    for number in (1, 2):
        subnet = resource("aws:ec2/subnet:Subnet")
        subnet.up(vpcId=vpc.id, cidrBlock=f"10.6.{number}.0/24")
        subnets.append(subnet.id)
    return state, subnets


def test_interface_endpoint_follows_its_subnets(resource, network, clients):
    vpc, subnets = network
    endpoint = resource(ENDPOINT)
    given = {
        "vpcId": vpc["arn"].rpartition("/")[2],
        "serviceName": "com.amazonaws.us-east-1.secretsmanager",
        "vpcEndpointType": "Interface",
        "privateDnsEnabled": True,
        "ipAddressType": "ipv4",
    }
    state = endpoint.up(**given, subnetIds=subnets[:1])
    assert state["securityGroupIds"] == [vpc["defaultSecurityGroupId"]]
    assert state["dnsOptions"]["dnsRecordIpType"] == "ipv4"
    assert len(state["networkInterfaceIds"]) == 1
    assert state["subnetConfigurations"][0]["ipv4"].startswith("10.6.1.")
    assert state["dnsEntries"][1]["dnsName"] == "secretsmanager.us-east-1.amazonaws.com"
    state = endpoint.up(**given, subnetIds=subnets)
    assert sorted(state["subnetIds"]) == sorted(subnets)
    assert len(state["networkInterfaceIds"]) == 2
    state = endpoint.up(**given, subnetIds=subnets[1:])
    assert state["subnetIds"] == subnets[1:]
    endpoint.down()
    assert endpoint.refresh() is None
    enis = clients("ec2").describe_network_interfaces(
        Filters=[{"Name": "subnet-id", "Values": subnets}]
    )
    assert enis["NetworkInterfaces"] == []


def test_gateway_endpoint_has_routes_and_a_policy(resource, network, clients):
    vpc, _ = network
    table = resource("aws:ec2/routeTable:RouteTable")
    table.up(vpcId=vpc["arn"].rpartition("/")[2])
    endpoint = resource(ENDPOINT)
    given = {
        "vpcId": vpc["arn"].rpartition("/")[2],
        "serviceName": "com.amazonaws.us-east-1.s3",
    }
    written = json.dumps(POLICY)
    state = endpoint.up(**given, routeTableIds=[table.id], policy=written)
    assert state["policy"] == canonical(written)
    assert state["vpcEndpointType"] == "Gateway"
    assert state["prefixListId"].startswith("pl-")
    routes = clients("ec2").describe_route_tables(RouteTableIds=[table.id])["RouteTables"][0]
    assert endpoint.id in {route.get("GatewayId") for route in routes["Routes"]}
    assert table.refresh()["routes"] == []
    endpoint.up(**given, routeTableIds=[], policy=written)
    routes = clients("ec2").describe_route_tables(RouteTableIds=[table.id])["RouteTables"][0]
    assert endpoint.id not in {route.get("GatewayId") for route in routes["Routes"]}
