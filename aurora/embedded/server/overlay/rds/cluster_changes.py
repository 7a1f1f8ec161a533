"""ModifyDBCluster: everything is checked first, so that a refused change leaves all as it was."""

from __future__ import annotations

from typing import Any

from aurora.catalogue.versions import Version, number

from . import versions
from .cluster import PLAIN, Cluster
from .clusters import Clusters, refuse_dual, refuse_foreign
from .faults import combination, fault, value
from .given import given
from .identity import checked
from .settings_checks import check_settings

__all__ = ["ClusterChanges"]

# Changes that wait for the maintenance window unless applied immediately (botocore,
# ClusterPendingModifiedValues and the members' own documentation). The master password belongs to
# them by one page of the documentation and not by another: it is changed at once here.
_DEFERRED = ("EngineVersion", "NewDBClusterIdentifier", "EnableIAMDatabaseAuthentication")
_PENDING_NAMES = {
    "NewDBClusterIdentifier": "DBClusterIdentifier",
    "EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled",
}
_NEVER_PLAIN = frozenset({"EngineMode", "MasterUsername", "StorageEncrypted", "DatabaseName"})
_INSIGHTS = frozenset(
    {
        "DatabaseInsightsMode",
        "EnablePerformanceInsights",
        "PerformanceInsightsKMSKeyId",
        "PerformanceInsightsRetentionPeriod",
    }
)


