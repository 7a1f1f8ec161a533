"""RDS Proxy, custom endpoints of clusters and of proxies."""

from __future__ import annotations

import pytest

SECRET = {"SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"}


@pytest.fixture
def proxy(rds, network):
    return rds.create_db_proxy(
        DBProxyName="Front",
        EngineFamily="MYSQL",
        Auth=[SECRET],
        VpcSubnetIds=network.subnets,
        RoleArn="arn:aws:iam::123456789012:role/proxy",
        Tags=[{"Key": "a", "Value": "b"}],
    )["DBProxy"]


def pool(rds):
    group = rds.describe_db_proxy_target_groups(DBProxyName="front")["TargetGroups"][0]
    return group["ConnectionPoolConfig"]


def test_what_aws_fills_in(rds, proxy):
    assert (proxy["DBProxyName"], proxy["Status"]) == ("front", "available")
    assert proxy["Auth"] == [
        SECRET
        | {
            "AuthScheme": "SECRETS",
            "IAMAuth": "DISABLED",
            "ClientPasswordAuthType": "MYSQL_NATIVE_PASSWORD",
        }
    ]
    assert (proxy["DefaultAuthScheme"], proxy["EndpointNetworkType"]) == ("NONE", "IPV4")
    assert (proxy["IdleClientTimeout"], proxy["RequireTLS"]) == (1800, False)
    assert len(proxy["VpcSecurityGroupIds"]) == 1
    tags = rds.list_tags_for_resource(ResourceName=proxy["DBProxyArn"])["TagList"]
    assert tags == [{"Key": "a", "Value": "b"}]


def test_a_proxy_is_renamed_and_keeps_its_arn(rds, proxy, network, refused):
    changed = rds.modify_db_proxy(
        DBProxyName="front",
        NewDBProxyName="back",
        RequireTLS=True,
        DebugLogging=True,
        SecurityGroups=[network.group],
    )["DBProxy"]
    assert changed["DBProxyArn"] == proxy["DBProxyArn"]
    assert (changed["RequireTLS"], changed["VpcSecurityGroupIds"]) == (True, [network.group])
    assert refused(rds.describe_db_proxies, DBProxyName="front")[0] == "DBProxyNotFoundFault"
    rds.delete_db_proxy(DBProxyName="back")
    assert rds.describe_db_proxies()["DBProxies"] == []


def test_the_pool_is_replaced_as_a_whole(rds, proxy):
    assert pool(rds)["MaxConnectionsPercent"] == 100
    rds.modify_db_proxy_target_group(
        DBProxyName="front",
        TargetGroupName="default",
        ConnectionPoolConfig={
            "MaxConnectionsPercent": 75,
            "MaxIdleConnectionsPercent": 30,
            "InitQuery": "SET x=1",
            "SessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"],
        },
    )
    assert pool(rds) == {
        "MaxConnectionsPercent": 75,
        "MaxIdleConnectionsPercent": 30,
        "InitQuery": "SET x=1",
        "ConnectionBorrowTimeout": 120,
        "SessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"],
    }
    rds.modify_db_proxy_target_group(
        DBProxyName="front",
        TargetGroupName="default",
        ConnectionPoolConfig={"ConnectionBorrowTimeout": 90},
    )
    assert pool(rds)["InitQuery"] == ""
    assert pool(rds)["SessionPinningFilters"] == []


def test_a_cluster_comes_with_its_instances(rds, proxy, cluster, refused):
    cluster("one", "aurora-mysql")
    first = rds.register_db_proxy_targets(DBProxyName="front", DBClusterIdentifiers=["one"])
    assert [t["Type"] for t in first["DBProxyTargets"]] == ["TRACKED_CLUSTER"]
    rds.create_db_instance(
        DBInstanceIdentifier="one-1",
        DBClusterIdentifier="one",
        Engine="aurora-mysql",
        DBInstanceClass="db.r6g.large",
    )
    targets = rds.describe_db_proxy_targets(DBProxyName="front")["Targets"]
    assert [(t["Type"], t["RdsResourceId"]) for t in targets] == [
        ("TRACKED_CLUSTER", "one"),
        ("RDS_INSTANCE", "one-1"),
    ]
    assert targets[1]["TrackedClusterId"] == "one"
    assert targets[1]["TargetHealth"]["State"] == "AVAILABLE"
    rds.deregister_db_proxy_targets(DBProxyName="front", DBClusterIdentifiers=["one"])
    code, _ = refused(
        rds.deregister_db_proxy_targets, DBProxyName="front", DBClusterIdentifiers=["one"]
    )
    assert code == "DBProxyTargetNotFoundFault"
    cluster("other")
    code, _ = refused(
        rds.register_db_proxy_targets, DBProxyName="front", DBClusterIdentifiers=["other"]
    )
    assert code == "InvalidParameterCombination"


