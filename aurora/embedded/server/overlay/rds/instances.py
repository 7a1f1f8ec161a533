"""Instances of clusters: create, modify, reboot, delete."""

from __future__ import annotations

from typing import Any

from aurora.catalogue.certificates import authorities
from aurora.catalogue.classes import SERVERLESS, instance_class
from aurora.catalogue.limits import limit
from aurora.catalogue.versions import Version

from . import versions
from .cluster import Cluster
from .faults import cluster_not_found, combination, fault, value
from .given import given
from .identity import checked
from .instance import Instance
from .parameter_groups import ParameterGroups
from .placement import Placement

__all__ = ["Instances"]

_MOST_INSTANCES = 16
_OF_THE_CLUSTER = {
    # request member -> what must be set for the cluster instead
    "BackupRetentionPeriod": "backup retention period",
    "DBName": "database name",
    "DeletionProtection": "deletion protection",
    "MasterUsername": "master user name",
    "MasterUserPassword": "master user password",
    "StorageEncrypted": "encryption",
    "VpcSecurityGroupIds": "vpc security group",
}
# ModifyDBInstance member -> attribute
_CHANGED = {
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "CACertificateIdentifier": "ca_certificate_identifier",
    "CopyTagsToSnapshot": "copy_tags_to_snapshot",
    "DBInstanceClass": "db_instance_class",
    "DBParameterGroupName": "db_parameter_group_name",
    "EnablePerformanceInsights": "own_insights",
    "MonitoringInterval": "own_interval",
    "MonitoringRoleArn": "own_role",
    "PerformanceInsightsKMSKeyId": "own_insights_key",
    "PerformanceInsightsRetentionPeriod": "own_insights_days",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "PromotionTier": "promotion_tier",
    "PubliclyAccessible": "publicly_accessible",
}
_RANGES = {
    "MonitoringInterval": "monitoring-interval-seconds",
    "PerformanceInsightsRetentionPeriod": "performance-insights-days",
    "PromotionTier": "promotion-tier",
}
_DEFERRED = ("DBInstanceClass",)


