"""Blue/green deployments of clusters: a green copy at once, a switchover that swaps the names."""

from __future__ import annotations

import string
from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from . import versions
from .cluster import PLAIN, Cluster
from .clusters import Clusters
from .faults import combination, fault
from .given import given
from .identity import checked
from .instance import Instance
from .moto_types import MotoModel

__all__ = ["BlueGreen", "BlueGreenDeployment"]

_TASKS = ("CREATING_READ_REPLICA_OF_SOURCE", "CONFIGURE_BACKUPS", "CREATING_TOPOLOGY_OF_SOURCE")


class BlueGreenDeployment(MotoModel):
    """A deployment with its two clusters."""

    resource_type = "deployment"

    def __init__(self, backend: Any, name: str, pair: tuple[Cluster, Cluster], tags: Any) -> None:
        super().__init__(backend)
        letters = string.ascii_lowercase + string.digits
        suffix = "".join(mock_random.choice(letters) for _ in range(16))
        self.blue_green_deployment_identifier = f"bgd-{suffix}"
        self.blue_green_deployment_name = name
        self.pair = pair
        self.status = "AVAILABLE"
        self.tasks = [{"Name": task, "Status": "COMPLETED"} for task in _TASKS]
        self.tags = tags or []
        self.create_time = self.created
        self.delete_time: Any = None

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.blue_green_deployment_identifier

    @property
    def source(self) -> str:
        """ARN of the cluster that was there first."""
        return self.pair[0].arn

    @property
    def target(self) -> str:
        """ARN of the copy."""
        return self.pair[1].arn

    @property
    def switchover_details(self) -> list[dict[str, str]]:
        """Both members with the state of the switchover."""
        return [{"SourceMember": self.source, "TargetMember": self.target, "Status": self.status}]

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """Tags."""
        return self.tags


