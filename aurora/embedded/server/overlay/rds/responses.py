"""The operations of RDS by name: from a request's parameters to the answer's members."""

from __future__ import annotations

import base64
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import get_pagination_model
from moto.rds.models import rds_backends

from .backend import Backend
from .faults import value
from .first_states import on_its_way
from .given import given
from .moto_types import MotoResponses

__all__ = ["Responses"]

_FEWEST, _MOST = 20, 100


def _none(member: str) -> Any:
    """Return the method of an operation whose list is always empty here."""

    def answer(self: Responses) -> ActionResult:
        return ActionResult({member: []})

    return answer


def _whole(operation: str, member: str | None = None) -> Any:
    """Return the method that hands all parameters to the backend's method of the same name."""

    def answer(self: Responses) -> ActionResult:
        found = getattr(self.backend, operation)(self.params)
        return ActionResult(found if member is None else {member: found})

    answer.__name__ = operation
    return answer


class Responses(MotoResponses):
    """moto's responses with the overlay's operations, and pages for every list."""

    @property
    def backend(self) -> Backend:
        """Backend of the request's account and region."""
        found: Any = rds_backends[self.current_account][self.region]
        return found

    @property
    def global_backend(self) -> Backend:
        """The same: the overlay finds global databases by itself."""
        return self.backend

    def serialized(self, action_result: ActionResult) -> Any:
        """Cut long lists into pages as AWS does, whichever operation made them."""
        operation = self._get_action()
        model = get_pagination_model("rds").get(operation)
        result = action_result._result
        if not model and not isinstance(result, Exception):
            action_result = ActionResult(on_its_way(operation, result))
        if model and isinstance(result, dict):
            try:
                self._cut(result, model["result_key"].split("."))
            except ServiceException as error:
                return super().serialized(ActionResult(error))
        return super().serialized(ActionResult(result) if model else action_result)

    def _cut(self, result: dict[str, Any], keys: list[str]) -> None:
        holder = result
        for key in keys[:-1]:
            holder = holder.get(key) or {}
        found = holder.get(keys[-1])
        if found is None:
            return
        most = self.params.get("MaxRecords") or _MOST
        if not _FEWEST <= int(most) <= _MOST:
            raise value(
                f"Invalid value {most} for MaxRecords. Must be between {_FEWEST} and {_MOST}"
            )
        begin = self._begin(self.params.get("Marker"))
        entries = list(found)
        holder[keys[-1]] = entries[begin : begin + int(most)]
        if begin + int(most) < len(entries):
            marker = base64.b64encode(f"from:{begin + int(most)}".encode()).decode()
            holder["Marker"] = marker
        else:
            holder.pop("Marker", None)

    def _begin(self, marker: str | None) -> int:
        if not marker:
            return 0
        try:
            return int(base64.b64decode(marker).decode().removeprefix("from:"))
        except ValueError as error:
            raise value("The Marker is not valid.") from error

    def _filters(self) -> dict[str, list[str]]:
        return {entry["Name"]: entry["Values"] for entry in self.params.get("Filters") or []}

    # Clusters

    restore_db_cluster_from_s3 = _whole("restore_db_cluster_from_s3", "DBCluster")
    start_activity_stream = _whole("start_activity_stream")
    stop_activity_stream = _whole("stop_activity_stream")
    backtrack_db_cluster = _whole("backtrack_db_cluster")
    describe_db_cluster_backtracks = _whole("describe_db_cluster_backtracks", "DBClusterBacktracks")
    create_db_cluster_endpoint = _whole("create_db_cluster_endpoint")
    modify_db_cluster_endpoint = _whole("modify_db_cluster_endpoint")
    delete_db_cluster_endpoint = _whole("delete_db_cluster_endpoint")
    describe_db_cluster_endpoints = _whole("describe_db_cluster_endpoints", "DBClusterEndpoints")

    def delete_db_cluster(self) -> ActionResult:
        """DeleteDBCluster."""
        settings = given("DeleteDBCluster", self.params)
        cluster = self.backend.delete_db_cluster(
            settings["DBClusterIdentifier"],
            settings.get("FinalDBSnapshotIdentifier"),
            skip_final_snapshot=settings.get("SkipFinalSnapshot", False),
            delete_automated_backups=settings.get("DeleteAutomatedBackups", True),
        )
        return ActionResult({"DBCluster": cluster})

    def reboot_db_cluster(self) -> ActionResult:
        """RebootDBCluster."""
        cluster = self.backend.reboot_db_cluster(self.params["DBClusterIdentifier"])
        return ActionResult({"DBCluster": cluster})

    def enable_http_endpoint(self) -> ActionResult:
        """EnableHttpEndpoint."""
        return self._http_endpoint(on=True)

    def disable_http_endpoint(self) -> ActionResult:
        """DisableHttpEndpoint."""
        return self._http_endpoint(on=False)

    def _http_endpoint(self, *, on: bool) -> ActionResult:
        arn = self.params["ResourceArn"]
        self.backend.switch_http_endpoint(arn, on)
        return ActionResult({"ResourceArn": arn, "HttpEndpointEnabled": on})

    def remove_role_from_db_cluster(self) -> ActionResult:
        """RemoveRoleFromDBCluster."""
        self.backend.remove_role_from_db_cluster(self.params)
        return EmptyResult()

    # Global databases

    modify_global_cluster = _whole("modify_global_cluster", "GlobalCluster")
    switchover_global_cluster = _whole("switchover_global_cluster", "GlobalCluster")
    failover_global_cluster = _whole("failover_global_cluster", "GlobalCluster")

    def create_global_cluster(self) -> ActionResult:
        """CreateGlobalCluster."""
        made = self.backend.create_global_cluster(given("CreateGlobalCluster", self.params))
        return ActionResult({"GlobalCluster": made})

    def describe_global_clusters(self) -> ActionResult:
        """DescribeGlobalClusters."""
        found = self.backend.describe_global_clusters(
            self.params.get("GlobalClusterIdentifier"), self._filters()
        )
        return ActionResult({"GlobalClusters": found})

    # Subnet groups

    def create_db_subnet_group(self) -> ActionResult:
        """CreateDBSubnetGroup."""
        group = self.backend.create_db_subnet_group(given("CreateDBSubnetGroup", self.params))
        return ActionResult({"DBSubnetGroup": group})

    def modify_db_subnet_group(self) -> ActionResult:
        """ModifyDBSubnetGroup."""
        group = self.backend.modify_subnet_group(given("ModifyDBSubnetGroup", self.params))
        return ActionResult({"DBSubnetGroup": group})

    def delete_db_subnet_group(self) -> ActionResult:
        """DeleteDBSubnetGroup."""
        self.backend.delete_subnet_group(self.params["DBSubnetGroupName"])
        return EmptyResult()

    # Proxies

    create_db_proxy = _whole("create_db_proxy", "DBProxy")
    modify_db_proxy = _whole("modify_db_proxy", "DBProxy")
    modify_db_proxy_target_group = _whole("modify_db_proxy_target_group", "DBProxyTargetGroup")
    register_db_proxy_targets = _whole("register_db_proxy_targets", "DBProxyTargets")
    describe_db_proxy_targets = _whole("describe_db_proxy_targets", "Targets")
    create_db_proxy_endpoint = _whole("create_db_proxy_endpoint", "DBProxyEndpoint")
    modify_db_proxy_endpoint = _whole("modify_db_proxy_endpoint", "DBProxyEndpoint")
    delete_db_proxy_endpoint = _whole("delete_db_proxy_endpoint", "DBProxyEndpoint")
    describe_db_proxy_endpoints = _whole("describe_db_proxy_endpoints", "DBProxyEndpoints")

    def deregister_db_proxy_targets(self) -> ActionResult:
        """DeregisterDBProxyTargets."""
        self.backend.deregister_db_proxy_targets(self.params)
        return EmptyResult()

    def describe_db_proxies(self) -> ActionResult:
        """DescribeDBProxies."""
        name = self.params.get("DBProxyName")
        found = [self.backend.proxy(name)] if name else list(self.backend.db_proxies.values())
        return ActionResult({"DBProxies": found})

    def describe_db_proxy_target_groups(self) -> ActionResult:
        """DescribeDBProxyTargetGroups."""
        group = self.backend.target_group_of(
            self.params.get("DBProxyName"), self.params.get("TargetGroupName")
        )
        return ActionResult({"TargetGroups": [group]})

    # Event subscriptions

    modify_event_subscription = _whole("modify_event_subscription", "EventSubscription")
    add_source_identifier_to_subscription = _whole(
        "add_source_identifier_to_subscription", "EventSubscription"
    )
    remove_source_identifier_from_subscription = _whole(
        "remove_source_identifier_from_subscription", "EventSubscription"
    )

    def describe_event_categories(self) -> ActionResult:
        """DescribeEventCategories."""
        found = self.backend.event_categories(self.params.get("SourceType"))
        return ActionResult({"EventCategoriesMapList": found})

    # Integrations and shard groups

    create_integration = _whole("create_integration")
    modify_integration = _whole("modify_integration")
    delete_integration = _whole("delete_integration")
    describe_integrations = _whole("describe_integrations", "Integrations")
    modify_db_shard_group = _whole("modify_db_shard_group")
    delete_db_shard_group = _whole("delete_db_shard_group")

    # What AWS offers

    describe_db_engine_versions = _whole("engine_versions", "DBEngineVersions")
    describe_db_major_engine_versions = _whole("major_versions", "DBMajorEngineVersions")
    describe_orderable_db_instance_options = _whole("orderable", "OrderableDBInstanceOptions")
    describe_pending_maintenance_actions = _whole(
        "pending_maintenance_actions", "PendingMaintenanceActions"
    )
    apply_pending_maintenance_action = _whole(
        "apply_pending_maintenance_action", "ResourcePendingMaintenanceActions"
    )

    describe_db_cluster_automated_backups = _whole("automated_backups", "DBClusterAutomatedBackups")
    describe_source_regions = _whole("source_regions", "SourceRegions")
    describe_option_groups = _whole("option_groups_found", "OptionGroupsList")
    describe_db_recommendations = _none("DBRecommendations")
    describe_reserved_db_instances = _none("ReservedDBInstances")
    describe_tenant_databases = _none("TenantDatabases")

    def describe_certificates(self) -> ActionResult:
        """DescribeCertificates."""
        found = self.backend.certificates(self.params.get("CertificateIdentifier"))
        default = self.backend.default_certificate()
        return ActionResult({"Certificates": found, "DefaultCertificateForNewLaunches": default})

    def describe_account_attributes(self) -> ActionResult:
        """DescribeAccountAttributes."""
        return ActionResult({"AccountQuotas": self.backend.account_quotas()})

    def describe_engine_default_cluster_parameters(self) -> ActionResult:
        """DescribeEngineDefaultClusterParameters."""
        return self._engine_defaults(of_cluster=True)

    def describe_engine_default_parameters(self) -> ActionResult:
        """DescribeEngineDefaultParameters."""
        return self._engine_defaults(of_cluster=False)

    def _engine_defaults(self, *, of_cluster: bool) -> ActionResult:
        family = self.params["DBParameterGroupFamily"]
        return ActionResult({"EngineDefaults": self.backend.engine_defaults(family, of_cluster)})
