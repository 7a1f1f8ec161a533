"""Custom endpoints of clusters, and the endpoints that every cluster has."""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from aurora.catalogue.limits import limit

from . import identity
from .cluster import Cluster
from .faults import combination, fault, value
from .given import given
from .moto_types import MotoModel
from .state import State

__all__ = ["ClusterEndpoint", "ClusterEndpoints"]

_TYPES = ("READER", "WRITER", "ANY")


class ClusterEndpoint(MotoModel):
    """A custom endpoint."""

    resource_type = "cluster-endpoint"
    endpoint_type = "CUSTOM"
    status = "available"

    def __init__(self, backend: Any, cluster: Cluster, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.db_cluster_endpoint_identifier: str = settings["DBClusterEndpointIdentifier"]
        self.db_cluster_identifier = cluster.resource_id
        self.custom_endpoint_type: str = settings["EndpointType"]
        self.static_members: list[str] = settings.get("StaticMembers") or []
        self.excluded_members: list[str] = settings.get("ExcludedMembers") or []
        self.tags = settings.get("Tags") or []
        self.db_cluster_endpoint_resource_identifier = (
            f"cluster-endpoint-{identity.resource_suffix()}"
        )
        self._url_part = mock_random.get_random_string(12, lower_case=True)

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.db_cluster_endpoint_identifier

    @property
    def db_cluster_endpoint_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def endpoint(self) -> str:
        """DNS name."""
        part = identity.url_part(self.backend)
        return f"{self.resource_id}.cluster-custom-{part}.{self.region}.rds.amazonaws.com"

    def forget(self, instance: str) -> None:
        """Let a deleted instance go."""
        self.static_members = [name for name in self.static_members if name != instance]
        self.excluded_members = [name for name in self.excluded_members if name != instance]


class ClusterEndpoints(State):
    """Operations on cluster endpoints."""

    def create_db_cluster_endpoint(self, parameters: Any) -> ClusterEndpoint:
        """Make a custom endpoint."""
        settings = given("CreateDBClusterEndpoint", parameters)
        cluster = self.available_cluster(settings["DBClusterIdentifier"])
        name = identity.checked(
            settings.get("DBClusterEndpointIdentifier"), "DBClusterEndpointIdentifier"
        )
        if name in self.cluster_endpoints:
            raise fault(
                "DBClusterEndpointAlreadyExistsFault", f"DB cluster endpoint {name} already exists."
            )
        own = [
            e
            for e in self.cluster_endpoints.values()
            if e.db_cluster_identifier == cluster.resource_id
        ]
        most = limit("custom-endpoints").high
        if most is not None and len(own) >= most:
            raise fault(
                "DBClusterEndpointQuotaExceededFault",
                f"The cluster {cluster.resource_id} already has {most:g} custom endpoints.",
            )
        self._check_endpoint(cluster, settings)
        endpoint = ClusterEndpoint(self, cluster, settings | {"DBClusterEndpointIdentifier": name})
        self.cluster_endpoints[name] = endpoint
        return endpoint

    def modify_db_cluster_endpoint(self, parameters: Any) -> ClusterEndpoint:
        """Change type or members; an empty list clears one."""
        settings = given("ModifyDBClusterEndpoint", parameters)
        endpoint = self._endpoint(settings.get("DBClusterEndpointIdentifier", ""))
        self._check_endpoint(self.cluster(endpoint.db_cluster_identifier), settings)
        if settings.get("EndpointType"):
            endpoint.custom_endpoint_type = settings["EndpointType"]
        for member, attribute in (
            ("StaticMembers", "static_members"),
            ("ExcludedMembers", "excluded_members"),
        ):
            if member in settings:
                setattr(endpoint, attribute, settings[member])
            elif parameters.get(member) == "":
                setattr(endpoint, attribute, [])
        return endpoint

    def delete_db_cluster_endpoint(self, parameters: Any) -> ClusterEndpoint:
        """Delete a custom endpoint."""
        settings = given("DeleteDBClusterEndpoint", parameters)
        endpoint = self._endpoint(settings.get("DBClusterEndpointIdentifier", ""))
        del self.cluster_endpoints[endpoint.resource_id]
        endpoint.status = "deleting"
        return endpoint

    def describe_db_cluster_endpoints(self, parameters: Any) -> list[Any]:
        """Return endpoints of a cluster or by identifier; an unknown identifier gives none."""
        settings = given("DescribeDBClusterEndpoints", parameters)
        wanted, name = (
            settings.get("DBClusterIdentifier"),
            settings.get("DBClusterEndpointIdentifier"),
        )
        clusters = [self.cluster(wanted)] if wanted else list(self.clusters.values())
        found: list[Any] = []
        if name is None:
            found = [entry for cluster in clusters for entry in _builtin(cluster)]
        names = {cluster.resource_id for cluster in clusters}
        for endpoint in self.cluster_endpoints.values():
            if endpoint.db_cluster_identifier in names and name in {None, endpoint.resource_id}:
                found.append(endpoint)
        return [entry for entry in found if _passes(entry, settings.get("Filters") or [])]

    def _endpoint(self, name: str) -> ClusterEndpoint:
        if name.lower() not in self.cluster_endpoints:
            raise fault("DBClusterEndpointNotFoundFault", f"DBClusterEndpoint {name} not found.")
        return self.cluster_endpoints[name.lower()]

    def _check_endpoint(self, cluster: Cluster, settings: dict[str, Any]) -> None:
        kind = settings.get("EndpointType")
        if kind is not None and kind not in _TYPES:
            raise value(f"Invalid endpoint type: {kind}. Must be one of {', '.join(_TYPES)}.")
        if settings.get("StaticMembers") and settings.get("ExcludedMembers"):
            raise combination("StaticMembers and ExcludedMembers can't be given together.")
        members = {member.resource_id for member in cluster.members}
        for name in [
            *(settings.get("StaticMembers") or []),
            *(settings.get("ExcludedMembers") or []),
        ]:
            if name not in members:
                raise fault("DBInstanceNotFound", f"DBInstance {name} not found.")


def _builtin(cluster: Cluster) -> list[dict[str, Any]]:
    status = "available" if cluster.members else "inactive"
    return [
        {
            "DBClusterIdentifier": cluster.resource_id,
            "Endpoint": address,
            "Status": status,
            "EndpointType": kind,
        }
        for kind, address in (("WRITER", cluster.endpoint), ("READER", cluster.reader_endpoint))
    ]


def _passes(entry: Any, filters: list[dict[str, Any]]) -> bool:
    def read(member: str, attribute: str) -> str:
        found = entry.get(member) if isinstance(entry, dict) else getattr(entry, attribute, None)
        return (found or "").lower()

    attributes = {
        "db-cluster-endpoint-type": ("EndpointType", "endpoint_type"),
        "db-cluster-endpoint-custom-type": ("CustomEndpointType", "custom_endpoint_type"),
        "db-cluster-endpoint-id": ("DBClusterEndpointIdentifier", "db_cluster_endpoint_identifier"),
        "db-cluster-endpoint-status": ("Status", "status"),
    }
    for one in filters:
        if one["Name"] not in attributes:
            raise value(f"Unrecognized filter name: {one['Name']}")
        if read(*attributes[one["Name"]]) not in {text.lower() for text in one["Values"]}:
            return False
    return True
