"""One proxy and its default target group."""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from . import identity
from .moto_types import MotoModel

__all__ = ["POOL", "Proxy", "TargetGroup"]

_PASSWORD_TYPES = {
    "MYSQL": "MYSQL_NATIVE_PASSWORD",
    "POSTGRESQL": "POSTGRES_SCRAM_SHA_256",
    "SQLSERVER": "SQL_SERVER_AUTHENTICATION",
}
POOL = {
    # the settings of the connection pool that AWS fills in
    "MaxConnectionsPercent": 100,
    "MaxIdleConnectionsPercent": 50,
    "ConnectionBorrowTimeout": 120,
    "SessionPinningFilters": [],
    "InitQuery": "",
}


class TargetGroup(MotoModel):
    """The default target group of a proxy."""

    resource_type = "target-group"
    target_group_name = "default"
    is_default = True
    status = "available"

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(proxy.backend)
        self.proxy = proxy
        self._id = f"prx-tg-{mock_random.get_random_string(17, lower_case=True)}"
        self.connection_pool_config = dict(POOL)
        self.created_date = self.updated_date = self.created
        self.registered: list[tuple[str, str]] = []

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self._id

    @property
    def target_group_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def db_proxy_name(self) -> str:
        """Name of the proxy."""
        return self.proxy.db_proxy_name

    def targets(self, kind: str, name: str) -> list[dict[str, Any]]:
        """Return what one registration stands for: a cluster comes with its instances."""
        health = {"State": "AVAILABLE"}
        backend: Any = self.backend
        if kind == "RDS_INSTANCE":
            instance = backend.instance(name)
            return [_instance_target(instance, None, health)]
        cluster = backend.cluster(name)
        tracked = {
            "RdsResourceId": cluster.resource_id,
            "Port": cluster.port,
            "Type": "TRACKED_CLUSTER",
        }
        members = [_instance_target(m, cluster.resource_id, health) for m in cluster.members]
        return [tracked, *members]


def _instance_target(instance: Any, cluster: str | None, health: dict[str, str]) -> dict[str, Any]:
    return {
        "TargetArn": instance.arn,
        "Endpoint": instance.endpoint["Address"],
        "TrackedClusterId": cluster,
        "RdsResourceId": instance.resource_id,
        "Port": instance.port,
        "Type": "RDS_INSTANCE",
        "Role": "READ_WRITE" if instance.is_cluster_writer else "READ_ONLY",
        "TargetHealth": health,
    }


class Proxy(MotoModel):
    """A proxy. Its ARN holds an id of its own, so that it survives a rename."""

    resource_type = "db-proxy"
    status = "available"

    def __init__(self, backend: Any, settings: dict[str, Any], vpc_id: str) -> None:
        super().__init__(backend)
        self.db_proxy_name: str = settings["DBProxyName"]
        self.engine_family: str = settings["EngineFamily"]
        self.vpc_id = vpc_id
        self.vpc_subnet_ids: list[str] = settings["VpcSubnetIds"]
        self.endpoint_network_type = settings.get("EndpointNetworkType", "IPV4")
        self.target_connection_network_type = settings.get("TargetConnectionNetworkType", "IPV4")
        self.tags = settings.get("Tags") or []
        self.created_date = self.updated_date = self.created
        self.unique_id = f"prx-{mock_random.get_random_string(17, lower_case=True)}"
        self.change(
            {"RequireTLS": False, "DebugLogging": False, "IdleClientTimeout": 1800} | settings
        )
        self.target_group = TargetGroup(self)

    def change(self, settings: dict[str, Any]) -> None:
        """Take over what a request says, as both create and modify spell it."""
        for member, attribute in (
            ("RequireTLS", "require_tls"),
            ("DebugLogging", "debug_logging"),
            ("IdleClientTimeout", "idle_client_timeout"),
            ("RoleArn", "role_arn"),
            ("VpcSecurityGroupIds", "vpc_security_group_ids"),
        ):
            if settings.get(member) is not None:
                setattr(self, attribute, settings[member])
        self.default_auth_scheme = settings.get(
            "DefaultAuthScheme", getattr(self, "default_auth_scheme", "NONE")
        )
        if "Auth" in settings:
            self.auth = [self._complete(entry) for entry in settings["Auth"]]
        elif not hasattr(self, "auth"):
            self.auth = []
        self.updated_date = utcnow()

    def _complete(self, entry: dict[str, Any]) -> dict[str, Any]:
        defaults = {
            "AuthScheme": "SECRETS",
            "IAMAuth": "DISABLED",
            "ClientPasswordAuthType": _PASSWORD_TYPES[self.engine_family],
        }
        return defaults | entry

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.unique_id

    @property
    def db_proxy_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def endpoint(self) -> str:
        """DNS name of the writing endpoint."""
        part = identity.url_part(self.backend)
        return f"{self.db_proxy_name}.proxy-{part}.{self.region}.rds.amazonaws.com"
