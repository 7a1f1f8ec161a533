"""VPCs: DHCP options, IPv6 blocks, what goes with a VPC and what keeps it."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError, InvalidVPCIdError
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPC, VPCBackend
from moto.ec2.responses.vpcs import VPCs

from .patching import replace

__all__ = ["install"]

_associate = VPC.associate_vpc_cidr_block
_associate_response = VPCs.associate_vpc_cidr_block
_create_response = VPCs.create_vpc
_create = VPCBackend.create_vpc
_delete = VPCBackend.delete_vpc
_POOLS = ("Ipv4IpamPoolId", "Ipv6IpamPoolId")
_OPEN = {"InternetGatewayBlockMode": "off"}


class _NoPool(EC2ClientError):
    """There is no IPAM here, so there is no pool."""

    def __init__(self, pool: str) -> None:
        words = f"The ipam-pool ID '{pool}' does not exist"  # the words are taken to be like others
        super().__init__("InvalidIpamPoolId.NotFound", words)


def _without_pools(operation: Any) -> Any:
    """Refuse a request that takes its range from a pool."""

    def answer(self: VPCs) -> ActionResult:
        for member in _POOLS:
            if pool := self._get_param(member):
                raise _NoPool(pool)
        return operation(self)

    return answer


def _associated(
    self: VPC,
    cidr_block: str,
    amazon_provided_ipv6_cidr_block: bool = False,
    ipv6_cidr_block_network_border_group: str | None = None,
) -> dict[str, Any]:
    group = ipv6_cidr_block_network_border_group or self.ec2_backend.region_name
    association = _associate(self, cidr_block, amazon_provided_ipv6_cidr_block, group)
    if amazon_provided_ipv6_cidr_block:
        association["network_border_group"] = group
        association["ip_source"] = "amazon"
        association["ipv6_address_attribute"] = "public"
    return association


def _deleted(self: Any, vpc_id: str) -> VPC:
    if vpc_id not in self.vpcs:
        raise InvalidVPCIdError(vpc_id)
    attached = any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in _gateways(self))
    groups = [group for group in self.groups[vpc_id].values() if not group.is_default]
    endpoints = [
        endpoint
        for endpoint in self.vpc_end_points.values()
        if endpoint.vpc_id == vpc_id and endpoint.state != "deleted"
    ]
    if attached or groups or endpoints:
        raise DependencyViolationError(
            f"The vpc '{vpc_id}' has dependencies and cannot be deleted."
        )
    vars(self)["deleting_vpc"] = True  # the default group goes now, and only now
    try:
        vpc = _delete(self, vpc_id)
    finally:
        del vars(self)["deleting_vpc"]
    for name in [key for key, acl in self.network_acls.items() if acl.vpc_id == vpc_id]:
        del self.network_acls[name]
    self.groups.pop(vpc_id, None)
    return vpc


def _created(self: Any, *args: Any, **kwargs: Any) -> VPC:
    """Give the default group of a new VPC AWS's rule: everything from the group itself."""
    vpc = _create(self, *args, **kwargs)
    group = self.get_default_security_group(vpc.id)
    own = {"GroupId": group.id, "UserId": self.account_id}
    rule = SecurityGroupRule(self, "-1", group.id, None, None, None, own, is_egress=False)
    group.add_ingress_rule(rule)
    return vpc


def _gateways(backend: Any) -> list[Any]:
    return [*backend.internet_gateways.values(), *backend.egress_only_internet_gateways.values()]


def _prefix_lists(self: VPCs) -> Any:
    found = self.ec2_backend.describe_managed_prefix_lists(
        prefix_list_ids=self._get_param("PrefixListIds", []),
        filters=self._filters_from_querystring(),
    )
    return ActionResult(
        {
            "PrefixLists": [
                {
                    "PrefixListId": entry.id,
                    "PrefixListName": entry.prefix_list_name,
                    "Cidrs": [line["Cidr"] for line in (entry.entries.get(entry.version) or [])],
                }
                for entry in found
                if entry.prefix_list_name.startswith("com.amazonaws.")
            ]
        }
    )


def install() -> None:
    """Make VPCs answer and refuse as AWS does."""
    replace(
        VPC,
        associate_vpc_cidr_block=_associated,
        block_public_access_states=_OPEN,
    )
    replace(Subnet, block_public_access_states=_OPEN)
    replace(VPCBackend, create_vpc=_created, delete_vpc=_deleted)
    replace(
        VPCs,
        associate_vpc_cidr_block=_without_pools(_associate_response),
        create_vpc=_without_pools(_create_response),
        describe_prefix_lists=_prefix_lists,
    )