class Instances(ParameterGroups, Placement):
    """Operations on instances of clusters; any other instance is moto's own."""

    def create_db_instance(self, db_kwargs: Any) -> Any:
        """Add an instance to a cluster, in the zone that has the fewest of them."""
        settings = given("CreateDBInstance", db_kwargs)
        if not settings.get("DBClusterIdentifier"):
            return super().create_db_instance(db_kwargs)
        name = checked(settings.get("DBInstanceIdentifier"), "DBInstanceIdentifier")
        if name in self.databases:
            raise fault("DBInstanceAlreadyExists", "DB instance already exists")
        if settings["DBClusterIdentifier"] not in self.clusters:
            raise cluster_not_found(settings["DBClusterIdentifier"])
        cluster: Cluster = self.available_cluster(settings["DBClusterIdentifier"])
        version = versions.known(cluster.engine, cluster.engine_version)
        self._refuse_unfitting(settings, cluster)
        self._check_instance(settings, cluster, version)
        if settings.get("EnablePerformanceInsights"):
            settings["PerformanceInsightsKMSKeyId"] = self.insights_key(
                settings.get("PerformanceInsightsKMSKeyId"), None
            )
        settings["DBInstanceIdentifier"] = name
        settings["AvailabilityZone"] = self._zone(settings.get("AvailabilityZone"), cluster)
        settings["DBParameterGroupName"] = self.instance_parameter_group_for(
            settings.get("DBParameterGroupName"), version
        ).name
        instance = Instance(self, settings, cluster)
        self.databases[name] = instance
        self.tell(instance, "creation", "DB instance created")
        return instance

    def describe_db_instances(
        self, db_instance_identifier: str | None = None, filters: Any = None
    ) -> list[Any]:
        """Return the instances that the arguments name."""
        found = self.databases
        if db_instance_identifier:
            found = {"": self.instance(db_instance_identifier)}
        if filters:
            found = self._filter_resources(found, filters, Instance)
        return list(found.values())

    def modify_db_instance(self, db_instance_identifier: str, db_kwargs: Any) -> Any:
        """Change an instance; a new class waits for the window unless applied immediately."""
        instance = self.instance(db_instance_identifier)
        if not isinstance(instance, Instance):
            return super().modify_db_instance(db_instance_identifier, db_kwargs)
        settings = given("ModifyDBInstance", db_kwargs)
        cluster = instance.cluster
        version = versions.known(cluster.engine, cluster.engine_version)
        present = {m: getattr(instance, a) for m, a in _CHANGED.items() if m in _RANGES}
        if db_kwargs.get("MonitoringRoleArn") == "":
            settings["MonitoringRoleArn"] = ""
        self._check_instance(
            {"MonitoringRoleArn": instance.monitoring_role_arn} | present | settings,
            cluster,
            version,
        )
        renamed = settings.get("NewDBInstanceIdentifier")
        if renamed:
            renamed = checked(renamed, "NewDBInstanceIdentifier")
            if renamed in self.databases and renamed != instance.resource_id:
                raise fault("DBInstanceAlreadyExists", "DB instance already exists")
        if settings.get("DBParameterGroupName"):
            group = self.instance_parameter_group_for(settings["DBParameterGroupName"], version)
            settings["DBParameterGroupName"] = group.name
            if group.name != instance.db_parameter_group_name:
                instance.parameter_status = "pending-reboot"
        self._complete_own_insights(instance, settings)
        self._apply_to_instance(instance, settings)
        if renamed:
            del self.databases[instance.resource_id]
            instance.db_instance_identifier = renamed
            self.databases[renamed] = instance
        return instance

    def reboot_db_instance(self, db_instance_identifier: str) -> Any:
        """Restart an instance: static parameters take effect."""
        instance = self.instance(db_instance_identifier)
        if isinstance(instance, Instance):
            instance.parameter_status = "in-sync"
            instance.cluster_parameter_status = "in-sync"
            self.tell(instance, "availability", "DB instance restarted")
        return instance

    def delete_db_instance(self, db_instance_identifier: str, *args: Any, **kwargs: Any) -> Any:
        """Take an instance out of its cluster; a reader follows a writer that goes."""
        instance = self.instance(db_instance_identifier)
        if not isinstance(instance, Instance):
            return super().delete_db_instance(db_instance_identifier, *args, **kwargs)
        cluster = instance.cluster
        others = [member for member in cluster.members if member is not instance]
        if not others:
            _refuse_last(cluster)
        del self.databases[instance.resource_id]
        for endpoint in self.cluster_endpoints.values():
            endpoint.forget(instance.resource_id)
        if instance.leads and others:
            heir = min(others, key=lambda member: (member.promotion_tier, member.created))
            cluster.promote(heir)
            words = f"Completed failover to DB instance: {heir.resource_id}"
            self.tell(cluster, "failover", words)
        self.tell(instance, "deletion", "DB instance deleted")
        instance.db_instance_status = "deleting"
        return instance

    def _complete_own_insights(self, instance: Instance, settings: dict[str, Any]) -> None:
        present = instance.performance_insights_kms_key_id
        wanted = settings.get("PerformanceInsightsKMSKeyId")
        if wanted or (settings.get("EnablePerformanceInsights") and present is None):
            settings["PerformanceInsightsKMSKeyId"] = self.insights_key(wanted, present)

    def _apply_to_instance(self, instance: Instance, settings: dict[str, Any]) -> None:
        now = settings.get("ApplyImmediately", False)
        pending = instance.pending_modified_values
        if now:
            settings = pending | settings
            pending.clear()
        for member, attribute in _CHANGED.items():
            if member not in settings:
                continue
            if member in _DEFERRED and not now:
                if settings[member] != getattr(instance, attribute):
                    pending[member] = settings[member]
                else:
                    pending.pop(member, None)
                continue
            setattr(instance, attribute, settings[member])

    def _zone(self, wanted: str | None, cluster: Cluster) -> str:
        zones = self.subnet_group(cluster.db_subnet_group).zones
        if wanted and wanted not in zones:
            raise fault(
                "InvalidVPCNetworkStateFault",
                f"Availability zone {wanted} is not one of the DB subnet group's: "
                f"{', '.join(zones)}.",
            )
        taken = [member.availability_zone for member in cluster.members]
        return wanted or min(zones, key=lambda zone: (taken.count(zone), zone))

    def _refuse_unfitting(self, settings: dict[str, Any], cluster: Cluster) -> None:
        for member, word in _OF_THE_CLUSTER.items():
            if settings.get(member):
                raise combination(
                    "The requested DB Instance will be a member of a DB Cluster. Set "
                    f"{word} for the DB Cluster."
                )
        if settings.get("Engine") != cluster.engine:
            raise combination(
                f"The engine name requested for your DB instance ({settings.get('Engine')}) "
                f"doesn't match the engine name of your DB cluster ({cluster.engine})."
            )
        wanted = settings.get("EngineVersion")
        if wanted and not f"{cluster.engine_version}.".startswith(f"{wanted}."):
            raise combination(
                f"The engine version that you requested for your DB instance ({wanted}) does not "
                f"match the engine version of your DB cluster ({cluster.engine_version})."
            )
        if len(cluster.members) >= _MOST_INSTANCES:
            raise fault(
                "InstanceQuotaExceeded", f"A cluster has at most {_MOST_INSTANCES} instances."
            )

    def _check_instance(self, settings: dict[str, Any], cluster: Cluster, version: Version) -> None:
        for member, name in _RANGES.items():
            given_value = settings.get(member)
            if given_value is not None and not limit(name).allows(given_value):
                raise value(f"Invalid value {given_value} for {member}. Must be {limit(name)}.")
        if settings.get("MonitoringInterval") and not settings.get("MonitoringRoleArn"):
            raise combination(
                "A MonitoringRoleARN value is required if you specify a MonitoringInterval value "
                "other than 0."
            )
        authority = settings.get("CACertificateIdentifier")
        if authority and authority not in authorities():
            raise fault("CertificateNotFound", f"Certificate not found: {authority}")
        wanted = settings.get("DBInstanceClass")
        if wanted:
            _check_class(wanted, cluster, version)


