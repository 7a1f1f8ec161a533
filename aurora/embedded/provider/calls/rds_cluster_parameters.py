"""The properties of `aws:rds/cluster:Cluster` and the API parameters that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Properties

__all__ = ["PARAMETERS", "nonzero", "scaling", "scaling_v2", "written"]

PARAMETERS: Mapping[str, str] = {
    "allocatedStorage": "AllocatedStorage",
    "autoMinorVersionUpgrade": "AutoMinorVersionUpgrade",
    "availabilityZones": "AvailabilityZones",
    "backtrackWindow": "BacktrackWindow",
    "backupRetentionPeriod": "BackupRetentionPeriod",
    "caCertificateIdentifier": "CACertificateIdentifier",
    "clusterScalabilityType": "ClusterScalabilityType",
    "copyTagsToSnapshot": "CopyTagsToSnapshot",
    "databaseInsightsMode": "DatabaseInsightsMode",
    "databaseName": "DatabaseName",
    "dbClusterInstanceClass": "DBClusterInstanceClass",
    "dbClusterParameterGroupName": "DBClusterParameterGroupName",
    "dbSubnetGroupName": "DBSubnetGroupName",
    "dbSystemId": "DBSystemId",
    "deletionProtection": "DeletionProtection",
    "domain": "Domain",
    "domainIamRoleName": "DomainIAMRoleName",
    "enableGlobalWriteForwarding": "EnableGlobalWriteForwarding",
    "enableHttpEndpoint": "EnableHttpEndpoint",
    "enableLocalWriteForwarding": "EnableLocalWriteForwarding",
    "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
    "engineLifecycleSupport": "EngineLifecycleSupport",
    "engineMode": "EngineMode",
    "engineVersion": "EngineVersion",
    "globalClusterIdentifier": "GlobalClusterIdentifier",
    "iamDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
    "iops": "Iops",
    "kmsKeyId": "KmsKeyId",
    "manageMasterUserPassword": "ManageMasterUserPassword",
    "masterPassword": "MasterUserPassword",
    "masterPasswordWo": "MasterUserPassword",
    "masterUserSecretKmsKeyId": "MasterUserSecretKmsKeyId",
    "masterUsername": "MasterUsername",
    "monitoringInterval": "MonitoringInterval",
    "monitoringRoleArn": "MonitoringRoleArn",
    "networkType": "NetworkType",
    "performanceInsightsEnabled": "EnablePerformanceInsights",
    "performanceInsightsKmsKeyId": "PerformanceInsightsKMSKeyId",
    "performanceInsightsRetentionPeriod": "PerformanceInsightsRetentionPeriod",
    "port": "Port",
    "preferredBackupWindow": "PreferredBackupWindow",
    "preferredMaintenanceWindow": "PreferredMaintenanceWindow",
    "publiclyAccessible": "PubliclyAccessible",
    "replicationSourceIdentifier": "ReplicationSourceIdentifier",
    "scalingConfiguration": "ScalingConfiguration",
    "serverlessv2ScalingConfiguration": "ServerlessV2ScalingConfiguration",
    "sourceRegion": "SourceRegion",
    "storageEncrypted": "StorageEncrypted",
    "storageType": "StorageType",
    "vpcSecurityGroupIds": "VpcSecurityGroupIds",
}
"""Parameter by property: create, the three restores and modify all use the same names.

Source: the RDS API reference, as in botocore's service model.
"""

_SCALING = {
    "autoPause": "AutoPause",
    "maxCapacity": "MaxCapacity",
    "minCapacity": "MinCapacity",
    "secondsBeforeTimeout": "SecondsBeforeTimeout",
    "secondsUntilAutoPause": "SecondsUntilAutoPause",
    "timeoutAction": "TimeoutAction",
}


def nonzero(inputs: Properties, properties: Iterable[str]) -> dict[str, Any]:
    """Return the parameters of those properties that are set and not a zero value.

    The real provider cannot tell false, 0 and the empty text from unset when it creates.
    """
    return {PARAMETERS[name]: _value(name, inputs[name]) for name in properties if inputs.get(name)}


def written(inputs: Properties, properties: Iterable[str]) -> dict[str, Any]:
    """Return the parameters of those properties that are set, zero values too."""
    return {
        PARAMETERS[name]: _value(name, inputs[name])
        for name in properties
        if inputs.get(name) is not None
    }


def scaling(block: Properties) -> dict[str, Any]:
    """Return `ScalingConfiguration` (Serverless v1); zeros but `autoPause` false are left out."""
    return {
        parameter: block[name]
        for name, parameter in _SCALING.items()
        if block.get(name) or (name == "autoPause" and block.get(name) is not None)
    }


def scaling_v2(block: Properties) -> dict[str, Any]:
    """Return `ServerlessV2ScalingConfiguration`.

    A maximum of 0 is not sent, a minimum of 0 is. The pause goes out only with that minimum: with
    another one AWS refuses it, and the real provider drops it in silence.
    """
    minimum = block.get("minCapacity") or 0
    sent: dict[str, Any] = {"MinCapacity": minimum}
    if block.get("maxCapacity"):
        sent["MaxCapacity"] = block["maxCapacity"]
    if block.get("secondsUntilAutoPause") and minimum == 0:
        sent["SecondsUntilAutoPause"] = block["secondsUntilAutoPause"]
    return sent


_BLOCKS = {"scalingConfiguration": scaling, "serverlessv2ScalingConfiguration": scaling_v2}


def _value(name: str, value: Any) -> Any:
    block = _BLOCKS.get(name)
    return block(value) if block else value
