"""Snapshots, and the clusters made of them."""

from __future__ import annotations

import datetime

import pytest


@pytest.fixture
def snapshot(rds, cluster):
    cluster(
        "origin",
        "aurora-mysql",
        DatabaseName="shop",
        StorageEncrypted=True,
        BackupRetentionPeriod=7,
        EngineVersion="8.0.mysql_aurora.3.10.0",
        Tags=[{"Key": "a", "Value": "b"}],
    )
    made = rds.create_db_cluster_snapshot(
        DBClusterIdentifier="origin",
        DBClusterSnapshotIdentifier="Kept",
        Tags=[{"Key": "c", "Value": "d"}],
    )["DBClusterSnapshot"]
    rds.get_waiter("db_cluster_snapshot_available").wait(DBClusterSnapshotIdentifier="kept")
    return made


def test_fields(rds, snapshot, described):
    origin = described("origin")
    for name in (
        "KmsKeyId",
        "StorageEncrypted",
        "Engine",
        "EngineVersion",
        "AvailabilityZones",
        "DbClusterResourceId",
        "MasterUsername",
    ):
        assert snapshot[name] == origin[name], name
    assert snapshot["TagList"] == [{"Key": "c", "Value": "d"}]
    assert (snapshot["SnapshotType"], snapshot["LicenseModel"]) == (
        "manual",
        "general-public-license",
    )
    assert snapshot["VpcId"].startswith("vpc-")
    assert (snapshot["AllocatedStorage"], snapshot["Port"]) == (0, 0)
    assert "StorageType" not in snapshot


def test_lists(rds, snapshot, refused):
    def names(**given):
        found = rds.describe_db_cluster_snapshots(**given)["DBClusterSnapshots"]
        return [entry["DBClusterSnapshotIdentifier"] for entry in found]

    assert names(DBClusterIdentifier="origin", SnapshotType="manual") == ["kept"]
    assert len(names(SnapshotType="automated")) == 1
    assert names(DBClusterIdentifier="other") == []
    code, _ = refused(rds.describe_db_cluster_snapshots, DBClusterSnapshotIdentifier="none")
    assert code == "DBClusterSnapshotNotFoundFault"
    code, _ = refused(
        rds.create_db_cluster_snapshot,
        DBClusterIdentifier="origin",
        DBClusterSnapshotIdentifier="kept",
    )
    assert code == "DBClusterSnapshotAlreadyExistsFault"


def test_sharing_and_deleting(rds, snapshot, refused):
    rds.modify_db_cluster_snapshot_attribute(
        DBClusterSnapshotIdentifier="kept", AttributeName="restore", ValuesToAdd=["111122223333"]
    )
    found = rds.describe_db_cluster_snapshot_attributes(DBClusterSnapshotIdentifier="kept")
    assert found["DBClusterSnapshotAttributesResult"]["DBClusterSnapshotAttributes"] == [
        {"AttributeName": "restore", "AttributeValues": ["111122223333"]}
    ]
    rds.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier="kept")
    assert refused(rds.delete_db_cluster_snapshot, DBClusterSnapshotIdentifier="kept")[0] == (
        "DBClusterSnapshotNotFoundFault"
    )


def test_a_copy_in_another_region(clients, rds, snapshot, refused):
    west = clients("rds", "eu-west-1")
    settings = {
        "SourceDBClusterSnapshotIdentifier": snapshot["DBClusterSnapshotArn"],
        "TargetDBClusterSnapshotIdentifier": "copy",
    }
    assert refused(west.copy_db_cluster_snapshot, **settings)[0] == "InvalidParameterCombination"
    key = clients("kms", "eu-west-1").create_key()["KeyMetadata"]["Arn"]
    copied = west.copy_db_cluster_snapshot(**settings, KmsKeyId=key, CopyTags=True)[
        "DBClusterSnapshot"
    ]
    assert copied["KmsKeyId"] == key
    assert copied["SourceDBClusterSnapshotArn"] == snapshot["DBClusterSnapshotArn"]
    assert copied["TagList"] == [{"Key": "c", "Value": "d"}]


