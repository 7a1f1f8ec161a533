"""Subnet groups, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

NUMBERS = itertools.count(1)
TYPE = "aws:rds/subnetGroup:SubnetGroup"


@pytest.fixture
def subnets(clients: Any) -> list[str]:
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return [
        ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}"
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("abc")
    ]


@pytest.fixture
def group(resource: Any, subnets: list[str]) -> Any:
    made = resource(TYPE)
    made.base = {"name": f"called-{next(NUMBERS)}", "description": "Managed by Pulumi"}
    made.up(**made.base, subnetIds=subnets[:2], tags={"a": "1"})
    return made


def test_group_is_read(group: Any, subnets: list[str]) -> None:
    assert group.id == group.base["name"]
    assert sorted(group.state["subnetIds"]) == sorted(subnets[:2])
    assert group.state["vpcId"].startswith("vpc-")
    assert "IPV4" in group.state["supportedNetworkTypes"]
    assert group.state["tagsAll"] == {"a": "1"}


def test_update_always_sends_description_and_subnets(
    group: Any, subnets: list[str], sent: Any
) -> None:
    state = group.up(
        **{**group.base, "description": "other"}, subnetIds=subnets[:2], tags={"a": "1"}
    )

    request = sent.of("ModifyDBSubnetGroup")
    assert request["DBSubnetGroupDescription"] == "other"
    assert request["SubnetIds"] == subnets[:2]
    assert state["description"] == "other"
    assert sorted(group.up(**group.base, subnetIds=subnets)["subnetIds"]) == sorted(subnets)


def test_name_from_a_prefix(resource: Any, subnets: list[str]) -> None:
    state = resource(TYPE).up(namePrefix="called-p-", description="d", subnetIds=subnets[:2])

    assert state["namePrefix"] == "called-p-"


def test_group_is_imported_by_its_name_and_goes(group: Any, resource: Any) -> None:
    assert resource(TYPE).imported(group.id)["name"] == group.id

    group.down()

    assert group.refresh() is None
    group.down()
