"""Clusters: what is kept, what is refused, how they end."""

from __future__ import annotations

import json

import pytest


def test_every_setting_is_read_back(clients, rds, cluster, described, network):
    key = clients("kms").create_key()["KeyMetadata"]["Arn"]
    settings = {
        "BackupRetentionPeriod": 14,
        "CopyTagsToSnapshot": True,
        "DatabaseInsightsMode": "advanced",
        "DatabaseName": "shop",
        "DBSubnetGroupName": "net",
        "DeletionProtection": True,
        "KmsKeyId": key,
        "MonitoringInterval": 15,
        "MonitoringRoleArn": "arn:aws:iam::123456789012:role/monitor",
        "Port": 3307,
        "PreferredBackupWindow": "03:00-04:00",
        "PreferredMaintenanceWindow": "sun:04:00-sun:06:00",
        "StorageEncrypted": True,
        "StorageType": "aurora-iopt1",
        "EngineLifecycleSupport": "open-source-rds-extended-support-disabled",
        "ServerlessV2ScalingConfiguration": {
            "MinCapacity": 0.0,
            "MaxCapacity": 4.0,
            "SecondsUntilAutoPause": 300,
        },
    }
    cluster(
        "Whole",
        "aurora-mysql",
        **settings,
        EnableCloudwatchLogsExports=["audit", "slowquery"],
        EnableHttpEndpoint=True,
        EnableIAMDatabaseAuthentication=True,
        EnableLocalWriteForwarding=True,
        EnablePerformanceInsights=True,
        VpcSecurityGroupIds=[network.group],
        Tags=[{"Key": "a", "Value": "b"}],
    )
    found = described("whole")
    kept = {name: found[name] for name in settings if name in found}
    expected = {name: item for name, item in settings.items() if name != "DBSubnetGroupName"}
    assert kept == expected
    assert found["DBSubnetGroup"] == "net"
    assert found["EnabledCloudwatchLogsExports"] == ["audit", "slowquery"]
    assert found["HttpEndpointEnabled"]
    assert found["IAMDatabaseAuthenticationEnabled"]
    assert found["LocalWriteForwardingStatus"] == "enabled"
    assert found["PerformanceInsightsRetentionPeriod"] == 465
    assert found["PerformanceInsightsKMSKeyId"].startswith("arn:aws:kms:us-east-1:")
    assert found["VpcSecurityGroups"] == [{"VpcSecurityGroupId": network.group, "Status": "active"}]
    tags = rds.list_tags_for_resource(ResourceName=found["DBClusterArn"])["TagList"]
    assert tags == found["TagList"] == [{"Key": "a", "Value": "b"}]


def test_a_managed_password_is_a_secret_of_its_own(clients, rds, cluster, described):
    secrets = clients("secretsmanager")
    cluster("managed", "aurora-mysql", ManageMasterUserPassword=True)
    cluster("other", "aurora-mysql", ManageMasterUserPassword=True)
    held = described("managed")["MasterUserSecret"]
    assert held["SecretStatus"] == "active"
    secret = secrets.describe_secret(SecretId=held["SecretArn"])
    assert (secret["OwningService"], secret["RotationEnabled"]) == ("rds", True)
    first = json.loads(secrets.get_secret_value(SecretId=held["SecretArn"])["SecretString"])
    other = described("other")["MasterUserSecret"]["SecretArn"]
    second = json.loads(secrets.get_secret_value(SecretId=other)["SecretString"])
    assert first["username"] == "dba"
    assert first["password"] != second["password"]

    rds.modify_db_cluster(
        DBClusterIdentifier="managed", RotateMasterUserPassword=True, ApplyImmediately=True
    )
    rotated = json.loads(secrets.get_secret_value(SecretId=held["SecretArn"])["SecretString"])
    assert rotated["password"] != first["password"]

    rds.delete_db_cluster(DBClusterIdentifier="managed", SkipFinalSnapshot=True)
    assert [s["ARN"] for s in secrets.list_secrets()["SecretList"]] == [other]
    rds.modify_db_cluster(
        DBClusterIdentifier="other",
        ManageMasterUserPassword=False,
        MasterUserPassword="password2",
        ApplyImmediately=True,
    )
    assert secrets.list_secrets()["SecretList"] == []


