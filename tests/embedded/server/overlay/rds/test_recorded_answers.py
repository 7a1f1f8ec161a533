"""The answers hold every field that real AWS always answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

RECORDED = Path(__file__).parents[5] / "../shared/accept/recorded-answers.json"
# The same lists, for where the recordings are not at hand.
# fmt: off
ALWAYS = {
    "rds.DescribeDBClusters": [
        "AllocatedStorage", "AssociatedRoles", "AvailabilityZones", "BackupRetentionPeriod",
        "ClusterCreateTime", "DBClusterArn", "DBClusterIdentifier", "DBClusterMembers",
        "DBClusterParameterGroup", "DBSubnetGroup", "DbClusterResourceId",
        "DeletionProtection", "EarliestRestorableTime", "Endpoint", "Engine", "EngineMode",
        "EngineVersion", "HostedZoneId", "HttpEndpointEnabled",
        "IAMDatabaseAuthenticationEnabled", "KmsKeyId", "LatestRestorableTime",
        "MasterUsername", "MultiAZ", "Port", "PreferredBackupWindow",
        "PreferredMaintenanceWindow", "ReadReplicaIdentifiers", "ReaderEndpoint", "Status",
        "StorageEncrypted", "VpcSecurityGroups",
    ],
    "rds.DescribeDBInstances": [
        "AllocatedStorage", "AssociatedRoles", "AutoMinorVersionUpgrade",
        "AvailabilityZone", "BackupRetentionPeriod", "BackupTarget",
        "CACertificateIdentifier", "CertificateDetails", "CopyTagsToSnapshot",
        "CustomerOwnedIpEnabled", "DBClusterIdentifier", "DBInstanceArn", "DBInstanceClass",
        "DBInstanceIdentifier", "DBInstanceStatus", "DBName", "DBParameterGroups",
        "DBSecurityGroups", "DBSubnetGroup", "DbInstancePort", "DbiResourceId",
        "DeletionProtection", "DomainMemberships", "Endpoint", "Engine", "EngineVersion",
        "IAMDatabaseAuthenticationEnabled", "InstanceCreateTime", "LicenseModel",
        "MasterUsername", "MonitoringInterval", "MultiAZ", "NetworkType",
        "OptionGroupMemberships", "PendingModifiedValues", "PerformanceInsightsEnabled",
        "PreferredBackupWindow", "PreferredMaintenanceWindow", "PromotionTier",
        "PubliclyAccessible", "ReadReplicaDBInstanceIdentifiers", "StorageEncrypted",
        "StorageType", "TagList", "VpcSecurityGroups",
    ],
}
# fmt: on


def always(call):
    if RECORDED.exists():
        return json.loads(RECORDED.read_text())[call]["always"]
    return ALWAYS[call]


@pytest.mark.parametrize("engine", ["aurora-mysql", "aurora-postgresql"])
def test_no_field_is_missing(rds, cluster, engine):
    cluster("full", engine, instances=1, StorageEncrypted=True, DatabaseName="shop")
    found = rds.describe_db_clusters()["DBClusters"][0]
    assert [name for name in always("rds.DescribeDBClusters") if name not in found] == []
    member = rds.describe_db_instances()["DBInstances"][0]
    assert [name for name in always("rds.DescribeDBInstances") if name not in member] == []


def test_what_is_off_is_absent(cluster, described):
    cluster("plain")
    found = described("plain")
    for name in (
        "KmsKeyId",
        "StorageType",
        "BacktrackWindow",
        "CustomEndpoints",
        "MasterUserSecret",
        "PendingModifiedValues",
        "GlobalClusterIdentifier",
        "ServerlessV2ScalingConfiguration",
        "PerformanceInsightsKMSKeyId",
        "EnabledCloudwatchLogsExports",
        "CertificateDetails",
    ):
        assert name not in found
    assert found["DatabaseInsightsMode"] == "standard"
    assert found["EngineLifecycleSupport"] == "open-source-rds-extended-support"
    assert (found["NetworkType"], found["Port"]) == ("IPV4", 5432)
    assert len(found["AvailabilityZones"]) == 3
