"""`aws:ec2/subnet:Subnet`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["Subnet"]

_CREATE = {
    "AvailabilityZone": "availabilityZone",
    "AvailabilityZoneId": "availabilityZoneId",
    "CidrBlock": "cidrBlock",
    "Ipv4IpamPoolId": "ipv4IpamPoolId",
    "Ipv4NetmaskLength": "ipv4NetmaskLength",
    "Ipv6CidrBlock": "ipv6CidrBlock",
    "Ipv6IpamPoolId": "ipv6IpamPoolId",
    "Ipv6Native": "ipv6Native",
    "Ipv6NetmaskLength": "ipv6NetmaskLength",
    "OutpostArn": "outpostArn",
}
# One ModifySubnetAttribute each. At create and at update the real provider has its own order.
_SWITCHES_AT_CREATE = (
    "enableResourceNameDnsAaaaRecordOnLaunch",
    "enableResourceNameDnsARecordOnLaunch",
    "privateDnsHostnameTypeOnLaunch",
    "mapPublicIpOnLaunch",
)
_SWITCHES_AT_UPDATE = (
    "enableDns64",
    "enableLniAtDeviceIndex",
    "enableResourceNameDnsAaaaRecordOnLaunch",
    "enableResourceNameDnsARecordOnLaunch",
    "mapPublicIpOnLaunch",
    "privateDnsHostnameTypeOnLaunch",
)
_PLAIN = frozenset({"enableLniAtDeviceIndex", "privateDnsHostnameTypeOnLaunch"})
_OPTIONS = {
    "enableResourceNameDnsAaaaRecordOnLaunch": "EnableResourceNameDnsAAAARecord",
    "enableResourceNameDnsARecordOnLaunch": "EnableResourceNameDnsARecord",
    "privateDnsHostnameTypeOnLaunch": "HostnameType",
}


class Subnet(Calls):
    """A subnet: all but its address and zone is set after it was created, one call each."""

    type = "aws:ec2/subnet:Subnet"

    def create(self, call: Call) -> None:
        """Create the subnet, then set what differs from a new one."""
        inputs = call.inputs
        with doing(call, "creating EC2 Subnet"):
            answer = call.client("ec2").create_subnet(
                VpcId=inputs["vpcId"],
                **given(inputs, _CREATE),
                **tag_specifications("subnet", inputs.get("tagsAll")),
            )
        subnet = answer["Subnet"]
        call.id = subnet["SubnetId"]
        self._set_fresh(call, subnet)

    def _set_fresh(self, call: Call, subnet: Mapping[str, Any]) -> None:
        inputs = call.inputs
        before = _read(subnet)
        if before["assignIpv6AddressOnCreation"] and not inputs.get("assignIpv6AddressOnCreation"):
            _set(call, "assignIpv6AddressOnCreation", False)
        elif (
            inputs.get("assignIpv6AddressOnCreation") and not before["assignIpv6AddressOnCreation"]
        ):
            _set(call, "assignIpv6AddressOnCreation", True)
        if inputs.get("mapCustomerOwnedIpOnLaunch") or inputs.get("customerOwnedIpv4Pool"):
            _set_customer_owned(call)
        if bool(inputs.get("enableDns64")) != before["enableDns64"]:
            _set(call, "enableDns64", bool(inputs.get("enableDns64")))
        if inputs.get("enableLniAtDeviceIndex"):
            _set(call, "enableLniAtDeviceIndex", inputs["enableLniAtDeviceIndex"])
        for name in _SWITCHES_AT_CREATE:
            wanted = inputs.get(name)
            if wanted is not None and wanted != before[name]:
                _set(call, name, wanted)

    def read(self, call: Call) -> Properties | None:
        """Return the subnet as AWS has it."""
        try:
            subnets = call.client("ec2").describe_subnets(SubnetIds=[call.id])["Subnets"]
        except ClientError as error:
            if is_error(error, "InvalidSubnetID.NotFound"):
                return None
            call.fail(f"reading EC2 Subnet ({call.id})", error)
        return _read(subnets[0]) if subnets else None

    def update(self, call: Call) -> None:
        """Set what changed; a block is taken off after its use is turned off, and put on before."""
        inputs, changed = call.inputs, call.changed
        assign = bool(inputs.get("assignIpv6AddressOnCreation"))
        if changed & {"customerOwnedIpv4Pool", "mapCustomerOwnedIpOnLaunch"}:
            _set_customer_owned(call)
        if "assignIpv6AddressOnCreation" in changed and not assign:
            _set(call, "assignIpv6AddressOnCreation", False)
        _update_ipv6(call)
        for name in _SWITCHES_AT_UPDATE:
            if name in changed:
                _set(call, name, inputs.get(name) or (0 if name in _PLAIN else False))
        if "assignIpv6AddressOnCreation" in changed and assign:
            _set(call, "assignIpv6AddressOnCreation", True)
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Delete the subnet; AWS refuses while something lies in it."""
        with (
            doing(call, f"deleting EC2 Subnet ({call.id})"),
            ignoring("InvalidSubnetID.NotFound"),
        ):
            call.client("ec2").delete_subnet(SubnetId=call.id)


