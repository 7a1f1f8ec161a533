"""Global databases: members of several regions, who writes, upgrades, the order of their end."""

from __future__ import annotations

import pytest

WEST = "eu-west-1"


@pytest.fixture
def world(rds, cluster):
    """A global database of two regions, an instance in each."""
    made = rds.create_global_cluster(
        GlobalClusterIdentifier="world-us-east-1",
        Engine="aurora-postgresql",
        EngineVersion="16.8",
        DatabaseName="shop",
        Tags=[{"Key": "a", "Value": "b"}],
    )["GlobalCluster"]
    east = cluster("east", GlobalClusterIdentifier="world-us-east-1", instances=1)
    west = cluster(
        "west",
        GlobalClusterIdentifier="world-us-east-1",
        region=WEST,
        follows=True,
        instances=1,
        EnableGlobalWriteForwarding=True,
    )
    return {
        "arn": made["GlobalClusterArn"],
        "endpoint": made["Endpoint"],
        "east": east["DBClusterArn"],
        "west": west["DBClusterArn"],
    }


def read(client, name="world-us-east-1"):
    return client.describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"][0]


def writers(client):
    return [m["DBClusterArn"] for m in read(client)["GlobalClusterMembers"] if m["IsWriter"]]


def test_members_and_fields(clients, rds, world, described):
    found = read(clients("rds", WEST))
    assert found == read(rds)
    assert found["GlobalClusterArn"] == "arn:aws:rds::123456789012:global-cluster:world-us-east-1"
    assert (found["DatabaseName"], found["Status"]) == ("shop", "available")
    assert found["TagList"] == [{"Key": "a", "Value": "b"}]
    east, west = found["GlobalClusterMembers"]
    assert (east["IsWriter"], east["Readers"]) == (True, [world["west"]])
    assert (west["IsWriter"], west["Readers"]) == (False, [])
    assert west["GlobalWriteForwardingStatus"] == "enabled"
    reader = described("west", WEST)
    assert reader["ReplicationSourceIdentifier"] == world["east"]
    assert (reader["MasterUsername"], reader["DatabaseName"]) == ("dba", "shop")
    assert reader["EngineVersion"] == "16.8"
    assert not reader["DBClusterMembers"][0]["IsClusterWriter"]
    assert described("east")["ReadReplicaIdentifiers"] == [world["west"]]


def test_found_by_id_and_by_member(rds, world, refused):
    rds.create_global_cluster(GlobalClusterIdentifier="other", Engine="aurora-mysql")
    found = rds.describe_global_clusters(
        Filters=[{"Name": "db-cluster-id", "Values": [world["west"]]}]
    )["GlobalClusters"]
    assert [entry["GlobalClusterIdentifier"] for entry in found] == ["world-us-east-1"]
    assert (
        rds.describe_global_clusters(Filters=[{"Name": "db-cluster-id", "Values": ["arn:none"]}])[
            "GlobalClusters"
        ]
        == []
    )
    code, _ = refused(rds.describe_global_clusters, GlobalClusterIdentifier="none")
    assert code == "GlobalClusterNotFoundFault"


JOINING = {
    "user": (
        {"MasterUsername": "dba"},
        "InvalidParameterCombination",
        "Cannot specify user name for cross region replication cluster",
    ),
    "password": (
        {"MasterUserPassword": "password1"},
        "InvalidParameterCombination",
        "Cannot specify password for cross region replication cluster",
    ),
    "database": (
        {"DatabaseName": "shop"},
        "InvalidParameterCombination",
        "Cannot specify database name for cross region replication cluster",
    ),
    "managed": (
        {"ManageMasterUserPassword": True},
        "InvalidParameterCombination",
        "ManageMasterUserPassword",
    ),
    "engine": ({"Engine": "aurora-mysql"}, "InvalidParameterCombination", "does not match"),
    "version": ({"EngineVersion": "16.9"}, "InvalidParameterCombination", "does not match"),
}


@pytest.mark.parametrize("case", JOINING)
def test_what_a_further_member_may_not_bring(clients, world, refused, case):
    odd, code, words = JOINING[case]
    settings = {
        "DBClusterIdentifier": "third",
        "Engine": "aurora-postgresql",
        "GlobalClusterIdentifier": "world-us-east-1",
    }
    given, message = refused(clients("rds", "ap-south-1").create_db_cluster, **(settings | odd))
    assert (given, words in message) == (code, True)


def test_one_member_a_region(rds, world, refused):
    code, message = refused(
        rds.create_db_cluster,
        DBClusterIdentifier="second",
        Engine="aurora-postgresql",
        GlobalClusterIdentifier="world-us-east-1",
    )
    assert (code, "us-east-1" in message) == ("InvalidGlobalClusterStateFault", True)


