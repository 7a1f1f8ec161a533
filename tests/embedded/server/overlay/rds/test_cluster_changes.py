"""Changes of clusters in place, upgrades among them."""

from __future__ import annotations

import pytest


def change(rds, name="one", **settings):
    return rds.modify_db_cluster(
        DBClusterIdentifier=name, **({"ApplyImmediately": True} | settings)
    )["DBCluster"]


@pytest.mark.parametrize(
    ("member", "item", "answered"),
    [
        ("BackupRetentionPeriod", 9, "BackupRetentionPeriod"),
        ("CopyTagsToSnapshot", True, "CopyTagsToSnapshot"),
        ("DeletionProtection", True, "DeletionProtection"),
        ("EnableIAMDatabaseAuthentication", True, "IAMDatabaseAuthenticationEnabled"),
        ("Port", 5433, "Port"),
        ("PreferredBackupWindow", "01:00-02:00", "PreferredBackupWindow"),
        ("PreferredMaintenanceWindow", "tue:04:00-tue:05:00", "PreferredMaintenanceWindow"),
        ("StorageType", "aurora-iopt1", "StorageType"),
        ("AutoMinorVersionUpgrade", False, "AutoMinorVersionUpgrade"),
    ],
)
def test_a_change_is_read_back(rds, cluster, described, member, item, answered):
    cluster("one", instances=1)
    change(rds, **{member: item})
    assert described("one")[answered] == item


@pytest.mark.parametrize(
    "odd",
    [{"DBClusterInstanceClass": "db.m5d.large"}, {"Iops": 1000}, {"AllocatedStorage": 100}],
)
def test_what_multi_az_clusters_have_is_refused(rds, cluster, refused, odd):
    cluster("one")
    code, message = refused(rds.modify_db_cluster, DBClusterIdentifier="one", **odd)
    assert code == "InvalidParameterCombination"
    assert "isn't supported for DB engine aurora-postgresql." in message


def test_log_exports_are_given_as_differences(rds, cluster, described):
    cluster("one", "aurora-mysql", EnableCloudwatchLogsExports=["audit", "error"])
    change(
        rds,
        CloudwatchLogsExportConfiguration={
            "EnableLogTypes": ["slowquery"],
            "DisableLogTypes": ["audit"],
        },
    )
    assert described("one")["EnabledCloudwatchLogsExports"] == ["error", "slowquery"]


def test_insights_reach_the_instances(rds, cluster, described):
    cluster("one", instances=2)
    change(
        rds,
        EnablePerformanceInsights=True,
        DatabaseInsightsMode="advanced",
        PerformanceInsightsRetentionPeriod=465,
    )
    members = rds.describe_db_instances()["DBInstances"]
    assert {m["PerformanceInsightsRetentionPeriod"] for m in members} == {465}
    change(rds, DatabaseInsightsMode="standard", EnablePerformanceInsights=False)
    assert "PerformanceInsightsKMSKeyId" not in described("one")
    assert not any(
        m["PerformanceInsightsEnabled"] for m in rds.describe_db_instances()["DBInstances"]
    )


def test_the_key_of_insights_stays(rds, clients, cluster, described, refused):
    cluster("one", instances=1, EnablePerformanceInsights=True)
    other = clients("kms").create_key()["KeyMetadata"]["Arn"]
    present = described("one")["PerformanceInsightsKMSKeyId"]
    assert refused(
        rds.modify_db_cluster, DBClusterIdentifier="one", PerformanceInsightsKMSKeyId=other
    ) == ("InvalidParameterCombination", "You can't change your Performance Insights KMS key.")
    change(rds, PerformanceInsightsRetentionPeriod=31)
    assert described("one")["PerformanceInsightsKMSKeyId"] == present


def test_the_role_stays_while_monitoring_is_off(rds, cluster, described):
    role = "arn:aws:iam::123456789012:role/monitor"
    cluster("one", instances=1, MonitoringInterval=30, MonitoringRoleArn=role)
    assert rds.describe_db_instances()["DBInstances"][0]["MonitoringRoleArn"] == role
    change(rds, MonitoringInterval=0)
    assert described("one")["MonitoringRoleArn"] == role
    rds.modify_db_instance(DBInstanceIdentifier="one-1", MonitoringInterval=0)
    member = rds.modify_db_instance(DBInstanceIdentifier="one-1", MonitoringInterval=30)
    assert member["DBInstance"]["MonitoringRoleArn"] == role
    change(rds, MonitoringInterval=0, MonitoringRoleArn="")
    assert "MonitoringRoleArn" not in described("one")


def test_a_deferred_upgrade_waits_and_is_taken_up(rds, cluster, described):
    cluster("one", EngineVersion="16.8", instances=1)
    change(rds, EngineVersion="16.9", ApplyImmediately=False)
    found = described("one")
    assert (found["EngineVersion"], found["PendingModifiedValues"]) == (
        "16.8",
        {"EngineVersion": "16.9"},
    )
    change(rds, BackupRetentionPeriod=2)
    found = described("one")
    assert found["EngineVersion"] == "16.9"
    assert "PendingModifiedValues" not in found


def test_a_major_upgrade_takes_instances_and_groups_along(rds, cluster, described, refused):
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="own",
        DBParameterGroupFamily="aurora-postgresql16",
        Description="own",
    )
    cluster("one", EngineVersion="16.8", instances=1, DBClusterParameterGroupName="own")
    code, message = refused(
        rds.modify_db_cluster,
        DBClusterIdentifier="one",
        EngineVersion="17.7",
        ApplyImmediately=True,
    )
    assert code == "InvalidParameterCombination"
    assert "AllowMajorVersionUpgrade" in message
    change(rds, EngineVersion="17", AllowMajorVersionUpgrade=True)
    found = described("one")
    member = rds.describe_db_instances()["DBInstances"][0]
    assert found["EngineVersion"] == member["EngineVersion"] == "17.7"
    assert found["DBClusterParameterGroup"] == "default.aurora-postgresql17"
    assert member["DBParameterGroups"][0]["DBParameterGroupName"] == "default.aurora-postgresql17"
    code, message = refused(
        rds.modify_db_cluster,
        DBClusterIdentifier="one",
        EngineVersion="17.4",
        ApplyImmediately=True,
    )
    assert message == "Cannot upgrade aurora-postgresql from 17.7 to 17.4"


