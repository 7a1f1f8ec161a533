from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError, WrongId

TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"


@pytest.fixture
def network(resource):
    vpc, gateway = resource("aws:ec2/vpc:Vpc"), resource("aws:ec2/internetGateway:InternetGateway")
    vpc.up(cidrBlock="10.3.0.0/16")
    gateway.up(vpcId=vpc.id)
    subnet = resource("aws:ec2/subnet:Subnet")
    subnet.up(vpcId=vpc.id, cidrBlock="10.3.1.0/24")
    return vpc, gateway, subnet


def test_routes_come_change_and_go(resource, network):
    vpc, gateway, _ = network
    table = resource(TABLE)
    state = table.up(
        vpcId=vpc.id,
        routes=[
            {"cidrBlock": "0.0.0.0/0", "gatewayId": gateway.id},
            {"cidrBlock": "10.9.0.0/16", "gatewayId": gateway.id},
        ],
    )
    assert {route["cidrBlock"] for route in state["routes"]} == {"0.0.0.0/0", "10.9.0.0/16"}
    state = table.up(vpcId=vpc.id, routes=[{"cidrBlock": "10.8.0.0/16", "gatewayId": gateway.id}])
    assert [route["cidrBlock"] for route in state["routes"]] == ["10.8.0.0/16"]
    assert table.up(vpcId=vpc.id, routes=[])["routes"] == []


def test_the_local_route_is_adopted_not_made(resource, network):
    vpc, _, _ = network
    table = resource(TABLE)
    local = [{"cidrBlock": "10.3.0.0/16", "gatewayId": "local"}]
    assert table.up(vpcId=vpc.id)["routes"] == []
    state = table.up(vpcId=vpc.id, routes=local)
    assert [route["gatewayId"] for route in state["routes"]] == ["local"]
    with pytest.raises(CallError, match="local route cannot be created but must exist"):
        resource(TABLE).up(
            vpcId=vpc.id, routes=[{"cidrBlock": "10.200.0.0/16", "gatewayId": "local"}]
        )


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (
            {"gatewayId": "local"},
            "one of `cidr_block, ipv6_cidr_block, destination_prefix_list_id`",
        ),
        (
            {"cidrBlock": "10.0.0.0/8", "gatewayId": "a", "natGatewayId": "b"},
            "but `gateway_id, nat_gateway_id` were specified",
        ),
    ],
)
def test_one_destination_and_one_target(resource, network, route, words):
    with pytest.raises(CallError, match=words):
        resource(TABLE).up(vpcId=network[0].id, routes=[route])


def test_association_moves_and_imports(resource, network):
    vpc, _, subnet = network
    one, two = resource(TABLE), resource(TABLE)
    one.up(vpcId=vpc.id)
    two.up(vpcId=vpc.id)
    association = resource(ASSOCIATION)
    association.up(subnetId=subnet.id, routeTableId=one.id)
    first = association.id
    assert association.up(subnetId=subnet.id, routeTableId=two.id)["routeTableId"] == two.id
    assert association.id != first
    found = resource(ASSOCIATION)
    assert found.imported(f"{subnet.id}/{two.id}")["subnetId"] == subnet.id
    assert found.id == association.id
    with pytest.raises(WrongId, match="Unexpected format for import"):
        resource(ASSOCIATION).imported(association.id)
    two.down()
    assert association.refresh() is None
    association.down()
