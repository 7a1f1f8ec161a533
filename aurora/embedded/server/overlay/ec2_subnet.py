"""Subnets: every attribute that can be modified, zones of their own region, what keeps them."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.exceptions import (
    DependencyViolationError,
    EC2ClientError,
    InvalidSubnetIdError,
    InvalidSubnetRangeError,
)
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.subnets import Subnet, SubnetBackend
from moto.ec2.responses.subnets import Subnets

from .patching import replace

__all__ = ["install"]

_init = Subnet.__init__
_create = SubnetBackend.create_subnet
_delete = SubnetBackend.delete_subnet
_SIZES = range(16, 29)  # prefix lengths (CreateSubnet: /28 to /16)

# Attribute of moto's subnet by parameter of ModifySubnetAttribute; a value or {"Value": ...}.
_SWITCHES = {
    "AssignIpv6AddressOnCreation": "assign_ipv6_address_on_creation",
    "EnableDns64": "enable_dns64",
    "MapCustomerOwnedIpOnLaunch": "map_customer_owned_ip_on_launch",
    "MapPublicIpOnLaunch": "map_public_ip_on_launch",
}
_PLAIN = {
    "CustomerOwnedIpv4Pool": "customer_owned_ipv4_pool",
    "EnableLniAtDeviceIndex": "enable_lni_at_device_index",
}
_LAUNCH_OPTIONS = {
    "EnableResourceNameDnsARecordOnLaunch": "EnableResourceNameDnsARecord",
    "EnableResourceNameDnsAAAARecordOnLaunch": "EnableResourceNameDnsAAAARecord",
    "PrivateDnsHostnameTypeOnLaunch": "HostnameType",
}


class _InvalidZone(EC2ClientError):
    """A zone that the region does not have."""

    def __init__(self, name: str, zones: list[str]) -> None:
        super().__init__(
            "InvalidParameterValue",
            f"Value ({name}) for parameter availabilityZone is invalid. Subnets can currently only "
            f"be created in the following availability zones: {', '.join(zones)}.",
        )


def _made(self: Subnet, *args: Any, **kwargs: Any) -> None:
    _init(self, *args, **kwargs)
    vars(self).update(enable_dns64=False, map_customer_owned_ip_on_launch=False)
    vpc = self.ec2_backend.vpcs.get(self.vpc_id)
    if vpc is not None and not vpc.is_default:
        self.default_for_az = self.map_public_ip_on_launch = False


def _ipv6_blocks(self: Subnet) -> list[dict[str, Any]]:
    return [
        {
            "AssociationId": association["associationId"],
            "Ipv6CidrBlock": association["ipv6CidrBlock"],
            "Ipv6CidrBlockState": {"State": "associated"},
        }
        for association in self.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]


def _created(
    self: SubnetBackend,
    vpc_id: str,
    cidr_block: str,
    ipv6_cidr_block: str | None = None,
    availability_zone: str | None = None,
    availability_zone_id: str | None = None,
    **kwargs: Any,
) -> Subnet:
    region = vars(self)["region_name"]
    zones = RegionsAndZonesBackend.zones.get(region, [])
    names = [zone.name for zone in zones]
    if availability_zone_id and not availability_zone:
        by_id = {zone.zone_id: zone.name for zone in zones}
        if availability_zone_id not in by_id:
            raise _InvalidZone(availability_zone_id, names)
        availability_zone = by_id[availability_zone_id]
    if availability_zone and zones and availability_zone not in names:
        raise _InvalidZone(availability_zone, names)
    length = cidr_block.rpartition("/")[2]
    if "/" in cidr_block and length.isdigit() and int(length) not in _SIZES:
        raise InvalidSubnetRangeError(cidr_block)
    return _create(self, vpc_id, cidr_block, ipv6_cidr_block, availability_zone, None, **kwargs)


def _deleted(self: Any, subnet_id: str) -> Subnet:
    if any(eni.subnet.id == subnet_id for eni in self.enis.values()):
        raise DependencyViolationError(
            f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
        )
    subnet = _delete(self, subnet_id)
    for table in self.route_tables.values():
        for name in [key for key, target in table._associations.items() if target == subnet_id]:
            del table._associations[name]
    return subnet


def _modified(self: Subnets) -> ActionResult:
    subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
    for parameter, attribute in _SWITCHES.items():
        value = self._get_param(f"{parameter}.Value")
        if value is not None:
            vars(subnet)[attribute] = value
    for parameter, attribute in _PLAIN.items():
        value = self._get_param(parameter)
        if value is not None:
            vars(subnet)[attribute] = value
    for parameter, option in _LAUNCH_OPTIONS.items():
        plain = parameter == "PrivateDnsHostnameTypeOnLaunch"
        value = self._get_param(parameter if plain else f"{parameter}.Value")
        if value is not None:
            subnet.private_dns_name_options_on_launch[option] = value
    return EmptyResult()


def _found(self: SubnetBackend, subnet_id: str) -> Subnet:
    for subnets in self.subnets.values():
        if subnet_id in subnets:
            return subnets[subnet_id]
    raise InvalidSubnetIdError(subnet_id)


def install() -> None:
    """Make subnets answer and refuse as AWS does."""
    replace(Subnet, __init__=_made, ipv6_cidr_block_association_set=property(_ipv6_blocks))
    replace(SubnetBackend, create_subnet=_created, delete_subnet=_deleted, get_subnet=_found)
    replace(Subnets, modify_subnet_attribute=_modified)
