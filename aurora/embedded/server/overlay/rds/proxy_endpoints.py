"""Further endpoints of a proxy."""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from . import identity
from .faults import fault, value
from .given import given
from .moto_types import MotoModel
from .proxies import Proxies
from .proxy import Proxy

__all__ = ["ProxyEndpoint", "ProxyEndpoints"]

_ROLES = ("READ_WRITE", "READ_ONLY")


class ProxyEndpoint(MotoModel):
    """An endpoint of a proxy."""

    resource_type = "db-proxy-endpoint"
    status = "available"
    is_default = False

    def __init__(self, proxy: Proxy, settings: dict[str, Any], vpc_id: str) -> None:
        super().__init__(proxy.backend)
        self.db_proxy_endpoint_name: str = settings["DBProxyEndpointName"]
        self.db_proxy_name = proxy.db_proxy_name
        self.vpc_id = vpc_id
        self.vpc_subnet_ids: list[str] = settings["VpcSubnetIds"]
        self.vpc_security_group_ids: list[str] = settings["VpcSecurityGroupIds"]
        self.target_role: str = settings.get("TargetRole", "READ_WRITE")
        self.endpoint_network_type = settings.get("EndpointNetworkType", "IPV4")
        self.tags = settings.get("Tags") or []
        self.created_date = self.created
        self._id = f"prx-endpoint-{mock_random.get_random_string(17, lower_case=True)}"

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self._id

    @property
    def db_proxy_endpoint_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def endpoint(self) -> str:
        """DNS name."""
        part = identity.url_part(self.backend)
        name = self.db_proxy_endpoint_name
        return f"{name}.endpoint.proxy-{part}.{self.region}.rds.amazonaws.com"


class ProxyEndpoints(Proxies):
    """Operations on proxy endpoints."""

    def create_db_proxy_endpoint(self, parameters: Any) -> ProxyEndpoint:
        """Make an endpoint of a proxy."""
        settings = given("CreateDBProxyEndpoint", parameters)
        proxy = self.proxy(settings.get("DBProxyName"))
        name = identity.checked(settings.get("DBProxyEndpointName"), "DBProxyEndpointName")
        if name in self.proxy_endpoints:
            raise fault("DBProxyEndpointAlreadyExistsFault", f"{name} already exists.")
        if settings.get("TargetRole", "READ_WRITE") not in _ROLES:
            raise value(f"Invalid target role: {settings['TargetRole']}")
        vpc_id = self.subnets_vpc(settings.get("VpcSubnetIds") or [])
        groups = settings.get("VpcSecurityGroupIds") or self.default_groups(vpc_id)
        complete = settings | {"DBProxyEndpointName": name, "VpcSecurityGroupIds": groups}
        endpoint = ProxyEndpoint(proxy, complete, vpc_id)
        self.proxy_endpoints[name] = endpoint
        return endpoint

    def modify_db_proxy_endpoint(self, parameters: Any) -> ProxyEndpoint:
        """Change name or security groups."""
        settings = given("ModifyDBProxyEndpoint", parameters)
        endpoint = self._proxy_endpoint(settings.get("DBProxyEndpointName"))
        if settings.get("VpcSecurityGroupIds"):
            endpoint.vpc_security_group_ids = settings["VpcSecurityGroupIds"]
        renamed = settings.get("NewDBProxyEndpointName")
        if renamed:
            renamed = identity.checked(renamed, "NewDBProxyEndpointName")
            del self.proxy_endpoints[endpoint.db_proxy_endpoint_name]
            endpoint.db_proxy_endpoint_name = renamed
            self.proxy_endpoints[renamed] = endpoint
        return endpoint

    def delete_db_proxy_endpoint(self, parameters: Any) -> ProxyEndpoint:
        """Delete an endpoint."""
        settings = given("DeleteDBProxyEndpoint", parameters)
        endpoint = self._proxy_endpoint(settings.get("DBProxyEndpointName"))
        del self.proxy_endpoints[endpoint.db_proxy_endpoint_name]
        endpoint.status = "deleting"
        return endpoint

    def describe_db_proxy_endpoints(self, parameters: Any) -> list[ProxyEndpoint]:
        """Return endpoints of a proxy, or one by name."""
        settings = given("DescribeDBProxyEndpoints", parameters)
        proxy, name = settings.get("DBProxyName"), settings.get("DBProxyEndpointName")
        found = list(self.proxy_endpoints.values())
        if proxy:
            wanted = self.proxy(proxy).db_proxy_name
            found = [endpoint for endpoint in found if endpoint.db_proxy_name == wanted]
        if name:
            found = [e for e in found if e.db_proxy_endpoint_name == name.lower()]
            if not found:
                raise fault("DBProxyEndpointNotFoundFault", f"DBProxyEndpoint {name} is not found.")
        return found

    def _proxy_endpoint(self, name: str | None) -> ProxyEndpoint:
        if not name or name.lower() not in self.proxy_endpoints:
            raise fault("DBProxyEndpointNotFoundFault", f"DBProxyEndpoint {name} is not found.")
        return self.proxy_endpoints[name.lower()]
