"""VPC endpoints: address type, DNS, default group and policy, interfaces that follow subnets."""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidVpcEndPointIdError
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses.vpcs import VPCs
from moto.moto_api._internal import mock_random

from .ec2_network_interface import attach_to_service
from .patching import replace

__all__ = ["install"]

_create = VPCBackend.create_vpc_endpoint
_create_answer = VPCs.create_vpc_endpoint
_modify_answer = VPCs.modify_vpc_endpoint
_services_answer = VPCs.describe_vpc_endpoint_services
_modify = VPCEndPoint.modify
_delete = VPCBackend.delete_vpc_endpoints
_describe = VPCBackend.describe_vpc_endpoints
_INTERFACE = "interface"


def _kept(endpoint: VPCEndPoint) -> bool:
    return endpoint.state != "deleted"


def _is_interface(endpoint: VPCEndPoint) -> bool:
    return (endpoint.vpc_endpoint_type or "").lower() == _INTERFACE


def _created(self: Any, *args: Any, **kwargs: Any) -> VPCEndPoint:
    subnets = kwargs.pop("subnet_ids", None) or []
    endpoint = _create(self, *args, subnet_ids=[], **kwargs)
    endpoint.vpc_endpoint_type = endpoint.vpc_endpoint_type or "Gateway"
    endpoint.subnet_ids = []
    if _is_interface(endpoint):
        if not endpoint.security_group_ids:
            default = self.get_default_security_group(endpoint.vpc_id)
            endpoint.security_group_ids = [default.id] if default else []
        for subnet_id in subnets:
            _enter(endpoint, subnet_id)
        endpoint.dns_entries = _dns_entries(endpoint)
    return endpoint


def _enter(endpoint: VPCEndPoint, subnet_id: str) -> None:
    """Put the endpoint into a subnet: an interface with an address of it."""
    backend = endpoint.ec2_backend
    subnet = backend.get_subnet(subnet_id)
    taken = {eni.private_ip_address for eni in backend.enis.values()}
    hosts = list(ipaddress.ip_network(subnet.cidr_block).hosts())[3:]
    free = [str(host) for host in hosts if str(host) not in taken]
    eni = backend.create_network_interface(
        subnet,
        mock_random.choice(free),
        group_ids=list(endpoint.security_group_ids),
        description=f"VPC Endpoint Interface {endpoint.id}",
    )
    eni.interface_type, eni.status, eni.requester_managed = "vpc_endpoint", "in-use", True
    eni.requester_id = backend.account_id
    attach_to_service(eni, "amazon-aws")
    endpoint.network_interface_ids.append(eni.id)
    endpoint.subnet_ids = [*(endpoint.subnet_ids or []), subnet_id]


def _leave(endpoint: VPCEndPoint, subnet_id: str) -> None:
    enis = endpoint.ec2_backend.enis
    for eni_id in list(endpoint.network_interface_ids):
        if eni_id in enis and enis[eni_id].subnet.id == subnet_id:
            del enis[eni_id]
            endpoint.network_interface_ids.remove(eni_id)
    endpoint.subnet_ids = [entry for entry in endpoint.subnet_ids or [] if entry != subnet_id]


def _dns_entries(endpoint: VPCEndPoint) -> list[dict[str, str]]:
    """Return the names of an interface endpoint: its own, and the service's private one."""
    service = endpoint.service_name.rsplit(".", 1)[-1]
    region = endpoint.ec2_backend.region_name
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    tail = "".join(mock_random.choices(letters, k=8))
    zone = "Z" + "".join(mock_random.choices(letters.upper(), k=13))
    names = [f"{endpoint.id}-{tail}.{service}.{region}.vpce.amazonaws.com"]
    entries = [{"dns_name": name, "hosted_zone_id": zone} for name in names]
    if endpoint.private_dns_enabled:
        private = "Z" + "".join(mock_random.choices(letters.upper(), k=20))
        name = f"{service}.{region}.amazonaws.com"
        entries.append({"dns_name": name, "hosted_zone_id": private})
    return entries


