"""Proxies with target group, targets and endpoints, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

NUMBERS = itertools.count(1)
ROLE = "arn:aws:iam::123456789012:role/proxy"
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-abcdef"
POOL = {
    "connectionBorrowTimeout": 90.0,
    "initQuery": "SET x=1",
    "maxConnectionsPercent": 75.0,
    "maxIdleConnectionsPercent": 33.0,
    "sessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"],
}


@pytest.fixture
def network(clients: Any) -> dict[str, list[str]]:
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}"
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("ab")
    ]
    groups = [
        ec2.create_security_group(GroupName=name, Description="d", VpcId=vpc)["GroupId"]
        for name in ("one", "two")
    ]
    return {"subnets": subnets, "groups": groups}


@pytest.fixture
def proxy(resource: Any, network: dict[str, list[str]]) -> Any:
    made = resource("aws:rds/proxy:Proxy")
    made.base = {
        "name": f"called-{next(NUMBERS)}",
        "engineFamily": "MYSQL",
        "roleArn": ROLE,
        "vpcSubnetIds": network["subnets"],
        "vpcSecurityGroupIds": network["groups"][:1],
        "auths": [{"authScheme": "SECRETS", "iamAuth": "DISABLED", "secretArn": SECRET}],
        "requireTls": True,
        "idleClientTimeout": 1800.0,
        "tags": {"a": "1"},
    }
    made.up(**made.base)
    return made


def test_proxy_is_read(proxy: Any, network: dict[str, list[str]]) -> None:
    state = proxy.state

    assert proxy.id == state["name"] == proxy.base["name"]
    assert (state["requireTls"], state["debugLogging"]) == (True, False)
    assert state["vpcSecurityGroupIds"] == network["groups"][:1]
    (auth,) = state["auths"]
    assert proxy.base["auths"][0].items() <= auth.items()
    assert "description" not in auth
    assert state["endpoint"]
    assert state["tagsAll"] == {"a": "1"}


def test_flags_that_are_false_are_not_sent_at_creation(
    resource: Any, proxy: Any, sent: Any
) -> None:
    resource("aws:rds/proxy:Proxy").up(
        **{**proxy.base, "name": f"called-{next(NUMBERS)}", "requireTls": False, "auths": []}
    )

    request = sent.of("CreateDBProxy")
    assert request["Auth"] == []
    assert not {"RequireTLS", "DebugLogging"} & request.keys()


def test_update_always_sends_flags_role_and_auth(
    proxy: Any, network: dict[str, list[str]], sent: Any
) -> None:
    state = proxy.up(**{**proxy.base, "vpcSecurityGroupIds": network["groups"][1:]})

    request = sent.of("ModifyDBProxy")
    assert (request["DebugLogging"], request["RequireTLS"]) == (False, True)
    assert request["NewDBProxyName"] == request["DBProxyName"] == proxy.base["name"]
    assert request["SecurityGroups"] == network["groups"][1:]
    assert state["vpcSecurityGroupIds"] == network["groups"][1:]


def test_renamed_proxy_is_found_by_the_name_in_the_state(proxy: Any) -> None:
    old, new = proxy.id, f"called-{next(NUMBERS)}"

    state = proxy.up(**{**proxy.base, "name": new})

    assert state["name"] == new
    proxy.id = old  # the engine keeps the id of the creation
    assert proxy.refresh()["name"] == new
    proxy.down()
    assert proxy.refresh() is None


def test_pool_settings_come_back_and_can_be_left_out(proxy: Any, resource: Any) -> None:
    group = resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup")

    state = group.up(dbProxyName=proxy.id, connectionPoolConfig=POOL)

    assert (group.id, state["name"]) == (proxy.id, "default")
    assert ":target-group:" in state["arn"]
    assert state["connectionPoolConfig"] == POOL
    shorter = {
        name: POOL[name] for name in POOL if name not in ("initQuery", "sessionPinningFilters")
    }
    state = group.up(dbProxyName=proxy.id, connectionPoolConfig=shorter)
    assert state["connectionPoolConfig"] == {
        **shorter,
        "initQuery": "",
        "sessionPinningFilters": [],
    }
    group.down()
    assert group.refresh() is not None


def test_pool_settings_that_the_program_does_not_name_are_aws_own(
    proxy: Any, resource: Any, sent: Any
) -> None:
    state = resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup").up(
        dbProxyName=proxy.id
    )

    assert "ConnectionPoolConfig" not in sent.of("ModifyDBProxyTargetGroup")
    assert state["connectionPoolConfig"]["maxConnectionsPercent"] == 100


def test_target_is_known_by_four_parts(proxy: Any, resource: Any, clients: Any) -> None:
    cluster, target = f"called-c-{next(NUMBERS)}", resource("aws:rds/proxyTarget:ProxyTarget")
    clients("rds").create_db_cluster(
        DBClusterIdentifier=cluster,
        Engine="aurora-mysql",
        MasterUsername="keeper",
        MasterUserPassword="not-a-real-word",
    )

    state = target.up(dbProxyName=proxy.id, targetGroupName="default", dbClusterIdentifier=cluster)

    assert target.id == f"{proxy.id}/default/TRACKED_CLUSTER/{cluster}"
    assert (state["type"], state["rdsResourceId"]) == ("TRACKED_CLUSTER", cluster)
    read = resource(target.kind).imported(target.id)
    assert (read["dbProxyName"], read["dbClusterIdentifier"]) == (proxy.id, cluster)
    assert resource(target.kind).imported("too/short") is None
    target.down()
    assert target.refresh() is None
    target.down()


def test_endpoint_changes_its_groups_in_place(
    proxy: Any, resource: Any, network: dict[str, list[str]], sent: Any
) -> None:
    endpoint = resource("aws:rds/proxyEndpoint:ProxyEndpoint")
    base = {
        "dbProxyName": proxy.id,
        "dbProxyEndpointName": f"called-e-{next(NUMBERS)}",
        "vpcSubnetIds": network["subnets"],
        "targetRole": "READ_ONLY",
        "tags": {"a": "1"},
    }

    state = endpoint.up(**base, vpcSecurityGroupIds=network["groups"][:1])

    assert endpoint.id == f"{proxy.id}/{base['dbProxyEndpointName']}"
    assert (state["targetRole"], state["isDefault"]) == ("READ_ONLY", False)
    state = endpoint.up(**base, vpcSecurityGroupIds=network["groups"])
    assert sent.of("ModifyDBProxyEndpoint")["VpcSecurityGroupIds"] == network["groups"]
    assert sorted(state["vpcSecurityGroupIds"]) == sorted(network["groups"])
    assert resource(endpoint.kind).imported(endpoint.id)["dbProxyName"] == proxy.id
    assert resource(endpoint.kind).imported("no-slash") is None
    endpoint.down()
    assert endpoint.refresh() is None
    endpoint.down()