def test_an_encrypted_one_needs_a_key_in_every_region(clients, rds, cluster, described, refused):
    rds.create_global_cluster(
        GlobalClusterIdentifier="g", Engine="aurora-mysql", StorageEncrypted=True
    )
    cluster("east", "aurora-mysql", GlobalClusterIdentifier="g")
    assert described("east")["StorageEncrypted"]
    west = clients("rds", WEST)
    code, message = refused(
        west.create_db_cluster,
        DBClusterIdentifier="west",
        Engine="aurora-mysql",
        GlobalClusterIdentifier="g",
    )
    assert (code, "KMS" in message) == ("InvalidParameterCombination", True)
    key = clients("kms", WEST).create_key()["KeyMetadata"]["Arn"]
    cluster(
        "west", "aurora-mysql", GlobalClusterIdentifier="g", KmsKeyId=key, region=WEST, follows=True
    )
    assert described("west", WEST)["KmsKeyId"] == key


def test_from_an_existing_cluster(rds, cluster, described, refused):
    arn = cluster(
        "origin",
        "aurora-mysql",
        StorageEncrypted=True,
        DatabaseName="shop",
        EngineVersion="8.0.mysql_aurora.3.10.0",
    )["DBClusterArn"]
    found = rds.create_global_cluster(GlobalClusterIdentifier="g", SourceDBClusterIdentifier=arn)[
        "GlobalCluster"
    ]
    assert (found["Engine"], found["EngineVersion"]) == ("aurora-mysql", "8.0.mysql_aurora.3.10.0")
    assert (found["StorageEncrypted"], found["DatabaseName"]) == (True, "shop")
    assert found["GlobalClusterMembers"][0]["IsWriter"]
    assert described("origin")["GlobalClusterIdentifier"] == "g"
    code, _ = refused(rds.create_global_cluster, GlobalClusterIdentifier="g")
    assert code == "GlobalClusterAlreadyExistsFault"


@pytest.mark.parametrize("operation", ["switchover_global_cluster", "failover_global_cluster"])
def test_writing_moves_and_nothing_else(clients, rds, world, described, refused, operation):
    move = getattr(clients("rds", WEST), operation)
    before = {
        name: described(name, region) for name, region in (("east", "us-east-1"), ("west", WEST))
    }
    move(GlobalClusterIdentifier="world-us-east-1", TargetDbClusterIdentifier=world["west"])
    assert writers(rds) == [world["west"]]
    assert read(rds)["Endpoint"] == world["endpoint"]
    assert described("west", WEST)["DBClusterMembers"][0]["IsClusterWriter"]
    assert not described("east")["DBClusterMembers"][0]["IsClusterWriter"]
    moving = {
        "DBClusterMembers",
        "LatestRestorableTime",
        "ReplicationSourceIdentifier",
        "ReadReplicaIdentifiers",
    }
    for name, region in (("east", "us-east-1"), ("west", WEST)):
        after = described(name, region)
        assert {k: v for k, v in after.items() if k not in moving} == {
            k: v for k, v in before[name].items() if k not in moving
        }
    code, _ = refused(
        move, GlobalClusterIdentifier="world-us-east-1", TargetDbClusterIdentifier=world["west"]
    )
    assert code == "InvalidParameterValue"


def test_a_failover_with_loss_keeps_the_old_data(rds, world):
    rds.failover_global_cluster(
        GlobalClusterIdentifier="world-us-east-1",
        TargetDbClusterIdentifier=world["west"],
        AllowDataLoss=True,
    )
    names = [
        s["DBClusterSnapshotIdentifier"]
        for s in rds.describe_db_cluster_snapshots()["DBClusterSnapshots"]
    ]
    assert any(name.startswith("rds:unplanned-global-failover-east") for name in names)


def test_a_headless_member_cannot_take_over(clients, rds, world, refused):
    clients("rds", WEST).delete_db_instance(DBInstanceIdentifier="west-1")
    code, message = refused(
        rds.switchover_global_cluster,
        GlobalClusterIdentifier="world-us-east-1",
        TargetDbClusterIdentifier=world["west"],
    )
    assert (code, "instance" in message) == ("InvalidDBClusterStateFault", True)


def test_upgrades(clients, rds, world, described, refused):
    west = clients("rds", WEST)
    code, message = refused(
        rds.modify_global_cluster,
        GlobalClusterIdentifier="world-us-east-1",
        EngineVersion="16.9",
        AllowMajorVersionUpgrade=True,
    )
    assert code == "InvalidParameterValue"
    assert message.startswith(
        "ModifyGlobalCluster doesn't support minor version upgrades for Aurora global databases"
    )
    minor = {"EngineVersion": "16.9", "ApplyImmediately": True}
    code, message = refused(rds.modify_db_cluster, DBClusterIdentifier="east", **minor)
    assert (code, "upgrade global replicas first" in message) == ("InvalidParameterValue", True)
    west.modify_db_cluster(DBClusterIdentifier="west", **minor)
    rds.modify_db_cluster(DBClusterIdentifier="east", **minor)
    assert read(rds)["EngineVersion"] == "16.9"

    code, message = refused(
        rds.modify_global_cluster, GlobalClusterIdentifier="world-us-east-1", EngineVersion="17.7"
    )
    assert (code, "AllowMajorVersionUpgrade" in message) == ("InvalidParameterCombination", True)
    rds.modify_global_cluster(
        GlobalClusterIdentifier="world-us-east-1",
        EngineVersion="17.7",
        AllowMajorVersionUpgrade=True,
    )
    assert read(rds)["EngineVersion"] == described("west", WEST)["EngineVersion"] == "17.7"
    assert west.describe_db_instances()["DBInstances"][0]["EngineVersion"] == "17.7"