def test_restored_from_a_snapshot(rds, snapshot, described, refused):
    restore = rds.restore_db_cluster_from_snapshot
    settings = {"DBClusterIdentifier": "again", "Engine": "aurora-mysql"}
    restore(
        **settings, SnapshotIdentifier=snapshot["DBClusterSnapshotArn"], DeletionProtection=True
    )
    again, origin = described("again"), described("origin")
    for name in (
        "MasterUsername",
        "DatabaseName",
        "KmsKeyId",
        "EngineVersion",
        "BackupRetentionPeriod",
        "Port",
    ):
        assert again[name] == origin[name], name
    assert again["DbClusterResourceId"] != origin["DbClusterResourceId"]
    assert again["DeletionProtection"]
    settings["DBClusterIdentifier"] = "odd"
    code, message = refused(restore, **settings, SnapshotIdentifier="none")
    assert (code, message) == (
        "DBClusterSnapshotNotFoundFault",
        "DBClusterSnapshot not found: none",
    )
    code, message = refused(
        restore,
        **settings,
        SnapshotIdentifier="kept",
        EngineVersion="8.0.mysql_aurora.3.04.0",
    )
    assert (code, "is earlier than" in message) == ("InvalidParameterCombination", True)


def test_restored_from_a_snapshot_of_a_managed_password(rds, cluster, described):
    cluster("managed", ManageMasterUserPassword=True)
    rds.create_db_cluster_snapshot(
        DBClusterIdentifier="managed", DBClusterSnapshotIdentifier="kept"
    )
    rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier="again", Engine="aurora-postgresql", SnapshotIdentifier="kept"
    )
    assert "MasterUserSecret" not in described("again")


def test_clones_and_points_in_time(rds, cluster, described, refused):
    cluster("origin", DatabaseName="shop")
    restore = rds.restore_db_cluster_to_point_in_time
    origin = {"SourceDBClusterIdentifier": "origin"}
    restore(
        DBClusterIdentifier="clone",
        RestoreType="copy-on-write",
        UseLatestRestorableTime=True,
        **origin,
    )
    clone = described("clone")
    assert clone["CloneGroupId"] == described("origin")["CloneGroupId"]
    assert clone["DatabaseName"] == "shop"
    restore(DBClusterIdentifier="past", RestoreToTime=datetime.datetime.now(datetime.UTC), **origin)
    assert "CloneGroupId" not in described("past")
    for odd in (
        {},
        {"RestoreToTime": datetime.datetime.now(datetime.UTC), "UseLatestRestorableTime": True},
    ):
        code, _ = refused(restore, DBClusterIdentifier="odd", **origin, **odd)
        assert code == "InvalidParameterCombination"


def test_a_replica_that_goes_leaves_its_source(clients, rds, cluster, described, refused):
    arn = cluster("origin", "aurora-mysql", instances=1)["DBClusterArn"]
    west = clients("rds", "eu-west-1")
    settings = {"region": "eu-west-1", "follows": True, "ReplicationSourceIdentifier": arn}
    cluster("copy", "aurora-mysql", **settings)
    code, _ = refused(rds.delete_db_instance, DBInstanceIdentifier="origin-1")
    assert code == "InvalidDBClusterStateFault"
    west.delete_db_cluster(DBClusterIdentifier="copy", SkipFinalSnapshot=True)
    assert described("origin")["ReadReplicaIdentifiers"] == []
    rds.delete_db_instance(DBInstanceIdentifier="origin-1")


def test_a_source_of_replicas_stays(rds, cluster, refused):
    arn = cluster("origin", "aurora-mysql")["DBClusterArn"]
    settings = {"region": "eu-west-1", "follows": True, "ReplicationSourceIdentifier": arn}
    cluster("copy", "aurora-mysql", **settings)
    code, _ = refused(rds.delete_db_cluster, DBClusterIdentifier="origin", SkipFinalSnapshot=True)
    assert code == "InvalidDBClusterStateFault"


def test_a_replica_is_promoted(clients, rds, cluster, described, refused):
    arn = cluster("origin", "aurora-mysql", instances=1)["DBClusterArn"]
    west = clients("rds", "eu-west-1")
    cluster(
        "copy",
        "aurora-mysql",
        region="eu-west-1",
        follows=True,
        instances=1,
        ReplicationSourceIdentifier=arn,
    )
    copy = described("copy", "eu-west-1")
    assert copy["ReplicationSourceIdentifier"] == arn
    assert described("origin")["ReadReplicaIdentifiers"] == [copy["DBClusterArn"]]
    _code, message = refused(west.delete_db_instance, DBInstanceIdentifier="copy-1")
    assert "Cannot delete the last instance of the read replica DB cluster" in message
    _code, message = refused(rds.delete_db_instance, DBInstanceIdentifier="origin-1")
    assert "Delete the replica cluster before deleting" in message
    west.promote_read_replica_db_cluster(DBClusterIdentifier="copy")
    assert "ReplicationSourceIdentifier" not in described("copy", "eu-west-1")
    rds.delete_db_instance(DBInstanceIdentifier="origin-1")
