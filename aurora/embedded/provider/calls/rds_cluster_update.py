"""Updates of a cluster: one modification for most properties, calls of their own for some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Call, CallError, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import added, removed
from aurora.embedded.provider.calls.rds_cluster_parameters import PARAMETERS, scaling, scaling_v2
from aurora.embedded.provider.calls.rds_cluster_state import (
    MODIFYING,
    PROMOTING,
    UNSETTLED,
    is_iam_propagation,
    wait_for_cluster,
)
from aurora.embedded.provider.calls.rds_versions import is_newer
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import sync_tags

__all__ = ["leave_global_cluster", "update_cluster"]

# A change of nothing but these makes no ModifyDBCluster.
_QUIET = frozenset(
    {
        "allowMajorVersionUpgrade",
        "deleteAutomatedBackups",
        "finalSnapshotIdentifier",
        "globalClusterIdentifier",
        "iamRoles",
        "replicationSourceIdentifier",
        "skipFinalSnapshot",
        "tags",
        "tagsAll",
    }
)
# The properties whose change ModifyDBCluster carries as they are, with the value that stands for
# unset: an update sends zero values.
_PLAIN: Mapping[str, Any] = {
    "allocatedStorage": 0,
    "autoMinorVersionUpgrade": False,
    "backtrackWindow": 0,
    "backupRetentionPeriod": 0,
    "caCertificateIdentifier": "",
    "copyTagsToSnapshot": False,
    "databaseInsightsMode": "",
    "dbClusterInstanceClass": "",
    "dbClusterParameterGroupName": "",
    "deletionProtection": False,
    "enableGlobalWriteForwarding": False,
    "enableLocalWriteForwarding": False,
    "iamDatabaseAuthenticationEnabled": False,
    "iops": 0,
    "manageMasterUserPassword": False,
    "monitoringInterval": 0,
    "monitoringRoleArn": "",
    "networkType": "",
    "performanceInsightsEnabled": False,
    "performanceInsightsKmsKeyId": "",
    "performanceInsightsRetentionPeriod": 0,
    "port": 0,
    "preferredBackupWindow": "",
    "preferredMaintenanceWindow": "",
    "storageType": "",
    "vpcSecurityGroupIds": (),
}
# Sent when changed, but not when emptied.
_UNLESS_EMPTY = ("masterPassword", "masterUserSecretKmsKeyId")
_DOMAIN = ("domain", "domainIamRoleName")
_GROUP_WORDS = "db-instance-parameter-group-name can only be specified for a major"


def update_cluster(call: Call) -> None:
    """Bring the cluster from the prior state to the inputs.

    A change that AWS cannot make to an existing cluster (joining a global cluster, becoming a
    replica) fails only after the changes that it can make.

    Raises:
        CallError: AWS refused, or the cluster did not become available.
    """
    sync_tags(call, "rds", call.prior["arn"])
    _switch_http_endpoint(call)
    _promote(call)
    if call.changed - _QUIET:
        _modify(call)
    _change_global_cluster(call)
    _change_roles(call)


def leave_global_cluster(call: Call, global_cluster: str, arn: str) -> None:
    """Take the cluster out of its global cluster; one that is not in it counts as done.

    Raises:
        ClientError: AWS refused.
    """
    with (
        ignoring("GlobalClusterNotFoundFault"),
        ignoring("InvalidParameterValue", text="is not found in global cluster"),
    ):
        send(
            call,
            "RemoveFromGlobalCluster",
            {"DbClusterIdentifier": arn, "GlobalClusterIdentifier": global_cluster},
        )


def _switch_http_endpoint(call: Call) -> None:
    """Switch the Data API of a provisioned cluster, which has calls of its own for it."""
    if "enableHttpEndpoint" not in call.changed or not _is_provisioned(call):
        return
    on = bool(call.inputs.get("enableHttpEndpoint"))
    operation = "EnableHttpEndpoint" if on else "DisableHttpEndpoint"
    with doing(call, f"enabling HTTP endpoint for RDS Cluster ({call.id})"):
        send(call, operation, {"ResourceArn": call.prior["arn"]})


def _promote(call: Call) -> None:
    if "replicationSourceIdentifier" not in call.changed:
        return
    if call.inputs.get("replicationSourceIdentifier"):
        raise CallError(f"promoting to standalone is not supported for RDS Cluster ({call.id})")
    with doing(call, f"promoting read replica to primary for RDS Cluster ({call.id})"):
        send(call, "PromoteReadReplicaDBCluster", {"DBClusterIdentifier": call.id})
    wait_for_cluster(call, _waiting(call, "update"), call.id, PROMOTING)


def _modify(call: Call) -> None:
    request = {
        "DBClusterIdentifier": call.id,
        "ApplyImmediately": bool(call.inputs.get("applyImmediately")),
        **_changes(call),
        **_with_every_change(call),
    }

    def again(error: BaseException) -> bool:
        if is_error(error, "InvalidParameterCombination", text=_GROUP_WORDS):
            # Not a major upgrade: AWS takes the group with nothing else.
            return request.pop("DBInstanceParameterGroupName", None) is not None
        return is_error(error, "InvalidDBClusterStateFault") or is_iam_propagation(error)

    with doing(call, f"updating RDS Cluster ({call.id})"):
        retrying(call, again, lambda: send(call, "ModifyDBCluster", request), minutes=5)
    settled = request["ApplyImmediately"]
    wait_for_cluster(
        call, _waiting(call, "update"), call.id, (*MODIFYING, UNSETTLED), settled=settled
    )


def _changes(call: Call) -> dict[str, Any]:
    """Return the parameters of the properties that changed."""
    inputs, changed = call.inputs, call.changed
    sent: dict[str, Any] = {
        PARAMETERS[name]: _or_zero(inputs.get(name), zero)
        for name, zero in _PLAIN.items()
        if name in changed
    }
    for name in _UNLESS_EMPTY:
        if name in changed and inputs.get(name):
            sent[PARAMETERS[name]] = inputs[name]
    if "masterPasswordWoVersion" in changed and inputs.get("masterPasswordWo"):
        sent["MasterUserPassword"] = inputs["masterPasswordWo"]
    if changed & set(_DOMAIN):
        sent.update({PARAMETERS[name]: inputs.get(name) or "" for name in _DOMAIN})
    if "enableHttpEndpoint" in changed and not _is_provisioned(call):
        sent["EnableHttpEndpoint"] = bool(inputs.get("enableHttpEndpoint"))
    if "databaseInsightsMode" in changed:
        sent.update(_insights(_planned(call)))
    if "scalingConfiguration" in changed and inputs.get("scalingConfiguration"):
        sent["ScalingConfiguration"] = scaling(inputs["scalingConfiguration"])
    block = inputs.get("serverlessv2ScalingConfiguration")
    if "serverlessv2ScalingConfiguration" in changed and block:
        sent["ServerlessV2ScalingConfiguration"] = scaling_v2(block)
    if "enabledCloudwatchLogsExports" in changed:
        sent["CloudwatchLogsExportConfiguration"] = _log_exports(call)
    return sent


def _insights(planned: Properties) -> dict[str, Any]:
    """Return the Performance Insights parameters that go with a change of the insights mode."""
    sent: dict[str, Any] = {
        "EnablePerformanceInsights": bool(planned.get("performanceInsightsEnabled")),
        "PerformanceInsightsRetentionPeriod": planned.get("performanceInsightsRetentionPeriod")
        or 0,
    }
    if planned.get("performanceInsightsKmsKeyId"):
        sent["PerformanceInsightsKMSKeyId"] = planned["performanceInsightsKmsKeyId"]
    return sent


def _log_exports(call: Call) -> dict[str, Any]:
    old = call.prior.get("enabledCloudwatchLogsExports")
    new = call.inputs.get("enabledCloudwatchLogsExports")
    return {"EnableLogTypes": added(old, new), "DisableLogTypes": removed(old, new)}


def _with_every_change(call: Call) -> dict[str, Any]:
    """Return what goes with a modification of anything, changed or not."""
    inputs = call.inputs
    sent: dict[str, Any] = {}
    if inputs.get("allowMajorVersionUpgrade"):
        sent["AllowMajorVersionUpgrade"] = True
    group = inputs.get("dbInstanceParameterGroupName") or ""
    if group or "dbInstanceParameterGroupName" in call.changed:
        sent["DBInstanceParameterGroupName"] = group
    version, running = inputs.get("engineVersion"), call.prior.get("engineVersionActual") or ""
    # A deferred upgrade is sent again each time; a prefix of what runs never: AWS would take it
    # for a downgrade.
    is_change = "engineVersion" in call.changed and not running.startswith(f"{version}.")
    if version and version != running and (is_change or is_newer(version, running)):
        sent["EngineVersion"] = version
    return sent


def _change_global_cluster(call: Call) -> None:
    if "globalClusterIdentifier" not in call.changed:
        return
    old = call.prior.get("globalClusterIdentifier") or ""
    new = call.inputs.get("globalClusterIdentifier") or ""
    if not old:
        raise CallError("existing RDS Clusters cannot be added to an existing RDS Global Cluster")
    if new:
        raise CallError(
            "existing RDS Clusters cannot be migrated between existing RDS Global Clusters"
        )
    with doing(call, f"removing RDS Cluster ({call.id}) from RDS Global Cluster"):
        leave_global_cluster(call, old, call.prior["arn"])
    wait_for_cluster(call, _waiting(call, "available"), call.id, PROMOTING, settled=True)


def _change_roles(call: Call) -> None:
    if "iamRoles" not in call.changed:
        return
    old, new = call.prior.get("iamRoles"), call.inputs.get("iamRoles")
    for operation, words, roles in (
        ("AddRoleToDBCluster", "adding IAM Role ({}) to", added(old, new)),
        ("RemoveRoleFromDBCluster", "removing IAM Role ({}) from", removed(old, new)),
    ):
        for role in roles:
            with doing(call, f"{words.format(role)} RDS Cluster ({call.id})"):
                send(call, operation, {"DBClusterIdentifier": call.id, "RoleArn": role})


def _planned(call: Call) -> Properties:
    """Return the planned values: what a program leaves out of a computed property stays."""
    return {**call.prior, **call.inputs}


def _is_provisioned(call: Call) -> bool:
    return (call.inputs.get("engineMode") or "provisioned") == "provisioned"


def _or_zero(value: Any, zero: Any) -> Any:
    return zero if value is None else value


def _waiting(call: Call, step: str) -> str:
    return f"waiting for RDS Cluster ({call.id}) {step}"