def test_an_instance_group_belongs_to_a_major_upgrade(rds, cluster, refused):
    cluster("one", instances=1)
    code, message = refused(
        rds.modify_db_cluster,
        DBClusterIdentifier="one",
        DBInstanceParameterGroupName="default.aurora-postgresql17",
    )
    assert code == "InvalidParameterCombination"
    assert "db-instance-parameter-group-name can only be specified for a major" in message


def test_without_instances_there_is_nothing_to_upgrade(rds, cluster, refused):
    cluster("one", EngineVersion="16.8")
    code, message = refused(
        rds.modify_db_cluster,
        DBClusterIdentifier="one",
        EngineVersion="16.9",
        ApplyImmediately=True,
    )
    assert code == "InvalidDBClusterStateFault"
    assert "without a primary instance" in message


def test_a_new_name_takes_everything_along(rds, cluster, described):
    cluster("one", "aurora-mysql", instances=1)
    rds.create_db_cluster_endpoint(
        DBClusterIdentifier="one", DBClusterEndpointIdentifier="custom", EndpointType="READER"
    )
    change(rds, NewDBClusterIdentifier="Two")
    assert len(described("two")["CustomEndpoints"]) == 1
    assert rds.describe_db_instances()["DBInstances"][0]["DBClusterIdentifier"] == "two"


def test_backtrack_begins_with_the_cluster(rds, cluster, described, refused):
    cluster("one", "aurora-mysql", BacktrackWindow=3600)
    change(rds, BacktrackWindow=7200)
    found = described("one")
    assert (found["BacktrackWindow"], found["BacktrackConsumedChangeRecords"]) == (7200, 0)
    cluster("two", "aurora-mysql")
    code, _ = refused(rds.modify_db_cluster, DBClusterIdentifier="two", BacktrackWindow=3600)
    assert code == "InvalidParameterCombination"


def test_data_api_stop_start_and_failover(rds, cluster, described, refused):
    arn = cluster("one", instances=2)["DBClusterArn"]
    rds.enable_http_endpoint(ResourceArn=arn)
    assert described(arn)["HttpEndpointEnabled"]
    rds.disable_http_endpoint(ResourceArn=arn)
    assert not described(arn)["HttpEndpointEnabled"]

    def writer():
        return next(
            m["DBInstanceIdentifier"]
            for m in described("one")["DBClusterMembers"]
            if m["IsClusterWriter"]
        )

    assert writer() == "one-1"
    rds.failover_db_cluster(DBClusterIdentifier="one")
    assert writer() == "one-2"
    rds.failover_db_cluster(DBClusterIdentifier="one", TargetDBInstanceIdentifier="one-1")
    assert writer() == "one-1"

    rds.stop_db_cluster(DBClusterIdentifier="one")
    assert rds.describe_db_instances()["DBInstances"][0]["DBInstanceStatus"] == "stopped"
    code, message = refused(
        rds.modify_db_cluster, DBClusterIdentifier="one", BackupRetentionPeriod=2
    )
    assert (code, "not currently in the available state" in message) == (
        "InvalidDBClusterStateFault",
        True,
    )
    rds.start_db_cluster(DBClusterIdentifier="one")
    rds.get_waiter("db_cluster_available").wait(DBClusterIdentifier="one")


def test_roles(rds, cluster, described, refused):
    cluster("one")
    cluster("two", "aurora-mysql")
    arn = "arn:aws:iam::123456789012:role/import"
    rds.add_role_to_db_cluster(DBClusterIdentifier="one", RoleArn=arn, FeatureName="s3Import")
    assert described("one")["AssociatedRoles"] == [
        {"RoleArn": arn, "FeatureName": "s3Import", "Status": "ACTIVE"}
    ]
    code, message = refused(
        rds.add_role_to_db_cluster, DBClusterIdentifier="two", RoleArn=arn, FeatureName="s3Import"
    )
    assert message == "The feature name s3Import is not valid for the engine Aurora MySQL."
    rds.remove_role_from_db_cluster(DBClusterIdentifier="one", RoleArn=arn, FeatureName="s3Import")
    assert described("one")["AssociatedRoles"] == []
    code, _ = refused(
        rds.remove_role_from_db_cluster,
        DBClusterIdentifier="one",
        RoleArn=arn,
        FeatureName="s3Import",
    )
    assert code == "DBClusterRoleNotFound"


def test_activity_streams(clients, rds, cluster, described, refused):
    arn = cluster("one", instances=1)["DBClusterArn"]
    key = clients("kms").create_key()["KeyMetadata"]["KeyId"]
    started = rds.start_activity_stream(
        ResourceArn=arn, Mode="async", KmsKeyId=key, ApplyImmediately=True
    )
    found = described(arn)
    assert (started["Status"], found["ActivityStreamStatus"]) == ("started", "started")
    assert found["ActivityStreamKinesisStreamName"].startswith("aws-rds-das-cluster-")
    rds.stop_activity_stream(ResourceArn=arn, ApplyImmediately=True)
    _code, message = refused(rds.stop_activity_stream, ResourceArn=arn)
    assert message == "Activity Streams feature expected to be started, but is stopped"
