"""What a read of a cluster stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.names import name_and_prefix
from aurora.embedded.provider.calls.rds_cluster_state import find_cluster
from aurora.embedded.provider.calls.rds_versions import kept_version, stored
from aurora.embedded.provider.calls.requests import listed
from aurora.embedded.provider.calls.tagging import pairs_to_tags

__all__ = ["global_cluster_of", "read_cluster"]

# Property by field of the answer, with what is stored when AWS does not answer the field.
_FIELDS: Mapping[str, tuple[str, Any]] = {
    "allocatedStorage": ("AllocatedStorage", 0),
    "arn": ("DBClusterArn", ""),
    "autoMinorVersionUpgrade": ("AutoMinorVersionUpgrade", False),
    "backtrackWindow": ("BacktrackWindow", 0),
    "backupRetentionPeriod": ("BackupRetentionPeriod", 0),
    "clusterResourceId": ("DbClusterResourceId", ""),
    "clusterScalabilityType": ("ClusterScalabilityType", ""),
    "copyTagsToSnapshot": ("CopyTagsToSnapshot", False),
    "databaseInsightsMode": ("DatabaseInsightsMode", ""),
    "dbClusterInstanceClass": ("DBClusterInstanceClass", ""),
    "dbClusterParameterGroupName": ("DBClusterParameterGroup", ""),
    "dbSubnetGroupName": ("DBSubnetGroup", ""),
    "dbSystemId": ("DBSystemId", ""),
    "deletionProtection": ("DeletionProtection", False),
    "enableHttpEndpoint": ("HttpEndpointEnabled", False),
    "endpoint": ("Endpoint", ""),
    "engine": ("Engine", ""),
    "engineLifecycleSupport": ("EngineLifecycleSupport", ""),
    "engineMode": ("EngineMode", ""),
    "engineVersionActual": ("EngineVersion", ""),
    "hostedZoneId": ("HostedZoneId", ""),
    "iamDatabaseAuthenticationEnabled": ("IAMDatabaseAuthenticationEnabled", False),
    "iops": ("Iops", 0),
    "kmsKeyId": ("KmsKeyId", ""),
    "masterUsername": ("MasterUsername", ""),
    "monitoringInterval": ("MonitoringInterval", 0),
    "monitoringRoleArn": ("MonitoringRoleArn", ""),
    "networkType": ("NetworkType", ""),
    "performanceInsightsEnabled": ("PerformanceInsightsEnabled", False),
    "performanceInsightsKmsKeyId": ("PerformanceInsightsKMSKeyId", ""),
    "performanceInsightsRetentionPeriod": ("PerformanceInsightsRetentionPeriod", 0),
    "port": ("Port", 0),
    "preferredBackupWindow": ("PreferredBackupWindow", ""),
    "preferredMaintenanceWindow": ("PreferredMaintenanceWindow", ""),
    "publiclyAccessible": ("PubliclyAccessible", False),
    "readerEndpoint": ("ReaderEndpoint", ""),
    "replicationSourceIdentifier": ("ReplicationSourceIdentifier", ""),
    "storageEncrypted": ("StorageEncrypted", False),
    "storageType": ("StorageType", ""),
    "upgradeRolloutOrder": ("UpgradeRolloutOrder", ""),
}
_SCALING = {
    "autoPause": "AutoPause",
    "maxCapacity": "MaxCapacity",
    "minCapacity": "MinCapacity",
    "secondsBeforeTimeout": "SecondsBeforeTimeout",
    "secondsUntilAutoPause": "SecondsUntilAutoPause",
    "timeoutAction": "TimeoutAction",
}
_SCALING_V2 = {
    "maxCapacity": "MaxCapacity",
    "minCapacity": "MinCapacity",
    "secondsUntilAutoPause": "SecondsUntilAutoPause",
}
# What the importer sets; nothing in AWS says it.
_IMPORTED = {"deleteAutomatedBackups": True, "skipFinalSnapshot": True}
# The engine modes in which the real provider looks for a global cluster.
_GLOBAL_MODES = ("global", "provisioned")


def read_cluster(call: Call) -> Properties | None:
    """Return the cluster as AWS has it, or None when it is gone.

    Raises:
        CallError: AWS refused.
    """
    with doing(call, f"reading RDS Cluster ({call.id})"):
        cluster = find_cluster(call, call.id)
    if cluster is None:
        return None
    name = name_and_prefix(cluster["DBClusterIdentifier"])
    pending = cluster.get("PendingModifiedValues", {}).get("EngineVersion", "")
    running = cluster.get("EngineVersion", "")
    return {
        **{key: cluster.get(field, zero) for key, (field, zero) in _FIELDS.items()},
        **_collections(cluster),
        **_blocks(cluster),
        **_sometimes(cluster),
        **({} if call.inputs or call.prior else _IMPORTED),
        "clusterIdentifier": name["name"],
        "clusterIdentifierPrefix": name["namePrefix"],
        "engineVersion": kept_version(stored(call, "engineVersion"), running, pending),
        "globalClusterIdentifier": _global_cluster_identifier(call, cluster),
        "tagsAll": pairs_to_tags(cluster.get("TagList", [])),
    }


def global_cluster_of(call: Call, arn: str) -> Mapping[str, Any] | None:
    """Return the global cluster that has the cluster with this ARN as a member, or None.

    Raises:
        ClientError: AWS refused.
    """
    found = listed(
        call,
        "DescribeGlobalClusters",
        "GlobalClusters",
        {"Filters": [{"Name": "db-cluster-id", "Values": [arn]}]},
    )
    for candidate in found:
        members = candidate.get("GlobalClusterMembers", [])
        if any(member.get("DBClusterArn") == arn for member in members):
            return candidate
    return None


def _global_cluster_identifier(call: Call, cluster: Mapping[str, Any]) -> str:
    if cluster.get("EngineMode") not in _GLOBAL_MODES:
        return ""
    with doing(call, f"reading RDS Global Cluster for RDS Cluster ({call.id})"):
        try:
            found = global_cluster_of(call, cluster["DBClusterArn"])
        except ClientError as error:
            text = "Access Denied to API Version: APIGlobalDatabases"
            if not is_error(error, "InvalidParameterValue", text=text):
                raise
            found = None
    return found["GlobalClusterIdentifier"] if found else ""


def _collections(cluster: Mapping[str, Any]) -> Properties:
    secret = cluster.get("MasterUserSecret")
    domain = next(iter(cluster.get("DomainMemberships", [])), {})
    return {
        "availabilityZones": cluster.get("AvailabilityZones", []),
        "clusterMembers": [
            member["DBInstanceIdentifier"] for member in cluster.get("DBClusterMembers", [])
        ],
        "domain": domain.get("Domain", ""),
        "domainIamRoleName": domain.get("IAMRoleName", ""),
        "enabledCloudwatchLogsExports": cluster.get("EnabledCloudwatchLogsExports", []),
        "iamRoles": [role["RoleArn"] for role in cluster.get("AssociatedRoles", [])],
        "masterUserSecrets": [
            {
                "kmsKeyId": secret.get("KmsKeyId", ""),
                "secretArn": secret.get("SecretArn", ""),
                "secretStatus": secret.get("SecretStatus", ""),
            }
        ]
        if secret
        else [],
        "vpcSecurityGroupIds": [
            group["VpcSecurityGroupId"] for group in cluster.get("VpcSecurityGroups", [])
        ],
    }


def _blocks(cluster: Mapping[str, Any]) -> Properties:
    return {
        "scalingConfiguration": _block(_SCALING, cluster.get("ScalingConfigurationInfo")),
        "serverlessv2ScalingConfiguration": _block(
            _SCALING_V2, cluster.get("ServerlessV2ScalingConfiguration")
        ),
    }


def _block(fields: Mapping[str, str], answer: Mapping[str, Any] | None) -> Properties | None:
    if not answer:
        return None
    return {name: answer[field] for name, field in fields.items() if field in answer}


def _sometimes(cluster: Mapping[str, Any]) -> Properties:
    """Return what keeps its old value when AWS does not answer it."""
    known: Properties = {}
    if cluster.get("DatabaseName"):
        known["databaseName"] = cluster["DatabaseName"]
    if details := cluster.get("CertificateDetails"):
        known["caCertificateIdentifier"] = details.get("CAIdentifier", "")
        until = details.get("ValidTill")
        known["caCertificateValidTill"] = f"{until:%Y-%m-%dT%H:%M:%SZ}" if until else ""
    return known
