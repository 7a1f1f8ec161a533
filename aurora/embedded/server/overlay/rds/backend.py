"""The RDS backend of one account and region: every noun of the overlay over moto's own."""

from __future__ import annotations

import re
from typing import Any

from moto.rds.models import DBInstance, DBSnapshot

from .activity_streams import ActivityStreams
from .backtracks import Backtracks
from .blue_green import BlueGreen, BlueGreenDeployment
from .cluster import Cluster
from .cluster_changes import ClusterChanges
from .cluster_endpoints import ClusterEndpoint, ClusterEndpoints
from .cluster_states import ClusterStates
from .event_subscriptions import EventSubscription, EventSubscriptions
from .events import Events
from .faults import fault, value
from .global_cluster import GlobalCluster
from .global_moves import GlobalMoves
from .instance import Instance
from .instances import Instances
from .integrations import Integration, Integrations
from .maintenance import Maintenance
from .offers import Offers
from .parameter_group import ClusterParameterGroup, InstanceParameterGroup
from .proxy import Proxy
from .proxy_endpoints import ProxyEndpoint, ProxyEndpoints
from .restores import Restores
from .shard_groups import ShardGroup, ShardGroups
from .snapshots import ClusterSnapshot
from .subnet_group import SubnetGroup, SubnetGroups

__all__ = ["Backend"]

_ARN = re.compile(r"^arn:aws[a-z-]*:rds:[a-z0-9-]*:\d{12}:(?P<kind>[a-z-]+):(?P<name>.+)$")


class Backend(
    GlobalMoves,
    ClusterChanges,
    Restores,
    ClusterStates,
    Instances,
    ActivityStreams,
    Backtracks,
    BlueGreen,
    ClusterEndpoints,
    ProxyEndpoints,
    Events,
    EventSubscriptions,
    Integrations,
    ShardGroups,
    Maintenance,
    Offers,
    SubnetGroups,
):
    """All operations of RDS that the embedded AWS knows."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.resource_map: Any = {
            BlueGreenDeployment: self.blue_green_deployments,
            Cluster: self.clusters,
            ClusterEndpoint: self.cluster_endpoints,
            ClusterParameterGroup: self.db_cluster_parameter_groups,
            ClusterSnapshot: self.cluster_snapshots,
            DBInstance: self.databases,
            DBSnapshot: self.database_snapshots,
            EventSubscription: self.event_subscriptions,
            GlobalCluster: self.global_clusters,
            Instance: self.databases,
            InstanceParameterGroup: self.db_parameter_groups,
            Integration: self.integrations,
            Proxy: self.db_proxies,
            ProxyEndpoint: self.proxy_endpoints,
            ShardGroup: self.shard_groups,
            SubnetGroup: self.subnet_groups,
        }

    def _get_resource_for_tagging(self, arn: str) -> Any:
        matched = _ARN.match(arn)
        if not matched:
            raise value(f"Invalid resource name: {arn}")
        kind, name = matched["kind"], matched["name"]
        stores = self.resource_map
        if kind == GlobalCluster.resource_type:
            stores = {GlobalCluster: self.globals}
        for model, resources in stores.items():
            if model.resource_type != kind:
                continue
            for resource in resources.values():
                if resource.resource_id == name:
                    return resource
        if kind in {"og", "secgrp", "ri", "pg", "cluster-pg", "subgrp"}:
            return None
        code = {"cluster": "DBClusterNotFoundFault", "db": "DBInstanceNotFound"}.get(
            kind, "ResourceNotFoundFault"
        )
        raise fault(code, f"The resource {arn} was not found.")