def _answered(self: VPCs) -> ActionResult:
    answer = _create_answer(self)
    result: Any = answer.result
    endpoint = result["VpcEndpoint"]
    options = {"DnsRecordIpType": "ipv4"} if _is_interface(endpoint) else {}
    options |= self._get_param("DnsOptions") or {}
    vars(endpoint).update(
        ip_address_type=self._get_param("IpAddressType") or "ipv4",
        dns_options=options or {"DnsRecordIpType": "service-defined"},
        requester_managed=False,
        owner_id=endpoint.ec2_backend.account_id,
        service_region=self._get_param("ServiceRegion") or self.region,
    )
    if not _is_interface(endpoint):
        endpoint.private_dns_enabled = False
    return answer


def _changed(
    self: VPCEndPoint,
    policy_doc: str | None,
    add_subnets: list[str] | None,
    remove_subnets: list[str] | None,
    *rest: Any,
) -> None:
    _modify(self, policy_doc, None, None, *rest)
    for subnet_id in remove_subnets or []:
        _leave(self, subnet_id)
    for subnet_id in add_subnets or []:
        if subnet_id not in (self.subnet_ids or []):
            _enter(self, subnet_id)


def _modified(self: VPCs) -> ActionResult:
    endpoint: Any = self.ec2_backend.describe_vpc_endpoints([self._get_param("VpcEndpointId")])[0]
    answer = _modify_answer(self)
    if self._get_bool_param("ResetPolicy"):
        endpoint.policy_document = json.dumps(VPCEndPoint.DEFAULT_POLICY)
    private = self._get_bool_param("PrivateDnsEnabled")
    if private is not None and private != endpoint.private_dns_enabled:
        endpoint.private_dns_enabled = private
        endpoint.dns_entries = _dns_entries(endpoint)
    if self._get_param("IpAddressType"):
        endpoint.ip_address_type = self._get_param("IpAddressType")
    if self._get_param("DnsOptions"):
        endpoint.dns_options = {**endpoint.dns_options, **self._get_param("DnsOptions")}
    for eni_id in endpoint.network_interface_ids:
        eni = self.ec2_backend.enis[eni_id]
        groups = map(self.ec2_backend.get_security_group_from_id, endpoint.security_group_ids)
        eni._group_set = [group for group in groups if group]
    _follow_routes(self.ec2_backend, endpoint)
    return answer


def _follow_routes(backend: Any, endpoint: Any) -> None:
    """Give each table of a gateway endpoint its route, and take it from the others."""
    prefix = endpoint.destination_prefix_list_id
    if not prefix:
        return
    for table in backend.route_tables.values():
        routes = [
            key
            for key, route in table._routes.items()
            if getattr(route.gateway, "id", None) == endpoint.id
        ]
        if table.id in endpoint.route_table_ids and not routes:
            backend.create_route(
                table.id, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix
            )
        elif table.id not in endpoint.route_table_ids:
            for key in routes:
                del table._routes[key]


def _services(self: VPCs) -> ActionResult:
    answer = _services_answer(self)
    result: Any = answer.result
    details = result["ServiceDetails"]
    result["ServiceDetails"] = [{**entry, "ServiceRegion": self.region} for entry in details]
    return answer


def _deleted(self: Any, vpce_ids: list[str] | None = None) -> None:
    _delete(self, [name for name in vpce_ids or [] if _is_there(self, name)])
    for name in vpce_ids or []:
        self.vpc_end_points.pop(name, None)


def _is_there(backend: Any, name: str) -> bool:
    endpoint = backend.vpc_end_points.get(name)
    if endpoint is None:
        raise InvalidVpcEndPointIdError(name)
    if not endpoint.destination_prefix_list_id and not _is_interface(endpoint):
        endpoint.route_table_ids = []
    return True


def install() -> None:
    """Make VPC endpoints answer as AWS does."""
    replace(VPCEndPoint, modify=_changed)
    replace(VPCBackend, create_vpc_endpoint=_created, delete_vpc_endpoints=_deleted)
    replace(
        VPCs,
        create_vpc_endpoint=_answered,
        describe_vpc_endpoint_services=_services,
        modify_vpc_endpoint=_modified,
    )
