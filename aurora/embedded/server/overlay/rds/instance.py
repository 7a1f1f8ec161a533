"""One instance of a cluster, with the attributes that AWS answers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from moto.rds.models import AssociatedRole, EventMixin, LogFileManager
from moto.rds.utils import FilterDef

from aurora.catalogue.certificates import default_authority

from . import identity, versions
from .moto_types import MotoModel
from .snapshots import LICENSES

if TYPE_CHECKING:
    from .cluster import Cluster
    from .subnet_group import SubnetGroup

__all__ = ["Instance"]

_CERTIFICATE_YEARS = 1
# Attribute -> request member, value when it is not given.
_PLAIN: dict[str, tuple[str, Any]] = {
    "auto_minor_version_upgrade": ("AutoMinorVersionUpgrade", True),
    "ca_certificate_identifier": ("CACertificateIdentifier", None),
    "copy_tags_to_snapshot": ("CopyTagsToSnapshot", False),
    "custom_iam_instance_profile": ("CustomIamInstanceProfile", None),
    "own_interval": ("MonitoringInterval", None),
    "own_role": ("MonitoringRoleArn", None),
    "own_insights": ("EnablePerformanceInsights", None),
    "own_insights_key": ("PerformanceInsightsKMSKeyId", None),
    "own_insights_days": ("PerformanceInsightsRetentionPeriod", None),
    "preferred_maintenance_window": ("PreferredMaintenanceWindow", None),
    "promotion_tier": ("PromotionTier", 1),
    "publicly_accessible": ("PubliclyAccessible", False),
}
# What an instance answers of its cluster, under the same name.
_OF_CLUSTER = (
    "allocated_storage",
    "backup_retention_period",
    "character_set_name",
    "database_insights_mode",
    "enabled_cloudwatch_logs_exports",
    "engine",
    "engine_lifecycle_support",
    "engine_version",
    "iam_database_authentication_enabled",
    "kms_key_id",
    "master_username",
    "network_type",
    "port",
    "preferred_backup_window",
    "storage_encrypted",
    "vpc_security_group_ids",
    "vpc_security_groups",
)


class Instance(EventMixin, MotoModel):
    """A cluster's instance; what belongs to the cluster is read from the cluster."""

    resource_type = "db"
    event_source_type = "db-instance"
    backup_target = "region"
    customer_owned_ip_enabled = False
    db_instance_port = 0
    dedicated_log_volume = False
    deletion_protection = False
    is_replica = False
    manage_master_user_password = False
    multi_az = False
    storage_throughput = 0
    SUPPORTED_FILTERS: ClassVar[dict[str, FilterDef]] = {
        "db-cluster-id": FilterDef(
            ["db_cluster_identifier", "cluster.arn"],
            "DB Cluster Identifiers",
            case_insensitive=True,
        ),
        "db-instance-id": FilterDef(
            ["db_instance_arn", "db_instance_identifier"],
            "DB Instance Identifiers",
            case_insensitive=True,
        ),
        "dbi-resource-id": FilterDef(["dbi_resource_id"], "Dbi Resource Ids"),
        "domain": FilterDef(["domain"], "Directory Ids"),
        "engine": FilterDef(["engine"], "Engine Names"),
    }

    def __init__(self, backend: Any, settings: dict[str, Any], cluster: Cluster) -> None:
        super().__init__(backend)
        self.cluster = cluster
        self.db_instance_identifier: str = settings["DBInstanceIdentifier"]
        self.db_instance_class: str = settings["DBInstanceClass"]
        self.availability_zone: str = settings["AvailabilityZone"]
        self.db_parameter_group_name: str = settings["DBParameterGroupName"]
        for attribute, (member, default) in _PLAIN.items():
            given = settings.get(member)
            setattr(self, attribute, default if given is None else given)
        self.ca_certificate_identifier = self.ca_certificate_identifier or default_authority()
        self.preferred_maintenance_window = (
            self.preferred_maintenance_window or cluster.preferred_maintenance_window
        ).lower()
        self.tags = settings.get("Tags") or []
        self.db_instance_status = "available"
        self.dbi_resource_id = f"db-{identity.resource_suffix()}"
        self.instance_create_time = self.created
        self.leads = not cluster.members
        self.parameter_status = "in-sync"
        self.cluster_parameter_status = "in-sync"
        self.associated_roles: list[AssociatedRole] = []
        self.db_security_groups: list[Any] = []
        self.domain_memberships: list[Any] = []
        self.read_replica_db_instance_identifiers: list[str] = []
        self.pending_modified_values: dict[str, Any] = {}
        self.log_file_manager = LogFileManager(cluster.engine)

    def __getattr__(self, name: str) -> Any:
        """Answer what belongs to the cluster."""
        if name in _OF_CLUSTER:
            return getattr(self.cluster, name)
        raise AttributeError(name)

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.db_instance_identifier

    @property
    def db_instance_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def status(self) -> str:
        """Status under moto's name for it."""
        return self.db_instance_status

    @property
    def db_cluster_identifier(self) -> str:
        """The cluster that it belongs to."""
        return self.cluster.db_cluster_identifier

    @property
    def db_name(self) -> str | None:
        """Database made with the cluster."""
        return self.cluster.database_name

    @property
    def is_cluster_writer(self) -> bool:
        """Whether it writes: never where another region of the global database does."""
        return self.leads and not self.cluster.reads_only

    @is_cluster_writer.setter
    def is_cluster_writer(self, leads: bool) -> None:
        self.leads = leads

    @property
    def db_subnet_group(self) -> dict[str, Any]:
        """Subnet group of the cluster; an instance's answer has neither its ARN nor its types."""
        backend: Any = self.backend
        group: SubnetGroup = backend.subnet_group(self.cluster.db_subnet_group)
        return {
            "DBSubnetGroupName": group.db_subnet_group_name,
            "DBSubnetGroupDescription": group.description,
            "VpcId": group.vpc_id,
            "SubnetGroupStatus": group.subnet_group_status,
            "Subnets": group.subnets,
        }

    @property
    def endpoint(self) -> dict[str, Any]:
        """DNS name and port of this instance alone."""
        part = identity.url_part(self.backend)
        return {
            "Address": f"{self.db_instance_identifier}.{part}.{self.region}.rds.amazonaws.com",
            "Port": self.cluster.port,
            "HostedZoneId": identity.hosted_zone(self.backend),
        }

    @property
    def license_model(self) -> str:
        """Licence of the engine."""
        return LICENSES[self.cluster.engine]

    @property
    def storage_type(self) -> str:
        """`aurora` or `aurora-iopt1`."""
        return self.cluster.storage_kind

    @property
    def certificate_details(self) -> dict[str, Any]:
        """Authority and end of the server certificate."""
        until = self.created + datetime.timedelta(days=365 * _CERTIFICATE_YEARS)
        return {"CAIdentifier": self.ca_certificate_identifier, "ValidTill": until}

    @property
    def option_group_memberships(self) -> list[dict[str, str]]:
        """The default option group of the version."""
        name = versions.option_group(self.cluster.engine, self.cluster.engine_version)
        return [{"OptionGroupName": name, "Status": "in-sync"}]

    @property
    def db_parameter_groups(self) -> list[dict[str, str]]:
        """Parameter group with its status."""
        return [
            {
                "DBParameterGroupName": self.db_parameter_group_name,
                "ParameterApplyStatus": self.parameter_status,
            }
        ]

    @property
    def monitoring_interval(self) -> int:
        """Its own interval, else the cluster's."""
        own = self.own_interval
        return self.cluster.monitoring_interval if own is None else own

    @property
    def monitoring_role_arn(self) -> str | None:
        """Its own role, else the cluster's; AWS keeps it while monitoring is off."""
        own = self.own_role
        return (self.cluster.monitoring_role_arn if own is None else own) or None

    @property
    def enhanced_monitoring_resource_arn(self) -> str | None:
        """Log stream of enhanced monitoring while it is on."""
        if not self.monitoring_interval:
            return None
        prefix = f"arn:{self.partition}:logs:{self.region}:{self.account_id}"
        return f"{prefix}:log-group:RDSOSMetrics:log-stream:{self.dbi_resource_id}"

    @property
    def performance_insights_enabled(self) -> bool:
        """Its own choice, else the cluster's."""
        own = self.own_insights
        return self.cluster.performance_insights_enabled if own is None else own

    @property
    def performance_insights_kms_key_id(self) -> str | None:
        """Key of Performance Insights while it is on."""
        if not self.performance_insights_enabled:
            return None
        return self.own_insights_key or self.cluster.performance_insights_kms_key_id

    @property
    def performance_insights_retention_period(self) -> int | None:
        """Days that Performance Insights keeps, while it is on."""
        if not self.performance_insights_enabled:
            return None
        return self.own_insights_days or self.cluster.performance_insights_retention_period or 7

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """Tags."""
        return self.tags
