"""RDS Proxy: operations on proxies, their default target group and its targets."""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends

from . import identity
from .faults import combination, fault, value
from .given import given
from .proxy import POOL, Proxy, TargetGroup
from .state import State

__all__ = ["Proxies"]

_FAMILIES = {"MYSQL": "aurora-mysql", "POSTGRESQL": "aurora-postgresql", "SQLSERVER": "sqlserver"}
_LONGEST_IDLE = 28_800


class Proxies(State):
    """Operations on proxies."""

    def create_db_proxy(self, parameters: Any) -> Proxy:
        """Make a proxy; AWS wants subnets in two zones and a secret for each user it checks."""
        settings = given("CreateDBProxy", parameters)
        settings["DBProxyName"] = identity.checked(settings.get("DBProxyName"), "DBProxyName")
        if settings["DBProxyName"] in self.db_proxies:
            raise fault(
                "DBProxyAlreadyExistsFault",
                f"Cannot create the DBProxy because a DBProxy with the identifier "
                f"{settings['DBProxyName']} already exists.",
            )
        self._check_proxy(settings)
        vpc_id = self.subnets_vpc(settings.get("VpcSubnetIds") or [])
        if not settings.get("VpcSecurityGroupIds"):
            settings["VpcSecurityGroupIds"] = self.default_groups(vpc_id)
        proxy = Proxy(self, settings, vpc_id)
        self.db_proxies[proxy.db_proxy_name] = proxy
        return proxy

    def modify_db_proxy(self, parameters: Any) -> Proxy:
        """Change a proxy, its name included."""
        settings = given("ModifyDBProxy", parameters)
        proxy = self.proxy(settings.get("DBProxyName"))
        self._check_proxy({"EngineFamily": proxy.engine_family} | settings)
        renamed = settings.get("NewDBProxyName")
        if renamed:
            renamed = identity.checked(renamed, "NewDBProxyName")
            if renamed in self.db_proxies and renamed != proxy.db_proxy_name:
                raise fault("DBProxyAlreadyExistsFault", f"DBProxy {renamed} already exists.")
        if settings.get("SecurityGroups"):
            settings["VpcSecurityGroupIds"] = settings["SecurityGroups"]
        proxy.change(settings)
        if renamed:
            del self.db_proxies[proxy.db_proxy_name]
            for endpoint in self.proxy_endpoints.values():
                if endpoint.db_proxy_name == proxy.db_proxy_name:
                    endpoint.db_proxy_name = renamed
            proxy.db_proxy_name = renamed
            self.db_proxies[renamed] = proxy
        return proxy

    def delete_db_proxy(self, proxy_name: str) -> Proxy:
        """Delete a proxy with its endpoints."""
        proxy = self.proxy(proxy_name)
        del self.db_proxies[proxy.db_proxy_name]
        for name, endpoint in list(self.proxy_endpoints.items()):
            if endpoint.db_proxy_name == proxy.db_proxy_name:
                del self.proxy_endpoints[name]
        proxy.status = "deleting"
        return proxy

    def proxy(self, name: str | None) -> Proxy:
        """Return a proxy by name."""
        if not name or name.lower() not in self.db_proxies:
            raise fault("DBProxyNotFoundFault", f"The specified proxy name {name} is not found.")
        return self.db_proxies[name.lower()]

    def target_group_of(self, name: str | None, group: str | None) -> TargetGroup:
        """Return the target group of a proxy."""
        proxy = self.proxy(name)
        if group not in {None, "", "default"}:
            raise fault("DBProxyTargetGroupNotFoundFault", f"DBProxyTargetGroup {group} not found.")
        return proxy.target_group

    def modify_db_proxy_target_group(self, parameters: Any) -> TargetGroup:
        """Replace the pool settings as a whole; without any nothing changes."""
        settings = given("ModifyDBProxyTargetGroup", parameters)
        group = self.target_group_of(settings.get("DBProxyName"), settings.get("TargetGroupName"))
        wanted = settings.get("ConnectionPoolConfig")
        if wanted is not None:
            most = wanted.get("MaxConnectionsPercent", POOL["MaxConnectionsPercent"])
            idle = wanted.get("MaxIdleConnectionsPercent", min(50, most // 2))
            if not 1 <= most <= 100 or not 0 <= idle <= most:
                raise value(
                    "MaxIdleConnectionsPercent must be between 0 and MaxConnectionsPercent."
                )
            group.connection_pool_config = POOL | wanted | {"MaxIdleConnectionsPercent": idle}
            group.updated_date = utcnow()
        return group

    def register_db_proxy_targets(self, parameters: Any) -> list[dict[str, Any]]:
        """Put a cluster (with its instances) or an instance behind a proxy."""
        settings = given("RegisterDBProxyTargets", parameters)
        group = self.target_group_of(settings.get("DBProxyName"), settings.get("TargetGroupName"))
        wanted = _registrations(settings)
        if len(wanted) != 1:
            raise combination("Exactly one DB cluster or DB instance must be registered.")
        kind, name = wanted[0]
        found = self.cluster(name) if kind == "TRACKED_CLUSTER" else self.instance(name)
        engine = found.engine
        if engine != _FAMILIES[group.proxy.engine_family]:
            raise combination(
                f"The engine family {group.proxy.engine_family} of the proxy does not fit {engine}."
            )
        if wanted[0] in group.registered:
            raise fault("DBProxyTargetAlreadyRegisteredFault", f"{name} is already registered.")
        group.registered.append(wanted[0])
        return group.targets(kind, name)

    def deregister_db_proxy_targets(self, parameters: Any) -> None:
        """Take a cluster or an instance from behind a proxy."""
        settings = given("DeregisterDBProxyTargets", parameters)
        group = self.target_group_of(settings.get("DBProxyName"), settings.get("TargetGroupName"))
        for entry in _registrations(settings):
            if entry not in group.registered:
                raise fault("DBProxyTargetNotFoundFault", f"Target {entry[1]} is not registered.")
            group.registered.remove(entry)

    def describe_db_proxy_targets(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the targets of a proxy that are still there."""
        settings = given("DescribeDBProxyTargets", parameters)
        group = self.target_group_of(settings.get("DBProxyName"), settings.get("TargetGroupName"))
        return [
            target
            for kind, name in group.registered
            if name in (self.clusters if kind == "TRACKED_CLUSTER" else self.databases)
            for target in group.targets(kind, name)
        ]

    def subnets_vpc(self, ids: list[str]) -> str:
        """Return the VPC of subnets that stand in two zones at least."""
        network = ec2_backends[self.account_id][self.region_name]
        every = {s.id: s for zone in network.subnets.values() for s in zone.values()}
        missing = [id_ for id_ in ids if id_ not in every]
        if missing:
            raise fault("InvalidSubnet", f"Subnets {', '.join(missing)} are invalid.")
        subnets = [every[id_] for id_ in ids]
        if len({subnet.availability_zone for subnet in subnets}) < 2:
            raise fault(
                "InvalidSubnet",
                "A proxy needs at least two subnets in different Availability Zones.",
            )
        if len({subnet.vpc_id for subnet in subnets}) > 1:
            raise fault("InvalidSubnet", "Subnets from multiple VPCs are not supported.")
        return subnets[0].vpc_id

    def default_groups(self, vpc_id: str) -> list[str]:
        """Return the default security group of a VPC, as a list."""
        group = ec2_backends[self.account_id][self.region_name].get_default_security_group(vpc_id)
        return [group.id] if group else []

    def _check_proxy(self, settings: dict[str, Any]) -> None:
        if settings.get("EngineFamily") not in _FAMILIES:
            raise value(f"Invalid engine family: {settings.get('EngineFamily')}")
        idle = settings.get("IdleClientTimeout")
        if idle is not None and not 1 <= idle <= _LONGEST_IDLE:
            raise value(f"IdleClientTimeout must be between 1 and {_LONGEST_IDLE} seconds.")


def _registrations(settings: dict[str, Any]) -> list[tuple[str, str]]:
    clusters = [("TRACKED_CLUSTER", name) for name in settings.get("DBClusterIdentifiers") or []]
    return clusters + [("RDS_INSTANCE", n) for n in settings.get("DBInstanceIdentifiers") or []]
