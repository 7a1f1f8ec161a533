"""Start, stop, reboot and fail over a cluster; its Data API; its roles; its activity stream."""

from __future__ import annotations

from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import AssociatedRole

from aurora.catalogue.limits import limit

from .cluster import Cluster
from .faults import combination, fault, value
from .given import given
from .state import State

__all__ = ["ClusterStates"]

_FEATURES = {
    # engine -> feature names of IAM roles; Aurora MySQL takes none but the empty one
    "aurora-mysql": frozenset({""}),
    "aurora-postgresql": frozenset(
        {"", "s3Import", "s3Export", "Lambda", "SageMaker", "Comprehend", "Bedrock"}
    ),
}
_ENGINE_NAMES = {"aurora-mysql": "Aurora MySQL", "aurora-postgresql": "Aurora PostgreSQL"}


class ClusterStates(State):
    """Operations that put a cluster into another state; each reaches it at once."""

    def start_db_cluster(self, cluster_identifier: str) -> Cluster:
        """Start a stopped cluster."""
        cluster = self.cluster(cluster_identifier)
        if cluster.status != "stopped":
            raise fault(
                "InvalidDBClusterStateFault",
                f"DbCluster {cluster.resource_id} is in {cluster.status} state but expected it to "
                "be one of stopped,inaccessible-encryption-credentials-recoverable.",
            )
        self.tell(cluster, "notification", "DB cluster started")
        return self._turned(cluster, "available")

    def stop_db_cluster(self, cluster_identifier: str) -> Cluster:
        """Stop an available cluster that is alone in the world."""
        cluster = self.available_cluster(cluster_identifier)
        if cluster.global_cluster:
            raise combination("Stopping clusters of a global cluster isn't supported.")
        self.tell(cluster, "notification", "DB cluster stopped")
        return self._turned(cluster, "stopped")

    def reboot_db_cluster(self, reference: str) -> Cluster:
        """Restart all instances: static parameters take effect."""
        cluster = self.available_cluster(reference)
        for member in cluster.members:
            member.parameter_status = member.cluster_parameter_status = "in-sync"
            self.tell(member, "availability", "DB instance restarted")
        return cluster

    def failover_db_cluster(
        self, db_cluster_identifier: str, target_db_instance_identifier: str | None = None
    ) -> Cluster:
        """Make another instance the writer: the one named, else the one of the lowest tier."""
        cluster = self.available_cluster(db_cluster_identifier)
        members = cluster.members
        if len(members) < 2:
            raise fault(
                "InvalidDBClusterStateFault",
                f"Database cluster:{cluster.resource_id} should have at least two database "
                "instances for failover",
            )
        others = [member for member in members if not member.leads]
        target = min(others, key=lambda member: (member.promotion_tier, member.created))
        if target_db_instance_identifier:
            named = [m for m in members if m.resource_id == target_db_instance_identifier.lower()]
            if not named:
                raise value(f"Cannot find target instance: {target_db_instance_identifier}")
            target = named[0]
        zones = {target.availability_zone, *(m.availability_zone for m in members if m.leads)}
        way, name = "cross" if len(zones) > 1 else "same", target.resource_id
        self.tell(cluster, "failover", f"Started {way} AZ failover to DB instance: {name}")
        cluster.promote(target)
        self.tell(cluster, "failover", f"Completed failover to DB instance: {name}")
        return cluster

    def switch_http_endpoint(self, arn: str, on: bool) -> Cluster:
        """Turn the Data API on or off."""
        try:
            cluster = self.cluster(arn)
        except RDSClientError as error:
            raise fault("ResourceNotFoundFault", f"The resource {arn} was not found.") from error
        cluster.http_endpoint_enabled = on
        return cluster

    def add_role_to_db_cluster(
        self, db_cluster_identifier: str, role_arn: str, feature_name: str | None = None
    ) -> None:
        """Give a cluster a role for a feature of its engine."""
        cluster = self.available_cluster(db_cluster_identifier)
        feature = feature_name or ""
        if feature not in _FEATURES[cluster.engine]:
            raise value(
                f"The feature name {feature} is not valid for the engine "
                f"{_ENGINE_NAMES[cluster.engine]}."
            )
        if not role_arn.startswith("arn:") or ":role/" not in role_arn:
            raise value(
                "IAM role ARN value is invalid or does not include the required permissions for: "
                f"{feature}"
            )
        for role in cluster.associated_roles:
            same_feature = (role.feature_name or "") == feature
            if same_feature and (feature or role.role_arn == role_arn):
                raise fault(
                    "DBClusterRoleAlreadyExists",
                    f"The role {role_arn} is already associated with {cluster.resource_id}.",
                )
        most = limit("cluster-roles").high
        if most is not None and len(cluster.associated_roles) >= most:
            raise fault("DBClusterRoleQuotaExceeded", f"A cluster has at most {most:g} roles.")
        cluster.associated_roles.append(AssociatedRole(role_arn, feature))

    def remove_role_from_db_cluster(self, parameters: Any) -> None:
        """Take a role from a cluster."""
        settings = given("RemoveRoleFromDBCluster", parameters)
        cluster = self.available_cluster(settings["DBClusterIdentifier"])
        feature = settings.get("FeatureName", "")
        kept = [
            role
            for role in cluster.associated_roles
            if role.role_arn != settings["RoleArn"] or (role.feature_name or "") != feature
        ]
        if len(kept) == len(cluster.associated_roles):
            raise fault(
                "DBClusterRoleNotFound",
                f"The role {settings['RoleArn']} is not associated with {cluster.resource_id}.",
            )
        cluster.associated_roles = kept

    def _turned(self, cluster: Cluster, status: str) -> Cluster:
        cluster.status = status
        for member in cluster.members:
            member.db_instance_status = status
        return cluster