REFUSED = {
    # what is odd -> code, words of the refusal
    "reserved name": ({"MasterUsername": "rdsadmin"}, "InvalidParameterValue", "reserved word"),
    "long name": (
        {"Engine": "aurora-mysql", "MasterUsername": "a" * 17},
        "InvalidParameterValue",
        "16",
    ),
    "short password": ({"MasterUserPassword": "x"}, "InvalidParameterValue", "shorter than 8"),
    "two passwords": (
        {"ManageMasterUserPassword": True},
        "InvalidParameterCombination",
        "MasterUserPassword",
    ),
    "identifier": ({"DBClusterIdentifier": "a--b"}, "InvalidParameterValue", "valid identifier"),
    "long identifier": (
        {"DBClusterIdentifier": "a" * 64},
        "InvalidParameterValue",
        "valid identifier",
    ),
    "engine": ({"Engine": "oracle-ee"}, "InvalidParameterValue", "Invalid DB engine"),
    "version": (
        {"EngineVersion": "8.0.36"},
        "InvalidParameterCombination",
        "Cannot find version 8.0.36",
    ),
    "retired version": (
        {"Engine": "aurora-mysql", "EngineVersion": "8.0.mysql_aurora.3.02.0"},
        "InvalidParameterCombination",
        "Cannot find version",
    ),
    "mode": ({"EngineMode": "serverless"}, "InvalidParameterValue", "currently unavailable"),
    "class": (
        {"DBClusterInstanceClass": "db.r6g.large"},
        "InvalidParameterCombination",
        "DBClusterInstanceClass isn't supported for DB engine aurora-postgresql.",
    ),
    "retention 0": ({"BackupRetentionPeriod": 0}, "InvalidParameterValue", "1 to 35"),
    "retention 36": ({"BackupRetentionPeriod": 36}, "InvalidParameterValue", "1 to 35"),
    "overlap": (
        {
            "PreferredBackupWindow": "03:00-04:00",
            "PreferredMaintenanceWindow": "sun:03:30-sun:04:30",
        },
        "InvalidParameterValue",
        "must not overlap",
    ),
    "overlap over midnight": (
        {
            "PreferredBackupWindow": "23:30-00:30",
            "PreferredMaintenanceWindow": "mon:00:15-mon:00:45",
        },
        "InvalidParameterValue",
        "must not overlap",
    ),
    "backtrack": (
        {"BacktrackWindow": 3600},
        "InvalidParameterValue",
        "Backtrack is not enabled for the aurora-postgresql engine.",
    ),
    "group": ({"DBClusterParameterGroupName": "none"}, "DBClusterParameterGroupNotFound", "none"),
    "other family": (
        {"DBClusterParameterGroupName": "default.aurora-mysql8.0"},
        "InvalidParameterCombination",
        "DBParameterGroupFamily",
    ),
    "subnet group": ({"DBSubnetGroupName": "none"}, "DBSubnetGroupNotFoundFault", "none"),
    "security group": (
        {"VpcSecurityGroupIds": ["sg-1"]},
        "InvalidParameterValue",
        "Invalid security group",
    ),
    "key": ({"KmsKeyId": "none", "StorageEncrypted": True}, "KMSKeyNotAccessibleFault", "none"),
    "database name": (
        {"DatabaseName": "has-hyphens"},
        "InvalidParameterValue",
        "DatabaseName must begin with a letter",
    ),
    "key without encryption": (
        {"KmsKeyId": "alias/aws/rds"},
        "InvalidParameterCombination",
        "You must enable StorageEncrypted",
    ),
    "log type": (
        {"EnableCloudwatchLogsExports": ["slowquery"]},
        "InvalidParameterCombination",
        "You cannot use the log types 'slowquery'",
    ),
    "pause on an old version": (
        {
            "EngineVersion": "14.6",
            "ServerlessV2ScalingConfiguration": {"MinCapacity": 0, "MaxCapacity": 4},
        },
        "InvalidParameterCombination",
        "14.12",
    ),
    "capacity": (
        {"ServerlessV2ScalingConfiguration": {"MinCapacity": 1, "MaxCapacity": 256.5}},
        "InvalidParameterCombination",
        "maximum capacity",
    ),
    "monitoring without a role": (
        {"MonitoringInterval": 15},
        "InvalidParameterCombination",
        "MonitoringRoleARN",
    ),
    "insights": ({"DatabaseInsightsMode": "advanced"}, "InvalidParameterCombination", "465"),
    "global": ({"GlobalClusterIdentifier": "none"}, "GlobalClusterNotFoundFault", "none"),
    "storage": ({"StorageType": "gp3"}, "InvalidParameterCombination", "storage type"),
    "network": ({"NetworkType": "DUAL"}, "NetworkTypeNotSupported", "IPv6"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_and_nothing_made(rds, refused, case):
    odd, code, words = REFUSED[case]
    settings = {
        "DBClusterIdentifier": "odd",
        "Engine": "aurora-postgresql",
        "MasterUsername": "dba",
        "MasterUserPassword": "password1",
    }
    given_code, message = refused(rds.create_db_cluster, **(settings | odd))
    assert given_code == code
    assert words in message
    assert rds.describe_db_clusters()["DBClusters"] == []


@pytest.mark.parametrize("missing", ["MasterUsername", "MasterUserPassword"])
def test_credentials_are_needed(rds, refused, missing):
    settings = {"MasterUsername": "dba", "MasterUserPassword": "password1"}
    del settings[missing]
    code, message = refused(
        rds.create_db_cluster, DBClusterIdentifier="c", Engine="aurora-mysql", **settings
    )
    assert (code, missing in message) == ("InvalidParameterValue", True)


def test_a_name_is_taken_once(rds, cluster, described, refused):
    cluster("one", Tags=[{"Key": "mine", "Value": "yes"}])
    code, _ = refused(
        rds.create_db_cluster,
        DBClusterIdentifier="ONE",
        Engine="aurora-mysql",
        MasterUsername="thief",
        MasterUserPassword="password1",
    )
    assert code == "DBClusterAlreadyExistsFault"
    assert described("one")["MasterUsername"] == "dba"


def test_a_refused_change_leaves_the_cluster(rds, cluster, described, refused):
    cluster("one")
    before = described("one")
    refused(
        rds.modify_db_cluster,
        DBClusterIdentifier="one",
        BackupRetentionPeriod=3,
        MasterUserPassword="x",
        ApplyImmediately=True,
    )
    after = described("one")
    assert before | {"LatestRestorableTime": 0} == after | {"LatestRestorableTime": 0}


def test_another_vpc_s_security_group_is_refused(clients, rds, cluster, refused, network):
    other = clients("ec2").describe_security_groups()["SecurityGroups"]
    foreign = next(g["GroupId"] for g in other if g["VpcId"] != network.vpc)
    code, message = refused(
        rds.create_db_cluster,
        DBClusterIdentifier="c",
        Engine="aurora-mysql",
        MasterUsername="dba",
        MasterUserPassword="password1",
        DBSubnetGroupName="net",
        VpcSecurityGroupIds=[foreign],
    )
    assert code == "InvalidParameterCombination"
    assert "different VPCs" in message


def test_deletion_meets_every_guard(rds, cluster, refused):
    cluster(
        "one",
        instances=1,
        DeletionProtection=True,
        CopyTagsToSnapshot=True,
        Tags=[{"Key": "a", "Value": "b"}],
    )
    delete = rds.delete_db_cluster
    code, message = refused(delete, DBClusterIdentifier="one", SkipFinalSnapshot=True)
    assert (code, "disable deletion pro" in message) == ("InvalidParameterCombination", True)
    rds.modify_db_cluster(
        DBClusterIdentifier="one", DeletionProtection=False, ApplyImmediately=True
    )
    code, message = refused(delete, DBClusterIdentifier="one", SkipFinalSnapshot=True)
    assert (code, "still contains DB instances" in message) == ("InvalidDBClusterStateFault", True)
    rds.delete_db_instance(DBInstanceIdentifier="one-1")
    code, message = refused(delete, DBClusterIdentifier="one")
    assert code == "InvalidParameterCombination"
    assert "FinalDBSnapshotIdentifier" in message
    delete(DBClusterIdentifier="one", FinalDBSnapshotIdentifier="last")
    rds.get_waiter("db_cluster_deleted").wait(DBClusterIdentifier="one")
    left = rds.describe_db_cluster_snapshots()["DBClusterSnapshots"]
    assert [(s["DBClusterSnapshotIdentifier"], s["Status"], s["TagList"]) for s in left] == [
        ("last", "available", [{"Key": "a", "Value": "b"}])
    ]
    cluster("one")
    code, _ = refused(delete, DBClusterIdentifier="one", FinalDBSnapshotIdentifier="last")
    assert code == "DBClusterSnapshotAlreadyExistsFault"


def test_create_delete_create_within_a_minute(rds, cluster):
    for _ in range(3):
        cluster("again")
        rds.delete_db_cluster(DBClusterIdentifier="again", SkipFinalSnapshot=True)


def test_lists_come_in_pages(rds, cluster, refused):
    for number in range(25):
        cluster(f"c{number:02}")
    pages = list(
        rds.get_paginator("describe_db_clusters").paginate(PaginationConfig={"PageSize": 20})
    )
    assert [len(page["DBClusters"]) for page in pages] == [20, 5]
    code, _ = refused(rds.describe_db_clusters, MaxRecords=5)
    assert code == "InvalidParameterValue"


def test_filters(rds, cluster):
    made = cluster("one", "aurora-mysql")
    cluster("two")
    for name, item in (
        ("db-cluster-id", "one"),
        ("db-cluster-id", made["DBClusterArn"]),
        ("engine", "aurora-mysql"),
        ("db-cluster-resource-id", made["DbClusterResourceId"]),
    ):
        found = rds.describe_db_clusters(Filters=[{"Name": name, "Values": [item]}])["DBClusters"]
        assert [entry["DBClusterIdentifier"] for entry in found] == ["one"], name
