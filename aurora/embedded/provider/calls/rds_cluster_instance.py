"""`aws:rds/clusterInstance:ClusterInstance`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.rds_cluster_state import (
    PROMOTING,
    find_cluster,
    is_iam_propagation,
    wait_for_cluster,
)
from aurora.embedded.provider.calls.rds_versions import kept_version, stored
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, limited, wait

__all__ = ["ClusterInstance"]

# Parameters of CreateDBInstance that go out unless the property is a zero value.
_CREATE = {
    "AvailabilityZone": "availabilityZone",
    "CustomIamInstanceProfile": "customIamInstanceProfile",
    "DBParameterGroupName": "dbParameterGroupName",
    "DBSubnetGroupName": "dbSubnetGroupName",
    "EngineVersion": "engineVersion",
    "MonitoringInterval": "monitoringInterval",
    "MonitoringRoleArn": "monitoringRoleArn",
    "EnablePerformanceInsights": "performanceInsightsEnabled",
    "PerformanceInsightsKMSKeyId": "performanceInsightsKmsKeyId",
    "PerformanceInsightsRetentionPeriod": "performanceInsightsRetentionPeriod",
    "PreferredBackupWindow": "preferredBackupWindow",
    "PreferredMaintenanceWindow": "preferredMaintenanceWindow",
}
# What a change sends, with the value that stands for unset. The engine version is not among it.
_MODIFY: Mapping[str, tuple[str, Any]] = {
    "autoMinorVersionUpgrade": ("AutoMinorVersionUpgrade", False),
    "caCertIdentifier": ("CACertificateIdentifier", ""),
    "copyTagsToSnapshot": ("CopyTagsToSnapshot", False),
    "dbParameterGroupName": ("DBParameterGroupName", ""),
    "instanceClass": ("DBInstanceClass", ""),
    "monitoringInterval": ("MonitoringInterval", 0),
    "monitoringRoleArn": ("MonitoringRoleArn", ""),
    "preferredBackupWindow": ("PreferredBackupWindow", ""),
    "preferredMaintenanceWindow": ("PreferredMaintenanceWindow", ""),
    "promotionTier": ("PromotionTier", 0),
    "publiclyAccessible": ("PubliclyAccessible", False),
}
_INSIGHTS = {
    "PerformanceInsightsKMSKeyId": "performanceInsightsKmsKeyId",
    "PerformanceInsightsRetentionPeriod": "performanceInsightsRetentionPeriod",
}
_INSIGHTS_PROPERTIES = {"performanceInsightsEnabled", *_INSIGHTS.values()}
_FIELDS: Mapping[str, tuple[str, Any]] = {
    "arn": ("DBInstanceArn", ""),
    "autoMinorVersionUpgrade": ("AutoMinorVersionUpgrade", False),
    "availabilityZone": ("AvailabilityZone", ""),
    "caCertIdentifier": ("CACertificateIdentifier", ""),
    "clusterIdentifier": ("DBClusterIdentifier", ""),
    "copyTagsToSnapshot": ("CopyTagsToSnapshot", False),
    "customIamInstanceProfile": ("CustomIamInstanceProfile", ""),
    "dbiResourceId": ("DbiResourceId", ""),
    "engine": ("Engine", ""),
    "engineVersionActual": ("EngineVersion", ""),
    "instanceClass": ("DBInstanceClass", ""),
    "kmsKeyId": ("KmsKeyId", ""),
    "monitoringInterval": ("MonitoringInterval", 0),
    "monitoringRoleArn": ("MonitoringRoleArn", ""),
    "networkType": ("NetworkType", ""),
    "performanceInsightsEnabled": ("PerformanceInsightsEnabled", False),
    "performanceInsightsKmsKeyId": ("PerformanceInsightsKMSKeyId", ""),
    "performanceInsightsRetentionPeriod": ("PerformanceInsightsRetentionPeriod", 0),
    "preferredBackupWindow": ("PreferredBackupWindow", ""),
    "preferredMaintenanceWindow": ("PreferredMaintenanceWindow", ""),
    "promotionTier": ("PromotionTier", 0),
    "publiclyAccessible": ("PubliclyAccessible", False),
    "storageEncrypted": ("StorageEncrypted", False),
}
_READY = ("available", "storage-optimization")
_CHANGING = (
    "backing-up",
    "configuring-enhanced-monitoring",
    "configuring-iam-database-auth",
    "configuring-log-exports",
    "creating",
    "maintenance",
    "modifying",
    "rebooting",
    "renaming",
    "resetting-master-credentials",
    "starting",
    "upgrading",
)
_DELETING = ("configuring-log-exports", "delete-precheck", "deleting", "modifying")
_LAST_OF_REPLICA = "Cannot delete the last instance of the read replica DB cluster"
_NOT_FOUND = ("DBInstanceNotFound", "DBInstanceNotFoundFault")


class ClusterInstance(Calls):
    """An instance of a DB cluster."""

    type = "aws:rds/clusterInstance:ClusterInstance"

    def create(self, call: Call) -> None:
        """Create the instance and wait; another certificate authority costs a reboot."""
        inputs = call.inputs
        identifier = given_or_unique(call, name="identifier", prefix="identifierPrefix", lead="tf-")
        cluster = inputs["clusterIdentifier"]
        request = {
            "AutoMinorVersionUpgrade": inputs.get("autoMinorVersionUpgrade", True),
            "CopyTagsToSnapshot": bool(inputs.get("copyTagsToSnapshot")),
            "DBClusterIdentifier": cluster,
            "DBInstanceClass": inputs["instanceClass"],
            "DBInstanceIdentifier": identifier,
            "Engine": inputs["engine"],
            "PromotionTier": inputs.get("promotionTier") or 0,
            "PubliclyAccessible": bool(inputs.get("publiclyAccessible")),
            "Tags": pack("rds", inputs.get("tagsAll")) or None,
            **given(inputs, _CREATE),
        }
        with doing(call, f"creating RDS Cluster ({cluster}) Instance ({identifier})"):
            answer = retrying(
                call, is_iam_propagation, partial(send, call, "CreateDBInstance", request)
            )
        call.id = answer["DBInstance"]["DBInstanceIdentifier"]
        _wait(call, "create")
        authority = inputs.get("caCertIdentifier")
        if authority and authority != answer["DBInstance"].get("CACertificateIdentifier"):
            _change_authority(call, authority)

    def read(self, call: Call) -> Properties | None:
        """Return the instance, with its role in the cluster."""
        with doing(call, f"reading RDS Cluster Instance ({call.id})"):
            instance = _find(call, call.id)
        if instance is None:
            return None
        name = instance.get("DBClusterIdentifier")
        if not name:
            raise CallError(
                f"DBClusterIdentifier is missing from RDS Cluster Instance ({call.id}). The "
                "aws_db_instance resource should be used for non-Aurora instances"
            )
        with doing(call, f"reading RDS Cluster ({name})"):
            cluster = find_cluster(call, name)
        if cluster is None:
            raise CallError(f"reading RDS Cluster ({name}): couldn't find resource")
        return _read(call, instance, cluster)

    def update(self, call: Call) -> None:
        """Modify the instance; a changed engine version is not sent, the cluster decides it."""
        sync_tags(call, "rds", call.prior["arn"])
        if not call.changed - {"tags", "tagsAll"}:
            return
        inputs, changed = call.inputs, call.changed
        request: dict[str, Any] = {
            "ApplyImmediately": bool(inputs.get("applyImmediately")),
            "DBInstanceIdentifier": call.id,
        }
        for name, (parameter, zero) in _MODIFY.items():
            if name in changed:
                value = inputs.get(name)
                request[parameter] = zero if value is None else value
        if changed & _INSIGHTS_PROPERTIES:
            planned = {**call.prior, **inputs}
            enabled = bool(planned.get("performanceInsightsEnabled"))
            request.update({"EnablePerformanceInsights": enabled, **given(planned, _INSIGHTS)})
        with doing(call, f"updating RDS Cluster Instance ({call.id})"):
            retrying(call, is_iam_propagation, partial(send, call, "ModifyDBInstance", request))
        _wait(call, "update")

    def delete(self, call: Call) -> None:
        """Delete the instance; the last one of a replica cluster needs `forceDestroy`."""
        with doing(call, f"deleting RDS Cluster Instance ({call.id})"):
            try:
                _delete(call)
            except ClientError as error:
                if is_error(error, *_NOT_FOUND):
                    return
                state = ("InvalidDBInstanceState", "InvalidDBInstanceStateFault")
                if not is_error(error, *state, text="is already being deleted"):
                    raise
        wait(
            call,
            f"waiting for RDS Cluster Instance ({call.id}) delete",
            partial(_status, call),
            GONE,
            _DELETING,
        )


def _delete(call: Call) -> None:
    request: dict[str, Any] = {"DBInstanceIdentifier": call.id}
    if str(call.prior.get("engine") or "").startswith("custom-"):
        request["SkipFinalSnapshot"] = True
    fault = "InvalidDBClusterStateFault"

    def again(error: BaseException) -> bool:
        return is_error(error, fault, text="Delete the replica cluster before deleting")

    delete = partial(send, call, "DeleteDBInstance", request)
    try:
        retrying(call, again, delete, minutes=limited(call.timeout / 60))
    except ClientError as error:
        last = is_error(error, fault, text=_LAST_OF_REPLICA)
        if not (last and call.prior.get("forceDestroy")):
            raise
        cluster = call.prior["clusterIdentifier"]
        with doing(call, f"promoting read replica to primary for RDS Cluster ({call.id})"):
            send(call, "PromoteReadReplicaDBCluster", {"DBClusterIdentifier": cluster})
        waiting = f"waiting for RDS Cluster ({call.id}) update"
        wait_for_cluster(call, waiting, cluster, PROMOTING)
        delete()


def _change_authority(call: Call, authority: str) -> None:
    request = {
        "ApplyImmediately": True,
        "CACertificateIdentifier": authority,
        "DBInstanceIdentifier": call.id,
    }
    with doing(call, f"updating RDS Cluster Instance ({call.id})"):
        send(call, "ModifyDBInstance", request)
    _wait(call, "update")
    with doing(call, f"rebooting RDS Cluster Instance ({call.id})"):
        send(call, "RebootDBInstance", {"DBInstanceIdentifier": call.id})
    _wait(call, "update")


def _wait(call: Call, step: str) -> None:
    what = f"waiting for RDS Cluster Instance ({call.id}) {step}"
    wait(call, what, partial(_status, call), _READY, _CHANGING)


def _status(call: Call) -> str | None:
    instance = _find(call, call.id)
    return instance.get("DBInstanceStatus", "") if instance else None


def _find(call: Call, identifier: str) -> Mapping[str, Any] | None:
    parameters = {"DBInstanceIdentifier": identifier}
    try:
        found = listed(call, "DescribeDBInstances", "DBInstances", parameters)
    except ClientError as error:
        if is_error(error, *_NOT_FOUND):
            return None
        raise
    return found[0] if found else None


def _read(call: Call, instance: Mapping[str, Any], cluster: Mapping[str, Any]) -> Properties:
    name = name_and_prefix(instance["DBInstanceIdentifier"])
    pending = instance.get("PendingModifiedValues", {}).get("EngineVersion", "")
    known: Properties = {
        **{key: instance.get(field, zero) for key, (field, zero) in _FIELDS.items()},
        "identifier": name["name"],
        "identifierPrefix": name["namePrefix"],
        "engineVersion": kept_version(
            stored(call, "engineVersion"), instance.get("EngineVersion", ""), pending
        ),
        "tagsAll": pairs_to_tags(instance.get("TagList", [])),
    }
    # What AWS does not answer keeps its old value.
    if groups := instance.get("DBParameterGroups"):
        known["dbParameterGroupName"] = groups[0]["DBParameterGroupName"]
    if group := instance.get("DBSubnetGroup"):
        known["dbSubnetGroupName"] = group["DBSubnetGroupName"]
    if endpoint := instance.get("Endpoint"):
        known.update({"endpoint": endpoint.get("Address", ""), "port": endpoint.get("Port", 0)})
    for member in cluster.get("DBClusterMembers", []):
        if member["DBInstanceIdentifier"] == instance["DBInstanceIdentifier"]:
            known["writer"] = member.get("IsClusterWriter", False)
    return known