class BlueGreen(Clusters):
    """Operations on blue/green deployments; those of single instances are moto's own."""

    def create_blue_green_deployment(self, bg_kwargs: Any) -> Any:
        """Copy a cluster with its instances, perhaps to another version or class."""
        settings = given("CreateBlueGreenDeployment", bg_kwargs)
        if ":cluster:" not in settings["Source"]:
            return super().create_blue_green_deployment(bg_kwargs)
        source = self.available_cluster(settings["Source"])
        name = checked(settings["BlueGreenDeploymentName"], "BlueGreenDeploymentName", 60)
        self._refuse_copying(source, name)
        version = versions.known(source.engine, source.engine_version)
        if settings.get("TargetEngineVersion"):
            version = versions.found(source.engine, settings["TargetEngineVersion"])
            versions.refuse_downgrade(versions.known(source.engine, source.engine_version), version)
        suffix = "".join(mock_random.choice(string.ascii_lowercase) for _ in range(6))
        copied = _settings_of(source) | {
            "DBClusterIdentifier": f"{source.resource_id[:50]}-green-{suffix}",
            "DBClusterParameterGroupName": settings.get("TargetDBClusterParameterGroupName")
            or self._kept_group(source, version),
        }
        green = self.made_cluster(copied, version)
        for member in source.members:
            self._copy_member(member, green, suffix, settings)
        deployment = BlueGreenDeployment(self, name, (source, green), settings.get("Tags"))
        self.blue_green_deployments[deployment.resource_id] = deployment
        return deployment

    def switchover_blue_green_deployment(
        self, blue_green_deployment_identifier: str, switchover_timeout: int | None = None
    ) -> Any:
        """Give the copy the names of the original; that one keeps its own with `-old1`."""
        deployment = self._deployment(blue_green_deployment_identifier)
        if not isinstance(deployment, BlueGreenDeployment):
            return super().switchover_blue_green_deployment(
                blue_green_deployment_identifier, switchover_timeout
            )
        if deployment.status != "AVAILABLE":
            raise fault(
                "InvalidBlueGreenDeploymentStateFault",
                f"The deployment {deployment.resource_id} is {deployment.status}.",
            )
        blue, green = deployment.pair
        for old, new in zip(blue.members, green.members, strict=True):
            name = old.resource_id
            self._rename_instance(old, f"{name}-old1")
            self._rename_instance(new, name)
        name = blue.resource_id
        self.rename_cluster(blue, f"{name}-old1")
        self.rename_cluster(green, name)
        deployment.status = "SWITCHOVER_COMPLETED"
        return deployment

    def delete_blue_green_deployment(
        self, blue_green_deployment_identifier: str, delete_target: bool = False
    ) -> Any:
        """Forget a deployment; its copy goes too if asked for and not switched to."""
        deployment = self._deployment(blue_green_deployment_identifier)
        if not isinstance(deployment, BlueGreenDeployment):
            return super().delete_blue_green_deployment(
                blue_green_deployment_identifier, delete_target
            )
        del self.blue_green_deployments[deployment.resource_id]
        green = deployment.pair[1]
        if delete_target and deployment.status == "AVAILABLE":
            for member in green.members:
                del self.databases[member.resource_id]
            green.deletion_protection = False
            self.delete_db_cluster(green.resource_id, skip_final_snapshot=True)
        deployment.status = "DELETING"
        deployment.delete_time = utcnow()
        return deployment

    def _deployment(self, name: str) -> Any:
        if name not in self.blue_green_deployments:
            raise fault("BlueGreenDeploymentNotFoundFault", f"Deployment {name} not found.")
        return self.blue_green_deployments[name]

    def _refuse_copying(self, source: Cluster, name: str) -> None:
        for other in self.blue_green_deployments.values():
            if other.blue_green_deployment_name == name:
                raise fault("BlueGreenDeploymentAlreadyExistsFault", f"{name} already exists.")
        if source.manage_master_user_password:
            raise fault(
                "SourceClusterNotSupportedFault",
                f"The cluster {source.arn} has a managed master password.",
            )
        group = self.cluster_parameter_group(source.db_cluster_parameter_group)
        binlog = group.parameters.get("binlog_format", {}).get("ParameterValue", "OFF")
        if source.engine == "aurora-mysql" and binlog.upper() == "OFF":
            raise combination(
                "Blue Green Deployments requires cluster parameter group has binary logging "
                "enabled."
            )

    def _kept_group(self, source: Cluster, version: Any) -> str | None:
        group = self.cluster_parameter_group(source.db_cluster_parameter_group)
        return group.name if group.family == version.major.family else None

    def _copy_member(
        self, member: Instance, green: Cluster, suffix: str, settings: dict[str, Any]
    ) -> None:
        version = versions.known(green.engine, green.engine_version)
        wanted = settings.get("TargetDBParameterGroupName")
        present = self.instance_parameter_group(member.db_parameter_group_name)
        if not wanted and present.family == version.major.family:
            wanted = present.name
        name = f"{member.resource_id[:50]}-green-{suffix}"
        copied = {
            "DBInstanceIdentifier": name,
            "DBInstanceClass": settings.get("TargetDBInstanceClass") or member.db_instance_class,
            "AvailabilityZone": member.availability_zone,
            "DBParameterGroupName": self.instance_parameter_group_for(wanted, version).name,
            "PromotionTier": member.promotion_tier,
            "PubliclyAccessible": member.publicly_accessible,
            "Tags": list(member.tags),
        }
        self.databases[name] = Instance(self, copied, green)

    def _rename_instance(self, instance: Instance, name: str) -> None:
        del self.databases[instance.resource_id]
        instance.db_instance_identifier = name
        self.databases[name] = instance


def _settings_of(source: Cluster) -> dict[str, Any]:
    settings = {member: getattr(source, attribute) for member, (attribute, _) in PLAIN.items()}
    return settings | {
        "Engine": source.engine,
        "DBSubnetGroupName": source.db_subnet_group,
        "EnableCloudwatchLogsExports": source.enabled_cloudwatch_logs_exports,
        "KmsKeyId": source.kms_key_id,
        "MasterUserPassword": source._master_user_password,
        "ServerlessV2ScalingConfiguration": source.serverless_v2_scaling_configuration,
        "StorageType": source.storage_kind,
        "Tags": list(source.tags),
        "VpcSecurityGroupIds": list(source.vpc_security_group_ids),
    }