def test_one_zone_is_not_enough(rds, network, refused):
    code, _ = refused(
        rds.create_db_proxy,
        DBProxyName="odd",
        EngineFamily="MYSQL",
        Auth=[SECRET],
        VpcSubnetIds=network.subnets[:1],
        RoleArn="arn:aws:iam::123456789012:role/proxy",
    )
    assert code == "InvalidSubnet"


def test_endpoints_of_a_proxy(rds, proxy, network, refused):
    made = rds.create_db_proxy_endpoint(
        DBProxyName="front",
        DBProxyEndpointName="read",
        VpcSubnetIds=network.subnets,
        TargetRole="READ_ONLY",
    )["DBProxyEndpoint"]
    assert (made["TargetRole"], made["Status"], made["IsDefault"]) == (
        "READ_ONLY",
        "creating",
        False,
    )
    rds.modify_db_proxy_endpoint(DBProxyEndpointName="read", VpcSecurityGroupIds=[network.group])
    found = rds.describe_db_proxy_endpoints(DBProxyName="front", DBProxyEndpointName="read")
    assert found["DBProxyEndpoints"][0]["VpcSecurityGroupIds"] == [network.group]
    rds.delete_db_proxy_endpoint(DBProxyEndpointName="read")
    code, _ = refused(rds.describe_db_proxy_endpoints, DBProxyEndpointName="read")
    assert code == "DBProxyEndpointNotFoundFault"


def test_custom_endpoints_of_a_cluster(rds, cluster, refused):
    cluster("one", "aurora-mysql", instances=2)
    settings = {"DBClusterIdentifier": "one", "EndpointType": "READER"}
    made = rds.create_db_cluster_endpoint(
        DBClusterEndpointIdentifier="Custom",
        StaticMembers=["one-2"],
        Tags=[{"Key": "a", "Value": "b"}],
        **settings,
    )
    assert (made["EndpointType"], made["CustomEndpointType"]) == ("CUSTOM", "READER")
    arn = made["DBClusterEndpointArn"]
    assert rds.list_tags_for_resource(ResourceName=arn)["TagList"] == [{"Key": "a", "Value": "b"}]
    rds.modify_db_cluster_endpoint(
        DBClusterEndpointIdentifier="custom",
        EndpointType="ANY",
        StaticMembers=[],
        ExcludedMembers=["one-1"],
    )
    found = rds.describe_db_cluster_endpoints(DBClusterIdentifier="one")["DBClusterEndpoints"]
    assert [entry["EndpointType"] for entry in found] == ["WRITER", "READER", "CUSTOM"]
    assert (found[2]["StaticMembers"], found[2]["ExcludedMembers"]) == ([], ["one-1"])
    none = rds.describe_db_cluster_endpoints(DBClusterEndpointIdentifier="none")
    assert none["DBClusterEndpoints"] == []
    for number in range(4):
        rds.create_db_cluster_endpoint(DBClusterEndpointIdentifier=f"e{number}", **settings)
    code, message = refused(
        rds.create_db_cluster_endpoint, DBClusterEndpointIdentifier="sixth", **settings
    )
    assert (code, "5" in message) == ("DBClusterEndpointQuotaExceededFault", True)
    rds.delete_db_cluster_endpoint(DBClusterEndpointIdentifier="custom")
    code, _ = refused(rds.delete_db_cluster_endpoint, DBClusterEndpointIdentifier="custom")
    assert code == "DBClusterEndpointNotFoundFault"