def _aws_name(name: str) -> str:
    return (name[0].upper() + name[1:]).replace("Aaaa", "AAAA")


def _set(call: Call, name: str, value: Any) -> None:
    parameter = _aws_name(name)
    with doing(call, f"setting EC2 Subnet ({call.id}) {parameter}"):
        call.client("ec2").modify_subnet_attribute(
            SubnetId=call.id, **{parameter: value if name in _PLAIN else {"Value": value}}
        )


def _set_customer_owned(call: Call) -> None:
    with doing(call, f"setting EC2 Subnet ({call.id}) MapCustomerOwnedIpOnLaunch"):
        call.client("ec2").modify_subnet_attribute(
            SubnetId=call.id,
            MapCustomerOwnedIpOnLaunch={
                "Value": bool(call.inputs.get("mapCustomerOwnedIpOnLaunch"))
            },
            **given(call.inputs, {"CustomerOwnedIpv4Pool": "customerOwnedIpv4Pool"}),
        )


def _update_ipv6(call: Call) -> None:
    """Replace the IPv6 block; one that left the program goes with the next update of anything."""
    old, new = call.prior.get("ipv6CidrBlock") or "", call.inputs.get("ipv6CidrBlock") or ""
    if old == new:
        return
    if not new and (call.inputs.get("ipv6IpamPoolId") or call.inputs.get("ipv6Native")):
        return
    client = call.client("ec2")
    association = call.prior.get("ipv6CidrBlockAssociationId")
    if old and association:
        with doing(call, f"disassociating EC2 Subnet ({call.id}) IPv6 CIDR block ({association})"):
            client.disassociate_subnet_cidr_block(AssociationId=association)
    if new:
        with doing(call, f"associating EC2 Subnet ({call.id}) IPv6 CIDR block ({new})"):
            client.associate_subnet_cidr_block(SubnetId=call.id, Ipv6CidrBlock=new)


def _read(subnet: Mapping[str, Any]) -> Properties:
    associated = [
        entry
        for entry in subnet.get("Ipv6CidrBlockAssociationSet", [])
        if entry["Ipv6CidrBlockState"]["State"] == "associated"
    ]
    block = associated[0] if associated else {}
    options = subnet.get("PrivateDnsNameOptionsOnLaunch") or {}
    return {
        "arn": subnet["SubnetArn"],
        "assignIpv6AddressOnCreation": subnet.get("AssignIpv6AddressOnCreation", False),
        "availabilityZone": subnet["AvailabilityZone"],
        "availabilityZoneId": subnet.get("AvailabilityZoneId", ""),
        "cidrBlock": subnet.get("CidrBlock", ""),
        "customerOwnedIpv4Pool": subnet.get("CustomerOwnedIpv4Pool", ""),
        "enableDns64": subnet.get("EnableDns64", False),
        "enableLniAtDeviceIndex": subnet.get("EnableLniAtDeviceIndex", 0),
        "ipv6CidrBlock": block.get("Ipv6CidrBlock", ""),
        "ipv6CidrBlockAssociationId": block.get("AssociationId", ""),
        "ipv6Native": subnet.get("Ipv6Native", False),
        "mapCustomerOwnedIpOnLaunch": subnet.get("MapCustomerOwnedIpOnLaunch", False),
        "mapPublicIpOnLaunch": subnet.get("MapPublicIpOnLaunch", False),
        "outpostArn": subnet.get("OutpostArn", ""),
        "ownerId": subnet["OwnerId"],
        "vpcId": subnet["VpcId"],
        "tagsAll": pairs_to_tags(subnet.get("Tags", [])),
        **{
            name: options.get(key, "" if key == "HostnameType" else False)
            for name, key in _OPTIONS.items()
        },
    }
