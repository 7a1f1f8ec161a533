"""aurora-subnet-group-private."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policies.estate import Estate
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import (
    INTERNET_GATEWAY,
    ROUTE,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    SUBNET,
    SUBNET_GROUP,
)
from policies.view import View


def check(group: View, context: Context) -> Iterator[Violation]:
    """No subnet may hand out public addresses or have a way to the internet."""
    for subnet in context.estate.linked(group, "subnetIds", SUBNET):
        if subnet.get("mapPublicIpOnLaunch") is True:
            yield Violation(f"{subnet.name} gives out public addresses")
        elif _reaches_internet(subnet, context.estate):
            yield Violation(f"{subnet.name} has a route to an internet gateway")


def _reaches_internet(subnet: View, estate: Estate) -> bool:
    tables = [
        table
        for association in estate.referring(subnet, ROUTE_TABLE_ASSOCIATION, "subnetId")
        for table in estate.linked(association, "routeTableId", ROUTE_TABLE)
    ]
    return any(_routes_out(table, estate) for table in tables)


def _routes_out(table: View, estate: Estate) -> bool:
    if INTERNET_GATEWAY in (
        estate.by_urn[urn].type
        for urn in table.dependencies.get("routes", ())
        if urn in estate.by_urn
    ):
        return True
    inline = table.get("routes", default=[])
    routes = [
        *(inline if isinstance(inline, list) else []),
        *(route.props for route in estate.referring(table, ROUTE, "routeTableId")),
    ]
    gateways = [route.get("gatewayId") for route in routes if isinstance(route, Mapping)]
    linked = any(
        estate.linked(route, "gatewayId", INTERNET_GATEWAY)
        for route in estate.referring(table, ROUTE, "routeTableId")
    )
    return linked or any(isinstance(g, str) and g.startswith("igw-") for g in gateways)


RULE = Rule(
    id="aurora-subnet-group-private",
    title="A database is placed in private subnets",
    severity=Severity.HIGH,
    types=(SUBNET_GROUP,),
    properties=("subnetIds",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A subnet with a route to an internet gateway is public: one setting on an instance then "
        "puts the database on the internet. Without the route no setting can."
    ),
    remedy="use subnets without mapPublicIpOnLaunch and without a route to an internet gateway",
    setting="aurora:network.subnetIds",
    check=check,
    good=(
        Sketch(SUBNET_GROUP, "group", {}, {"subnetIds": ("subnet",)}),
        Sketch(SUBNET, "subnet", {"cidrBlock": "10.0.0.0/24"}),
    ),
    bad=(
        Sketch(SUBNET_GROUP, "group", {}, {"subnetIds": ("subnet",)}),
        Sketch(SUBNET, "subnet", {"cidrBlock": "10.0.0.0/24", "mapPublicIpOnLaunch": True}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.Scenarios.html",
)
