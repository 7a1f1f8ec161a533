"""`aws:ec2/routeTable:RouteTable` and `aws:ec2/routeTableAssociation:RouteTableAssociation`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties, WrongId
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import added, removed
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["RouteTable", "RouteTableAssociation"]

# Property by parameter; the texts of the real provider's errors use Terraform's names.
_DESTINATIONS = {
    "DestinationCidrBlock": ("cidrBlock", "cidr_block"),
    "DestinationIpv6CidrBlock": ("ipv6CidrBlock", "ipv6_cidr_block"),
    "DestinationPrefixListId": ("destinationPrefixListId", "destination_prefix_list_id"),
}
_TARGETS = {
    "CarrierGatewayId": ("carrierGatewayId", "carrier_gateway_id"),
    "CoreNetworkArn": ("coreNetworkArn", "core_network_arn"),
    "EgressOnlyInternetGatewayId": ("egressOnlyGatewayId", "egress_only_gateway_id"),
    "GatewayId": ("gatewayId", "gateway_id"),
    "LocalGatewayId": ("localGatewayId", "local_gateway_id"),
    "NatGatewayId": ("natGatewayId", "nat_gateway_id"),
    "NetworkInterfaceId": ("networkInterfaceId", "network_interface_id"),
    "OdbNetworkArn": ("odbNetworkArn", "odb_network_arn"),
    "TransitGatewayId": ("transitGatewayId", "transit_gateway_id"),
    "VpcEndpointId": ("vpcEndpointId", "vpc_endpoint_id"),
    "VpcPeeringConnectionId": ("vpcPeeringConnectionId", "vpc_peering_connection_id"),
}
_LOCAL = "local"


class RouteTable(Calls):
    """A route table with the routes that its program lists."""

    type = "aws:ec2/routeTable:RouteTable"

    def create(self, call: Call) -> None:
        """Create the table, then each propagation and each route."""
        with doing(call, "creating Route Table"):
            answer = call.client("ec2").create_route_table(
                VpcId=call.inputs["vpcId"],
                **tag_specifications("route-table", call.inputs.get("tagsAll")),
            )
        call.id = answer["RouteTable"]["RouteTableId"]
        for gateway in call.inputs.get("propagatingVgws") or []:
            _propagate(call, gateway)
        for route in call.inputs.get("routes") or []:
            _add_route(call, route)

    def read(self, call: Call) -> Properties | None:
        """Return the table with the routes that count as the program's."""
        table = _find(call)
        if table is None:
            return None
        owner = table.get("OwnerId", call.account)
        return {
            "arn": f"arn:{call.partition}:ec2:{call.region}:{owner}:route-table/{call.id}",
            "ownerId": owner,
            "vpcId": table["VpcId"],
            "propagatingVgws": [entry["GatewayId"] for entry in table.get("PropagatingVgws", [])],
            "routes": _routes(call, table),
            "tagsAll": pairs_to_tags(table.get("Tags", [])),
        }

    def update(self, call: Call) -> None:
        """Change propagations and routes: new and changed routes first, then those gone."""
        if "propagatingVgws" in call.changed:
            old, new = call.prior.get("propagatingVgws"), call.inputs.get("propagatingVgws")
            for gateway in removed(old, new):
                with doing(call, f"disabling Route Table ({call.id}) VGW ({gateway}) propagation"):
                    call.client("ec2").disable_vgw_route_propagation(
                        RouteTableId=call.id, GatewayId=gateway
                    )
            for gateway in added(old, new):
                _propagate(call, gateway)
        if "routes" in call.changed:
            _update_routes(call)
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Take off every association, also those of other resources, then delete the table."""
        table = _find(call)
        if table is None:
            return
        client = call.client("ec2")
        for association in table.get("Associations", []):
            if association.get("Main"):
                continue
            name = association["RouteTableAssociationId"]
            with (
                doing(call, f"deleting Route Table Association ({name})"),
                ignoring("InvalidAssociationID.NotFound"),
            ):
                client.disassociate_route_table(AssociationId=name)
        with (
            doing(call, f"deleting Route Table ({call.id})"),
            ignoring("InvalidRouteTableID.NotFound"),
        ):
            client.delete_route_table(RouteTableId=call.id)


class RouteTableAssociation(Calls):
    """A route table of a subnet or a gateway; its id changes with the table."""

    type = "aws:ec2/routeTableAssociation:RouteTableAssociation"

    def create(self, call: Call) -> None:
        """Associate; the id is the association's."""
        inputs = call.inputs
        target = {"SubnetId": inputs.get("subnetId"), "GatewayId": inputs.get("gatewayId")}
        params = {key: value for key, value in target.items() if value}
        table = inputs["routeTableId"]
        client = call.client("ec2")
        with doing(call, f"creating Route Table ({table}) Association"):
            answer = retrying(
                call,
                lambda error: is_error(error, "InvalidRouteTableID.NotFound"),
                lambda: client.associate_route_table(RouteTableId=table, **params),
                minutes=5,
            )
        call.id = answer["AssociationId"]

    def read(self, call: Call) -> Properties | None:
        """Return the association; imported by `subnet or gateway id/route table id`."""
        imported = not call.inputs and not call.prior
        if imported and call.id.count("/") != 1:
            raise WrongId(
                f"Unexpected format for import: {call.id}. Use 'subnet ID/route table ID' or "
                "'gateway ID/route table ID"
            )
        wanted = call.id.partition("/") if imported else None
        if wanted:
            name, values = "route-table-id", [wanted[2]]
        else:
            name, values = "association.route-table-association-id", [call.id]
        with doing(call, f"reading Route Table Association ({call.id})"):
            tables = call.client("ec2").describe_route_tables(
                Filters=[{"Name": name, "Values": values}]
            )["RouteTables"]
        for association in (entry for table in tables for entry in table.get("Associations", [])):
            targets = (association.get("SubnetId"), association.get("GatewayId"))
            found = association["RouteTableAssociationId"]
            if wanted[0] in targets if wanted else found == call.id:
                call.id = found
                return {
                    "gatewayId": association.get("GatewayId", ""),
                    "routeTableId": association["RouteTableId"],
                    "subnetId": association.get("SubnetId", ""),
                }
        return None

    def update(self, call: Call) -> None:
        """Replace the association: AWS gives it another id; one that vanished is made again."""
        if "routeTableId" not in call.changed:
            return
        try:
            answer = call.client("ec2").replace_route_table_association(
                AssociationId=call.id, RouteTableId=call.inputs["routeTableId"]
            )
        except ClientError as error:
            if not is_error(error, "InvalidAssociationID.NotFound"):
                call.fail(f"updating Route Table Association ({call.id})", error)
            self.create(call)
        else:
            call.id = answer["NewAssociationId"]

    def delete(self, call: Call) -> None:
        """Disassociate."""
        with (
            doing(call, f"deleting Route Table Association ({call.id})"),
            ignoring("InvalidAssociationID.NotFound"),
        ):
            call.client("ec2").disassociate_route_table(AssociationId=call.id)


