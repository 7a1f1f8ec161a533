"""One DB cluster, with the attributes that AWS answers; the serializer reads them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from moto.core.utils import utcnow
from moto.rds.models import AssociatedRole, DomainMembership
from moto.rds.utils import FilterDef

from aurora.catalogue.engines import default_port

from . import identity
from .cluster_answers import ClusterAnswers
from .secrets import ManagedSecret

if TYPE_CHECKING:
    from datetime import datetime

    from .instance import Instance

__all__ = ["PLAIN", "Cluster"]

PLAIN: dict[str, tuple[str, Any]] = {
    # request member -> attribute, value when it is not given
    "AutoMinorVersionUpgrade": ("auto_minor_version_upgrade", True),
    "BackupRetentionPeriod": ("backup_retention_period", 1),
    "BacktrackWindow": ("backtrack_seconds", 0),
    "CACertificateIdentifier": ("ca_certificate_identifier", None),
    "CharacterSetName": ("character_set_name", None),
    "ClusterScalabilityType": ("cluster_scalability_type", None),
    "CopyTagsToSnapshot": ("copy_tags_to_snapshot", False),
    "DatabaseInsightsMode": ("database_insights_mode", "standard"),
    "DatabaseName": ("database_name", None),
    "DBSystemId": ("db_system_id", None),
    "DeletionProtection": ("deletion_protection", False),
    "EnableGlobalWriteForwarding": ("write_forwarding_requested", False),
    "EnableHttpEndpoint": ("http_endpoint_enabled", False),
    "EnableIAMDatabaseAuthentication": ("iam_database_authentication_enabled", False),
    "EnableLocalWriteForwarding": ("local_write_forwarding", False),
    "EnablePerformanceInsights": ("performance_insights_enabled", False),
    "EngineLifecycleSupport": ("engine_lifecycle_support", "open-source-rds-extended-support"),
    "EngineMode": ("engine_mode", "provisioned"),
    "Iops": ("iops", None),
    "MasterUserAuthenticationType": ("master_user_authentication_type", None),
    "MasterUsername": ("master_username", None),
    "MonitoringInterval": ("monitoring_interval", 0),
    "MonitoringRoleArn": ("monitoring_role_arn", None),
    "NetworkType": ("network_type", "IPV4"),
    "PerformanceInsightsKMSKeyId": ("performance_insights_kms_key_id", None),
    "PerformanceInsightsRetentionPeriod": ("performance_insights_retention_period", None),
    "Port": ("port", None),
    "PreferredBackupWindow": ("preferred_backup_window", "06:13-06:43"),
    "PreferredMaintenanceWindow": ("preferred_maintenance_window", "sat:08:24-sat:08:54"),
    "ReplicationSourceIdentifier": ("own_source", None),
    "StorageEncrypted": ("storage_encrypted", False),
}


class Cluster(ClusterAnswers):
    """A DB cluster. `settings` are request members that the backend has checked and completed."""

    resource_type = "cluster"
    event_source_type = "db-cluster"
    SUPPORTED_FILTERS: ClassVar[dict[str, FilterDef]] = {
        "clone-group-id": FilterDef(["clone_group_id"], "Clone Group Ids"),
        "db-cluster-id": FilterDef(
            ["db_cluster_arn", "db_cluster_identifier"],
            "DB Cluster Identifiers",
            case_insensitive=True,
        ),
        "db-cluster-resource-id": FilterDef(["db_cluster_resource_id"], "Resource Ids"),
        "domain": FilterDef(["domain"], "Directory Ids"),
        "engine": FilterDef(["engine"], "Engine Names"),
    }

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.backend: Any = backend
        self.db_cluster_identifier: str = settings["DBClusterIdentifier"]
        self.engine: str = settings["Engine"]
        self.engine_version: str = settings["EngineVersion"]
        for member, (attribute, default) in PLAIN.items():
            given = settings.get(member)
            setattr(self, attribute, default if given is None else given)
        self.port = self.port or default_port(self.engine)
        self.status = "available"
        self.allocated_storage = 1
        self.db_cluster_parameter_group: str = settings["DBClusterParameterGroupName"]
        self.db_subnet_group: str = settings["DBSubnetGroupName"]
        self.vpc_security_group_ids: list[str] = settings["VpcSecurityGroupIds"]
        self.kms_key_id: str | None = settings.get("KmsKeyId")
        self.availability_zones: list[str] = settings["AvailabilityZones"]
        self.enabled_cloudwatch_logs_exports = settings.get("EnableCloudwatchLogsExports") or None
        self.serverless_v2_scaling_configuration = settings.get("ServerlessV2ScalingConfiguration")
        self.scaling_configuration_info = settings.get("ScalingConfiguration")
        self.tags = settings.get("Tags") or []
        self.cluster_create_time = self.created
        self.earliest_restorable_time = self.created
        self.db_cluster_resource_id = f"cluster-{identity.resource_suffix()}"
        self.storage_kind: str = settings.get("StorageType") or "aurora"
        self.storage_changed: datetime | None = None
        self.domain_memberships = _domains(settings)
        self.associated_roles: list[AssociatedRole] = []
        self.own_replicas: list[str] = []
        self.global_cluster_identifier: str | None = None
        self.clone_group_id: str | None = settings.get("CloneGroupId")
        self.activity_stream: dict[str, Any] = {}
        self.pending: dict[str, Any] = {}
        self.backtracks: list[dict[str, Any]] = []
        self.master_user_secret: ManagedSecret | None = None
        self._master_user_password: str | None = settings.get("MasterUserPassword")
        if settings.get("ManageMasterUserPassword"):
            self.manage_password(settings.get("MasterUserSecretKmsKeyId"))

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.db_cluster_identifier

    @property
    def db_cluster_arn(self) -> str:
        """ARN of the cluster."""
        return self.arn

    @property
    def manage_master_user_password(self) -> bool:
        """Whether RDS keeps the master password in Secrets Manager."""
        return self.master_user_secret is not None

    def manage_password(self, key: str | None) -> None:
        """Have RDS keep the master password; a new secret when the key changes."""
        self.release_password()
        self.master_user_secret = ManagedSecret(self, key)

    def release_password(self) -> None:
        """Delete the secret that RDS keeps, if there is one."""
        if self.master_user_secret:
            self.master_user_secret.delete_secret()
        self.master_user_secret = None

    @property
    def storage_type(self) -> str | None:
        """AWS names only I/O-Optimized: standard storage is answered as absent."""
        return None if self.storage_kind == "aurora" else self.storage_kind

    @property
    def _members(self) -> list[Instance]:
        return [
            instance
            for instance in self.backend.databases.values()
            if instance.db_cluster_identifier == self.db_cluster_identifier
        ]

    @property
    def members(self) -> list[Instance]:
        """Instances of the cluster, the oldest first."""
        return self._members

    @property
    def writer(self) -> Instance | None:
        """The instance that writes; None without instances."""
        return next((member for member in self._members if member.is_cluster_writer), None)

    def promote(self, target: Instance) -> None:
        """Make an instance the writer."""
        for member in self._members:
            member.is_cluster_writer = member is target

    @property
    def db_cluster_members(self) -> list[dict[str, Any]]:
        """Instances as AWS lists them in the cluster."""
        return [
            {
                "DBInstanceIdentifier": member.db_instance_identifier,
                "IsClusterWriter": member.is_cluster_writer,
                "DBClusterParameterGroupStatus": member.cluster_parameter_status,
                "PromotionTier": member.promotion_tier,
            }
            for member in self._members
        ]

    @property
    def multi_az(self) -> bool:
        """Whether the instances stand in more than one Availability Zone."""
        return len({member.availability_zone for member in self._members}) > 1

    @property
    def endpoint(self) -> str:
        """DNS name that follows the writer."""
        return self._address("cluster")

    @property
    def reader_endpoint(self) -> str:
        """DNS name that balances over the readers."""
        return self._address("cluster-ro")

    def _address(self, kind: str) -> str:
        part = identity.url_part(self.backend)
        return f"{self.db_cluster_identifier}.{kind}-{part}.{self.region}.rds.amazonaws.com"

    @property
    def custom_endpoints(self) -> list[str] | None:
        """DNS names of the custom endpoints."""
        found = [
            endpoint.endpoint
            for endpoint in self.backend.cluster_endpoints.values()
            if endpoint.db_cluster_identifier == self.db_cluster_identifier
        ]
        return found or None

    @property
    def hosted_zone_id(self) -> str:
        """Hosted zone of the region's database endpoints."""
        return identity.hosted_zone(self.backend)

    @property
    def latest_restorable_time(self) -> datetime:
        """The present: the embedded AWS loses nothing."""
        return utcnow()

    @property
    def vpc_security_groups(self) -> list[dict[str, str]]:
        """Security groups with their status."""
        return [{"VpcSecurityGroupId": id_, "Status": "active"} for id_ in self._groups()]

    def _groups(self) -> list[str]:
        return self.vpc_security_group_ids

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """Tags of the cluster."""
        return self.tags


def _domains(settings: dict[str, Any]) -> list[DomainMembership]:
    if not settings.get("Domain"):
        return []
    return [DomainMembership(settings["Domain"], settings.get("DomainIAMRoleName"))]
