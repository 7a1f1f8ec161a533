"""Which subnets the internet reaches: by public addresses, or by a route to an internet gateway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policies.estate import Estate
from policies.tokens import (
    DEFAULT_ROUTE_TABLE,
    INTERNET_GATEWAY,
    MAIN_ROUTE_TABLE_ASSOCIATION,
    ROUTE,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    VPC,
)
from policies.view import View

__all__ = ["public"]

TABLES = (ROUTE_TABLE, DEFAULT_ROUTE_TABLE)


def public(subnet: View, estate: Estate) -> str:
    """Return why a subnet is public; empty when nothing of the program makes it so."""
    if subnet.get("mapPublicIpOnLaunch") in (True, "true"):
        return "gives out public addresses"
    if any(_routes_out(table, estate) for table in _tables(subnet, estate)):
        return "has a route to an internet gateway"
    return ""


def _tables(subnet: View, estate: Estate) -> Iterator[View]:
    """Yield the route tables of a subnet: its own, or else the main one of its VPC."""
    own = estate.referring(subnet, ROUTE_TABLE_ASSOCIATION, "subnetId")
    for association in own:
        yield from estate.linked(association, "routeTableId", *TABLES)
    for vpc in () if own else estate.linked(subnet, "vpcId", VPC):
        yield from estate.referring(vpc, DEFAULT_ROUTE_TABLE, "defaultRouteTableId")
        for association in estate.referring(vpc, MAIN_ROUTE_TABLE_ASSOCIATION, "vpcId"):
            yield from estate.linked(association, "routeTableId", *TABLES)


def _routes_out(table: View, estate: Estate) -> bool:
    if any(
        estate.by_urn[urn].type == INTERNET_GATEWAY
        for urn in table.dependencies.get("routes", ())
        if urn in estate.by_urn
    ):
        return True
    own = estate.referring(table, ROUTE, "routeTableId")
    if any(estate.linked(route, "gatewayId", INTERNET_GATEWAY) for route in own):
        return True
    inline = table.get("routes", default=[])
    routes = [*(inline if isinstance(inline, list) else []), *(route.props for route in own)]
    gateways = [route.get("gatewayId") for route in routes if isinstance(route, Mapping)]
    return any(isinstance(gateway, str) and gateway.startswith("igw-") for gateway in gateways)