def _find(call: Call) -> Mapping[str, Any] | None:
    try:
        tables = call.client("ec2").describe_route_tables(RouteTableIds=[call.id])["RouteTables"]
    except ClientError as error:
        if is_error(error, "InvalidRouteTableID.NotFound"):
            return None
        call.fail(f"reading Route Table ({call.id})", error)
    return tables[0] if tables else None


def _propagate(call: Call, gateway: str) -> None:
    client = call.client("ec2")
    with doing(call, f"enabling Route Table ({call.id}) VGW ({gateway}) propagation"):
        retrying(
            call,
            lambda error: is_error(error, "Gateway.NotAttached"),
            lambda: client.enable_vgw_route_propagation(RouteTableId=call.id, GatewayId=gateway),
        )


def _only(
    route: Mapping[str, Any], names: Mapping[str, tuple[str, str]], doing_it: str
) -> tuple[str, str]:
    """Return the one parameter of a group that a route gives, and its value."""
    present = [(key, name) for key, (name, _) in names.items() if route.get(name)]
    if len(present) == 1:
        key, name = present[0]
        return key, route[name]
    every = ", ".join(terraform for _, terraform in names.values())
    if not present:
        raise CallError(f"{doing_it}: one of `{every}` must be specified")
    were = ", ".join(names[key][1] for key, _ in present)
    raise CallError(
        f"{doing_it}: only one of `{every}` can be specified, but `{were}` were specified."
    )


