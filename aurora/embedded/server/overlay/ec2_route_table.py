"""Route tables: propagation from gateways, routes replaced by any target."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.responses.route_tables import RouteTables

from .patching import replace

__all__ = ["install"]

_replace_route = RouteTables.replace_route
_associations = RouteTable.associations
_DESTINATIONS = ("DestinationPrefixListId", "DestinationIpv6CidrBlock", "DestinationCidrBlock")


class _NotAttached(EC2ClientError):
    """A gateway propagates into tables of the VPC that it is attached to."""

    def __init__(self, gateway: str, vpc: str) -> None:
        super().__init__(
            "Gateway.NotAttached", f"resource {gateway} is not attached to network {vpc}"
        )


def _propagating(self: RouteTable) -> list[dict[str, str]]:
    return [{"GatewayId": gateway} for gateway in vars(self).get("propagating", [])]


def _enable(self: RouteTables) -> ActionResult:
    backend = self.ec2_backend
    table = backend.get_route_table(self._get_param("RouteTableId"))
    gateway = backend.get_vpn_gateway(self._get_param("GatewayId"))
    if table.vpc_id not in gateway.attachments:
        raise _NotAttached(gateway.id, table.vpc_id)
    known = vars(table).setdefault("propagating", [])
    if gateway.id not in known:
        known.append(gateway.id)
    return EmptyResult()


def _disable(self: RouteTables) -> ActionResult:
    table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
    gateway = self._get_param("GatewayId")
    known = vars(table).get("propagating", [])
    vars(table)["propagating"] = [entry for entry in known if entry != gateway]
    return EmptyResult()


def _replaced(self: RouteTables) -> ActionResult:
    """Replace a route; the targets that moto does not know here are set afterwards."""
    answer = _replace_route(self)
    backend = self.ec2_backend
    table = backend.get_route_table(self._get_param("RouteTableId"))
    destination = next(value for name in _DESTINATIONS if (value := self._get_param(name)))
    for route in table._routes.values():
        named = (
            route.destination_cidr_block,
            route.destination_ipv6_cidr_block,
            route.destination_prefix_list_id,
        )
        if destination in named:
            route.local = bool(self._get_bool_param("LocalTarget"))
            route.vpc_endpoint_id = self._get_param("VpcEndpointId")
            carrier = self._get_param("CarrierGatewayId")
            route.carrier_gateway = backend.carrier_gateways.get(carrier) if carrier else None
    return answer


def _all_associations(self: RouteTable) -> list[dict[str, Any]]:
    found = _associations.fget(self)
    for entry in found:
        target = self._associations.get(entry["RouteTableAssociationId"], "")
        if target.startswith("vgw"):
            entry["GatewayId"] = target
    return found


def install() -> None:
    """Make route tables answer as AWS does."""
    replace(
        RouteTable,
        associations=property(_all_associations),
        propagating_vgws=property(_propagating),
    )
    replace(
        RouteTables,
        enable_vgw_route_propagation=_enable,
        disable_vgw_route_propagation=_disable,
        replace_route=_replaced,
    )