def test_a_recovery_point_objective_holds_a_major_upgrade_back(rds, cluster, refused):
    group = {"DBClusterParameterGroupName": "rpo"}
    rds.create_db_cluster_parameter_group(
        **group, DBParameterGroupFamily="aurora-postgresql16", Description="rpo"
    )
    objective = {"ParameterName": "rds.global_db_rpo", "ApplyMethod": "immediate"}
    rds.modify_db_cluster_parameter_group(
        **group, Parameters=[{**objective, "ParameterValue": "60"}]
    )
    rds.create_global_cluster(
        GlobalClusterIdentifier="held", Engine="aurora-postgresql", EngineVersion="16.11"
    )
    cluster("first", EngineVersion="16.11", GlobalClusterIdentifier="held", **group)
    upgrade = {
        "GlobalClusterIdentifier": "held",
        "EngineVersion": "17.7",
        "AllowMajorVersionUpgrade": True,
    }

    code, message = refused(rds.modify_global_cluster, **upgrade)
    assert (code, "rds.global_db_rpo" in message) == ("InvalidParameterCombination", True)

    rds.reset_db_cluster_parameter_group(**group, Parameters=[objective])
    rds.modify_global_cluster(**upgrade)
    assert read(rds, "held")["EngineVersion"] == "17.7"


def test_mysql_has_words_of_its_own_for_a_minor_upgrade(rds, refused):
    rds.create_global_cluster(
        GlobalClusterIdentifier="g", Engine="aurora-mysql", EngineVersion="8.0.mysql_aurora.3.10.0"
    )
    _code, message = refused(
        rds.modify_global_cluster,
        GlobalClusterIdentifier="g",
        EngineVersion="8.0.mysql_aurora.3.10.3",
        AllowMajorVersionUpgrade=True,
    )
    assert message == (
        "Amazon RDS can't perform minor version upgrades through ModifyGlobalCluster for this "
        "database engine."
    )


def test_rename_and_protection(clients, rds, world, described, refused):
    rds.modify_global_cluster(
        GlobalClusterIdentifier="world-us-east-1",
        NewGlobalClusterIdentifier="renamed",
        DeletionProtection=True,
    )
    assert described("west", WEST)["GlobalClusterIdentifier"] == "renamed"
    assert read(rds, "renamed")["DeletionProtection"]
    code, message = refused(rds.delete_global_cluster, GlobalClusterIdentifier="renamed")
    assert (code, "protect" in message) == ("InvalidParameterCombination", True)


def test_the_order_of_the_end(clients, rds, world, refused):
    west = clients("rds", WEST)
    leave = {"GlobalClusterIdentifier": "world-us-east-1"}
    code, message = refused(rds.delete_db_instance, DBInstanceIdentifier="east-1")
    assert (code, "Delete the replica cluster before deleting" in message) == (
        "InvalidDBClusterStateFault",
        True,
    )
    west.delete_db_instance(DBInstanceIdentifier="west-1")
    code, message = refused(
        west.delete_db_cluster, DBClusterIdentifier="west", SkipFinalSnapshot=True
    )
    assert "part of a global cluster" in message
    code, _ = refused(rds.remove_from_global_cluster, DbClusterIdentifier=world["east"], **leave)
    assert code == "InvalidGlobalClusterStateFault"
    rds.remove_from_global_cluster(DbClusterIdentifier=world["west"], **leave)
    code, message = refused(
        rds.remove_from_global_cluster, DbClusterIdentifier=world["west"], **leave
    )
    assert (code, "is not found in global cluster" in message) == ("InvalidParameterValue", True)
    west.delete_db_cluster(DBClusterIdentifier="west", SkipFinalSnapshot=True)
    code, message = refused(rds.delete_global_cluster, **leave)
    assert (code, "is not empty" in message) == ("InvalidGlobalClusterStateFault", True)
    rds.delete_db_instance(DBInstanceIdentifier="east-1")
    rds.remove_from_global_cluster(DbClusterIdentifier=world["east"], **leave)
    rds.delete_global_cluster(**leave)
    assert rds.describe_global_clusters()["GlobalClusters"] == []
