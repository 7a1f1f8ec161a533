"""The four ways to create a cluster: from a snapshot, from S3, from a point in time, and plain.

Each sends its own subset of the properties, some only in a modification that follows once the
cluster is available, and drops the rest without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aurora.embedded.provider.calls.contract import Call, CallError, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.names import given_or_unique
from aurora.embedded.provider.calls.rds_cluster_parameters import nonzero, written
from aurora.embedded.provider.calls.rds_cluster_state import (
    CREATING,
    IAM_ROLE_WORDS,
    MODIFYING,
    UNSETTLED,
    wait_for_cluster,
)
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack

__all__ = ["PATHS", "Path", "create_cluster"]

_ALL_PATHS = (
    "backtrackWindow",
    "dbClusterParameterGroupName",
    "dbSubnetGroupName",
    "domain",
    "domainIamRoleName",
    "enabledCloudwatchLogsExports",
    "kmsKeyId",
    "networkType",
    "port",
    "storageType",
    "vpcSecurityGroupIds",
)
_PASSWORD = ("manageMasterUserPassword", "masterPassword", "masterPasswordWo")
_SECRET_KEY = ("masterUserSecretKmsKeyId",)
_WINDOWS = ("backupRetentionPeriod", "preferredBackupWindow", "preferredMaintenanceWindow")
_MONITORING = ("monitoringInterval", "monitoringRoleArn")
_INSIGHTS = (
    "databaseInsightsMode",
    "performanceInsightsEnabled",
    "performanceInsightsKmsKeyId",
    "performanceInsightsRetentionPeriod",
)


@dataclass(frozen=True)
class Path:
    """One way to create a cluster.

    Attributes:
        operation: The API operation.
        words: What stands behind `creating RDS Cluster` in an error.
        at_once: The properties that the operation carries, unless zero.
        always: The properties that it carries whenever they are written, zero values too.
        follow_up: The properties that a modification after it carries, unless zero.
        source: The parameters that say what to create from.
        again: Texts of `InvalidParameterValue` on which it is tried again for two minutes.
    """

    operation: str
    words: str
    at_once: tuple[str, ...]
    always: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    source: Callable[[Properties], Mapping[str, Any]] = lambda _: {}
    again: tuple[str, ...] = ()


def _snapshot(inputs: Properties) -> Mapping[str, Any]:
    return {"Engine": inputs["engine"], "SnapshotIdentifier": inputs["snapshotIdentifier"]}


def _s3(inputs: Properties) -> Mapping[str, Any]:
    if not inputs.get("masterUsername"):
        raise CallError('"master_username": required field is not set')
    block = inputs["s3Import"]
    return {
        "Engine": inputs["engine"],
        "S3BucketName": block["bucketName"],
        "S3IngestionRoleArn": block["ingestionRole"],
        "S3Prefix": block.get("bucketPrefix") or "",
        "SourceEngine": block["sourceEngine"],
        "SourceEngineVersion": block["sourceEngineVersion"],
    }


def _point_in_time(inputs: Properties) -> Mapping[str, Any]:
    block = inputs["restoreToPointInTime"]
    return {
        "RestoreType": block.get("restoreType") or "",
        "RestoreToTime": block.get("restoreToTime") or None,
        "SourceDBClusterIdentifier": block.get("sourceClusterIdentifier") or None,
        "SourceDbClusterResourceId": block.get("sourceClusterResourceId") or None,
        "UseLatestRestorableTime": block.get("useLatestRestorableTime") or None,
    }


def _engine(inputs: Properties) -> Mapping[str, Any]:
    return {"Engine": inputs["engine"]}


# By the property that selects a path, in the order in which the real provider looks. Its source
# file cluster.go, as of 2025; `publiclyAccessible` is newer and its place here our assumption.
PATHS: Mapping[str, Path] = {
    "snapshotIdentifier": Path(
        operation="RestoreDBClusterFromSnapshot",
        words=" (restore from snapshot)",
        at_once=(
            *_ALL_PATHS,
            *_MONITORING,
            "availabilityZones",
            "databaseName",
            "engineLifecycleSupport",
            "engineMode",
            "engineVersion",
            "scalingConfiguration",
        ),
        always=("publiclyAccessible",),
        follow_up=(
            *_WINDOWS,
            *_PASSWORD,
            *_SECRET_KEY,
            "serverlessv2ScalingConfiguration",
        ),
        source=_snapshot,
        again=(IAM_ROLE_WORDS,),
    ),
    "s3Import": Path(
        operation="RestoreDBClusterFromS3",
        words=" (restore from S3)",
        at_once=(
            *_ALL_PATHS,
            *_WINDOWS,
            *_PASSWORD,
            *_SECRET_KEY,
            "availabilityZones",
            "databaseName",
            "engineLifecycleSupport",
            "engineVersion",
            "iamDatabaseAuthenticationEnabled",
            "masterUsername",
        ),
        always=("storageEncrypted",),
        source=_s3,
        again=(
            "Files from the specified Amazon S3 bucket cannot be downloaded",
            "S3_SNAPSHOT_INGESTION",
            "S3 bucket cannot be found",
        ),
    ),
    "restoreToPointInTime": Path(
        operation="RestoreDBClusterToPointInTime",
        words=" (restore to point-in-time)",
        at_once=(*_ALL_PATHS, *_MONITORING, "iamDatabaseAuthenticationEnabled"),
        always=("publiclyAccessible",),
        follow_up=(
            *_WINDOWS,
            *_PASSWORD,
            *_SECRET_KEY,
            "scalingConfiguration",
            "serverlessv2ScalingConfiguration",
        ),
        source=_point_in_time,
    ),
    "": Path(
        operation="CreateDBCluster",
        words="",
        at_once=(
            *_ALL_PATHS,
            *_WINDOWS,
            *_PASSWORD,
            *_SECRET_KEY,
            *_MONITORING,
            "availabilityZones",
            "caCertificateIdentifier",
            "clusterScalabilityType",
            "databaseName",
            "dbClusterInstanceClass",
            "dbSystemId",
            "enableGlobalWriteForwarding",
            "enableHttpEndpoint",
            "enableLocalWriteForwarding",
            "engineLifecycleSupport",
            "engineMode",
            "engineVersion",
            "globalClusterIdentifier",
            "iamDatabaseAuthenticationEnabled",
            "masterUsername",
            "scalingConfiguration",
            "serverlessv2ScalingConfiguration",
            "sourceRegion",
        ),
        always=(
            "allocatedStorage",
            "autoMinorVersionUpgrade",
            "iops",
            "publiclyAccessible",
            "storageEncrypted",
        ),
        source=_engine,
        again=(IAM_ROLE_WORDS,),
    ),
}
"""The paths, by the property that selects one; the empty text is the plain create."""


def create_cluster(call: Call) -> None:
    """Create the cluster, wait for it, attach its roles and make the modification that follows.

    Raises:
        CallError: AWS refused, or the cluster did not become available.
    """
    inputs = call.inputs
    path = PATHS[next((name for name in PATHS if name and inputs.get(name)), "")]
    identifier = given_or_unique(
        call, name="clusterIdentifier", prefix="clusterIdentifierPrefix", lead="tf-"
    )
    request, follow_up = _requests(path, inputs, identifier)

    def again(error: BaseException) -> bool:
        return any(is_error(error, "InvalidParameterValue", text=text) for text in path.again)

    with doing(call, f"creating RDS Cluster{path.words} ({identifier})"):
        retrying(call, again, lambda: send(call, path.operation, request))
    call.id = identifier
    wait_for_cluster(call, f"waiting for RDS Cluster ({identifier}) create", identifier, CREATING)
    for role in inputs.get("iamRoles") or []:
        with doing(call, f"adding IAM Role ({role}) to RDS Cluster ({identifier})"):
            send(call, "AddRoleToDBCluster", {"DBClusterIdentifier": identifier, "RoleArn": role})
    if follow_up:
        _modify(call, identifier, follow_up)


def _requests(
    path: Path, inputs: Properties, identifier: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parameters of the create and those of the modification that follows."""
    request = {
        "DBClusterIdentifier": identifier,
        "CopyTagsToSnapshot": bool(inputs.get("copyTagsToSnapshot")),
        "DeletionProtection": bool(inputs.get("deletionProtection")),
        "Tags": pack("rds", inputs.get("tagsAll")) or None,
        **path.source(inputs),
        **nonzero(inputs, path.at_once),
        **written(inputs, path.always),
    }
    follow_up = nonzero(inputs, path.follow_up)
    if path is PATHS[""]:
        # A member of a global cluster takes Performance Insights only once it stands, and gets its
        # source from the global cluster.
        member = bool(inputs.get("globalClusterIdentifier"))
        (follow_up if member else request).update(nonzero(inputs, _INSIGHTS))
        if not member:
            request.update(nonzero(inputs, ("replicationSourceIdentifier",)))
    return request, follow_up


def _modify(call: Call, identifier: str, parameters: Mapping[str, Any]) -> None:
    request = {"DBClusterIdentifier": identifier, "ApplyImmediately": True, **parameters}
    with doing(call, f"updating RDS Cluster ({identifier})"):
        send(call, "ModifyDBCluster", request)
    wait_for_cluster(
        call,
        f"waiting for RDS Cluster ({identifier}) update",
        identifier,
        (*MODIFYING, UNSETTLED),
        settled=True,
    )