def _add_route(call: Call, route: Mapping[str, Any]) -> None:
    client = call.client("ec2")
    destination = _only(route, _DESTINATIONS, "creating route")
    target = _only(route, _TARGETS, "creating route")
    if target[1] == _LOCAL:
        table = _find(call) or {}
        if not any(
            entry.get(destination[0]) == destination[1] and entry.get("GatewayId") == _LOCAL
            for entry in table.get("Routes", [])
        ):
            raise CallError(
                "creating route: local route cannot be created but must exist to be adopted, "
                f"local {destination[1]} does not exist"
            )
        return
    with doing(
        call, f"creating Route in Route Table ({call.id}) with destination ({destination[1]})"
    ):
        retrying(
            call,
            lambda error: is_error(
                error, "InvalidParameterException", "InvalidTransitGatewayID.NotFound"
            ),
            lambda: client.create_route(RouteTableId=call.id, **dict((destination, target))),
            minutes=5,
        )


def _update_routes(call: Call) -> None:
    client = call.client("ec2")
    old, new = call.prior.get("routes") or [], call.inputs.get("routes") or []
    before = {_only(route, _DESTINATIONS, "updating route"): route for route in old}
    after = {_only(route, _DESTINATIONS, "updating route"): route for route in new}
    for destination, route in after.items():
        if destination not in before:
            _add_route(call, route)
            continue
        target = _only(route, _TARGETS, "updating route")
        if target[1] == _only(before[destination], _TARGETS, "updating route")[1]:
            continue
        sent: dict[str, Any] = {"LocalTarget": True} if target[1] == _LOCAL else dict((target,))
        with doing(call, f"updating Route in Route Table ({call.id}) with ({destination[1]})"):
            client.replace_route(RouteTableId=call.id, **dict((destination,)), **sent)
    for destination in before:
        if destination not in after:
            with (
                doing(call, f"deleting Route in Route Table ({call.id}) with ({destination[1]})"),
                ignoring("InvalidRoute.NotFound"),
            ):
                client.delete_route(RouteTableId=call.id, **dict((destination,)))


def _routes(call: Call, table: Mapping[str, Any]) -> list[Properties]:
    """Read the routes, less those that AWS made itself: local, propagated, of gateway endpoints."""
    adopted = {
        route.get(name)
        for route in call.prior.get("routes") or call.inputs.get("routes") or []
        for name, _ in _DESTINATIONS.values()
        if route.get("gatewayId") == _LOCAL and route.get(name)
    }
    found = []
    for route in table.get("Routes", []):
        gateway = route.get("GatewayId", "")
        destination = next((route[key] for key in _DESTINATIONS if route.get(key)), "")
        made_by_aws = (
            route.get("Origin") == "EnableVgwRoutePropagation"
            or (gateway == _LOCAL and destination not in adopted)
            or (gateway.startswith("vpce-") and bool(route.get("DestinationPrefixListId")))
        )
        if made_by_aws:
            continue
        names = {**_DESTINATIONS, **_TARGETS}
        entry = {name: route.get(key, "") for key, (name, _) in names.items()}
        if gateway.startswith("vpce-"):
            entry["gatewayId"], entry["vpcEndpointId"] = "", gateway
        found.append(entry)
    return found