def _check_class(wanted: str, cluster: Cluster, version: Version) -> None:
    found = instance_class(wanted)
    majors = found.majors.get(version.engine) if found else None
    unfit = majors and version.major.name not in majors
    if found is None or version.engine not in found.engines or unfit:
        raise combination(
            "RDS does not support creating a DB instance with the following combination: "
            f"DBInstanceClass={wanted}, Engine={version.engine}, EngineVersion={version.name}. For "
            "supported combinations of instance class and database engine version, see the "
            "documentation."
        )
    if wanted == SERVERLESS and not cluster.serverless_v2_scaling_configuration:
        raise combination(
            "Set the Serverless v2 scaling configuration on the parent DB cluster before creating "
            "a Serverless v2 DB instance."
        )
    if cluster.global_cluster and not found.global_database:
        raise combination(f"{wanted} isn't supported for clusters of a global cluster.")


def _refuse_last(cluster: Cluster) -> None:
    if cluster.read_replica_identifiers:
        raise fault(
            "InvalidDBClusterStateFault",
            "Cannot delete the last instance of the master cluster. Delete the replica cluster "
            "before deleting the last master cluster instance.",
        )
    if cluster.own_source:
        raise fault(
            "InvalidDBClusterStateFault",
            "Cannot delete the last instance of the read replica DB cluster. Promote the DB "
            "cluster to a standalone DB cluster in order to delete it.",
        )