class ClusterChanges(Clusters):
    """Changes of a cluster in place."""

    def modify_db_cluster(self, kwargs: Any) -> Cluster:
        """Change a cluster.

        Args:
            kwargs: Request members of ModifyDBCluster.
        """
        settings = _cleaned(given("ModifyDBCluster", kwargs))
        if kwargs.get("MonitoringRoleArn") == "":
            settings["MonitoringRoleArn"] = None
        cluster = self._modifiable(settings.get("DBClusterIdentifier"))
        if settings.get("ApplyImmediately"):
            settings = _resumed(cluster, settings) | settings
        version = self._version_after(cluster, settings)
        self._check_change(cluster, settings, version)
        if settings.get("RotateMasterUserPassword"):
            self._rotate(cluster, settings)
        for member in _DEFERRED:
            if member in settings and not settings.get("ApplyImmediately"):
                self._defer(cluster, member, settings.pop(member), version)
        if settings.get("ApplyImmediately"):
            cluster.pending = {}
        self._apply_to_cluster(cluster, settings, version)
        return cluster

    def run_version(
        self, cluster: Cluster, version: Version, instance_group: str | None = None
    ) -> None:
        """Have a cluster run a version; groups of another family give way to the defaults."""
        cluster.engine_version = version.name
        family = version.major.family
        if self.cluster_parameter_group(cluster.db_cluster_parameter_group).family != family:
            cluster.db_cluster_parameter_group = f"default.{family}"
        for member in cluster.members:
            if self.instance_parameter_group(member.db_parameter_group_name).family != family:
                member.db_parameter_group_name = instance_group or f"default.{family}"
        found = cluster.global_cluster
        if found and found.writing is cluster:
            found.engine_version = version.name

    def _modifiable(self, reference: str | None) -> Cluster:
        cluster = self.cluster(reference)
        if cluster.status != "available":
            raise fault(
                "InvalidDBClusterStateFault",
                f"DB cluster {cluster.resource_id} is not currently in the available state.",
            )
        return cluster

    def _version_after(self, cluster: Cluster, settings: dict[str, Any]) -> Version:
        before = versions.known(cluster.engine, cluster.engine_version)
        wanted = settings.get("EngineVersion")
        if not wanted or f"{before.name}.".startswith(f"{wanted}."):
            settings.pop("EngineVersion", None)
            if settings.get("DBInstanceParameterGroupName"):
                raise combination(
                    "The parameter db-instance-parameter-group-name can only be specified for a "
                    "major version upgrade."
                )
            return before
        after = versions.found(cluster.engine, wanted)
        versions.refuse_downgrade(before, after)
        major = versions.is_major_change(before, after)
        if major and not settings.get("AllowMajorVersionUpgrade"):
            raise combination(
                "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major "
                "version."
            )
        if settings.get("DBInstanceParameterGroupName") and not major:
            raise combination(
                "The parameter db-instance-parameter-group-name can only be specified for a major "
                "version upgrade."
            )
        self._refuse_upgrade(cluster, after, major)
        return after

    def _refuse_upgrade(self, cluster: Cluster, after: Version, major: bool) -> None:
        if not cluster.members:
            raise fault(
                "InvalidDBClusterStateFault",
                "Cannot modify engine version without a primary instance in DB cluster",
            )
        found = cluster.global_cluster
        if not found:
            return
        if major:
            raise combination(
                "A major version upgrade of a cluster of a global cluster must be made through "
                "ModifyGlobalCluster."
            )
        behind = [
            other
            for other in found.clusters
            if other is not cluster and number(other.engine_version) < after.number
        ]
        if found.writing is cluster and behind:
            raise value(
                "One or more global replica(s) are running lower version. Please upgrade global "
                "replicas first"
            )

    def _check_change(self, cluster: Cluster, settings: dict[str, Any], version: Version) -> None:
        present = {m: getattr(cluster, a) for m, (a, _) in PLAIN.items() if m != "MasterUsername"}
        present["ServerlessV2ScalingConfiguration"] = cluster.serverless_v2_scaling_configuration
        present["StorageType"] = cluster.storage_kind
        refuse_foreign(settings, cluster.engine)
        self._merge_scaling(cluster, settings)
        self._merge_logs(cluster, settings)
        if settings.get("DBClusterParameterGroupName"):
            settings["DBClusterParameterGroupName"] = self.cluster_parameter_group_for(
                settings["DBClusterParameterGroupName"], version
            ).name
        group = self.subnet_group(cluster.db_subnet_group)
        if settings.get("VpcSecurityGroupIds"):
            self.vpc_groups(settings["VpcSecurityGroupIds"], group)
        refuse_dual(settings, group)
        begins = settings.get("BacktrackWindow") and not cluster.backtrack_window
        if begins and version.engine == "aurora-mysql":
            raise combination("Backtrack can only be enabled when the DB cluster is created.")
        if _INSIGHTS & set(settings):
            self._complete_insights_change(cluster, settings)
        check_settings(present | settings, version)
        if settings.get("ManageMasterUserPassword") and cluster.global_cluster:
            raise combination(
                "ManageMasterUserPassword isn't supported for clusters that are part of a global "
                "cluster."
            )
        managed = settings.get("ManageMasterUserPassword", cluster.manage_master_user_password)
        if settings.get("MasterUserPassword") and managed:
            raise combination(
                "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled."
            )
        renamed = settings.get("NewDBClusterIdentifier")
        if renamed:
            settings["NewDBClusterIdentifier"] = checked(renamed, "NewDBClusterIdentifier")
            if settings["NewDBClusterIdentifier"] in self.clusters:
                raise fault("DBClusterAlreadyExistsFault", "DB Cluster already exists")

    def _merge_scaling(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        if settings.get("ServerlessV2ScalingConfiguration"):
            present = cluster.serverless_v2_scaling_configuration or {}
            merged = present | settings["ServerlessV2ScalingConfiguration"]
            if merged.get("MinCapacity") != 0:
                merged.pop("SecondsUntilAutoPause", None)
            settings["ServerlessV2ScalingConfiguration"] = merged

    def _merge_logs(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        change = settings.pop("CloudwatchLogsExportConfiguration", None)
        if change is None:
            return
        present = cluster.enabled_cloudwatch_logs_exports or []
        kept = [name for name in present if name not in (change.get("DisableLogTypes") or [])]
        added = [name for name in change.get("EnableLogTypes") or [] if name not in kept]
        settings["EnableCloudwatchLogsExports"] = kept + added

    def _complete_insights_change(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        on = settings.get("EnablePerformanceInsights", cluster.performance_insights_enabled)
        settings["EnablePerformanceInsights"] = on
        if not on:
            return
        settings.setdefault(
            "PerformanceInsightsRetentionPeriod", cluster.performance_insights_retention_period
        )
        settings.setdefault("DatabaseInsightsMode", cluster.database_insights_mode)
        self._complete_insights(settings, cluster.performance_insights_kms_key_id)

    def _rotate(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        if not settings.get("ApplyImmediately"):
            raise combination(
                "You must specify apply immediately when rotating the master user password."
            )
        if not cluster.master_user_secret:
            raise combination(
                "You can't rotate the master user password of a cluster without "
                "ManageMasterUserPassword."
            )
        cluster.master_user_secret.rotate_secret()

    def _defer(self, cluster: Cluster, member: str, wanted: Any, version: Version) -> None:
        name = _PENDING_NAMES.get(member, member)
        cluster.pending[name] = version.name if member == "EngineVersion" else wanted

    def _apply_to_cluster(
        self, cluster: Cluster, settings: dict[str, Any], version: Version
    ) -> None:
        for member, (attribute, _) in PLAIN.items():
            if member in settings and member not in _NEVER_PLAIN:
                setattr(cluster, attribute, settings[member])
        for member, attribute in (
            ("DBClusterParameterGroupName", "db_cluster_parameter_group"),
            ("ServerlessV2ScalingConfiguration", "serverless_v2_scaling_configuration"),
            ("StorageType", "storage_kind"),
            ("MasterUserPassword", "_master_user_password"),
        ):
            if settings.get(member):
                setattr(cluster, attribute, settings[member])
        if settings.get("VpcSecurityGroupIds"):
            cluster.vpc_security_group_ids = settings["VpcSecurityGroupIds"]
        if "EnableCloudwatchLogsExports" in settings:
            cluster.enabled_cloudwatch_logs_exports = (
                settings["EnableCloudwatchLogsExports"] or None
            )
        if _INSIGHTS & set(settings):
            for member in cluster.members:
                member.own_insights = member.own_insights_key = member.own_insights_days = None
        if settings.get("MasterUserPassword"):
            self.tell(cluster, "configuration change", "Reset master credentials")
        self._apply_secret(cluster, settings)
        if settings.get("EngineVersion"):
            self.run_version(cluster, version, settings.get("DBInstanceParameterGroupName"))
        if settings.get("NewDBClusterIdentifier"):
            self.rename_cluster(cluster, settings["NewDBClusterIdentifier"])

    def _apply_secret(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        managed = settings.get("ManageMasterUserPassword")
        key = settings.get("MasterUserSecretKmsKeyId")
        present = cluster.master_user_secret
        if managed is False:
            cluster.release_password()
        elif (managed and not present) or (present and key):
            cluster.manage_password(self.key_arn(key) if key else None)


def _cleaned(settings: dict[str, Any]) -> dict[str, Any]:
    """Return a change without what means "not given" on the wire, and with what it implies."""
    if settings.get("EnablePerformanceInsights") is False:
        settings["PerformanceInsightsKMSKeyId"] = None
        settings["PerformanceInsightsRetentionPeriod"] = None
    if not settings.get("VpcSecurityGroupIds", True):
        del settings["VpcSecurityGroupIds"]
    return settings


def _resumed(cluster: Cluster, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the deferred changes of a cluster as request members, unless given anew."""
    members = {name: member for member, name in _PENDING_NAMES.items()}
    found = {members.get(name, name): item for name, item in cluster.pending.items()}
    if "EngineVersion" in found and "EngineVersion" not in settings:
        found["AllowMajorVersionUpgrade"] = True
    return found
