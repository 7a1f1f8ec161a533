"""`aws:ec2/vpc:Vpc`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["Vpc"]

# In the order in which the real provider sets them; AWS's value of a new VPC.
_ATTRIBUTES = {
    "enableDnsHostnames": False,
    "enableDnsSupport": True,
    "enableNetworkAddressUsageMetrics": False,
}
_CREATE = {
    "CidrBlock": "cidrBlock",
    "Ipv4IpamPoolId": "ipv4IpamPoolId",
    "Ipv4NetmaskLength": "ipv4NetmaskLength",
    "Ipv6CidrBlock": "ipv6CidrBlock",
    "Ipv6CidrBlockNetworkBorderGroup": "ipv6CidrBlockNetworkBorderGroup",
    "Ipv6IpamPoolId": "ipv6IpamPoolId",
    "Ipv6NetmaskLength": "ipv6NetmaskLength",
}
_ASSOCIATE = {
    "Ipv6CidrBlock": "ipv6CidrBlock",
    "Ipv6CidrBlockNetworkBorderGroup": "ipv6CidrBlockNetworkBorderGroup",
    "Ipv6IpamPoolId": "ipv6IpamPoolId",
    "Ipv6NetmaskLength": "ipv6NetmaskLength",
}
_IPV6 = frozenset(
    {"assignGeneratedIpv6CidrBlock", "ipv6CidrBlockNetworkBorderGroup", "ipv6CidrBlock"}
) | {"ipv6IpamPoolId"}
_AMAZON_POOL = "Amazon"


class Vpc(Calls):
    """A VPC: its attributes are calls of their own, its default resources are looked up."""

    type = "aws:ec2/vpc:Vpc"

    def create(self, call: Call) -> None:
        """Create the VPC, then set the attributes that differ from a new VPC's."""
        inputs = call.inputs
        with doing(call, "creating EC2 VPC"):
            answer = call.client("ec2").create_vpc(
                AmazonProvidedIpv6CidrBlock=bool(inputs.get("assignGeneratedIpv6CidrBlock")),
                InstanceTenancy=inputs.get("instanceTenancy") or "default",
                **given(inputs, _CREATE),
                **tag_specifications("vpc", inputs.get("tagsAll")),
            )
        call.id = answer["Vpc"]["VpcId"]
        for name, fresh in _ATTRIBUTES.items():
            wanted = inputs.get(name)
            if wanted is not None and wanted != fresh:
                _set_attribute(call, name, wanted)

    def read(self, call: Call) -> Properties | None:
        """Return the VPC, its attributes and the ids of what AWS made with it."""
        client = call.client("ec2")
        try:
            vpcs = client.describe_vpcs(VpcIds=[call.id])["Vpcs"]
        except ClientError as error:
            if is_error(error, "InvalidVpcID.NotFound"):
                return None
            call.fail(f"reading EC2 VPC ({call.id})", error)
        if not vpcs:
            return None
        vpc = vpcs[0]
        owner = vpc.get("OwnerId", call.account)
        return {
            "arn": f"arn:{call.partition}:ec2:{call.region}:{owner}:vpc/{call.id}",
            "cidrBlock": vpc["CidrBlock"],
            "dhcpOptionsId": vpc["DhcpOptionsId"],
            "instanceTenancy": vpc["InstanceTenancy"],
            "ownerId": owner,
            **_read_attributes(call),
            **_ipv6(call, vpc),
            **_defaults(call),
            "tagsAll": pairs_to_tags(vpc.get("Tags", [])),
        }

    def update(self, call: Call) -> None:
        """Set what changed, one attribute a call; a new IPv6 block replaces the old one."""
        client = call.client("ec2")
        for name in _ATTRIBUTES:
            if name in call.changed:
                _set_attribute(call, name, bool(call.inputs.get(name)))
        if "instanceTenancy" in call.changed:
            with doing(call, f"modifying EC2 VPC ({call.id}) InstanceTenancy"):
                client.modify_vpc_tenancy(
                    VpcId=call.id, InstanceTenancy=call.inputs["instanceTenancy"]
                )
        if call.changed & _IPV6:
            _replace_ipv6(call)
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Delete the VPC; AWS deletes its default resources with it."""
        with (
            doing(call, f"deleting EC2 VPC ({call.id})"),
            ignoring("InvalidVpcID.NotFound"),
        ):
            call.client("ec2").delete_vpc(VpcId=call.id)


def _aws_name(name: str) -> str:
    return name[0].upper() + name[1:]


def _set_attribute(call: Call, name: str, value: bool) -> None:
    with doing(call, f"modifying EC2 VPC ({call.id}) {_aws_name(name)}"):
        call.client("ec2").modify_vpc_attribute(
            VpcId=call.id, **{_aws_name(name): {"Value": value}}
        )


def _read_attributes(call: Call) -> Properties:
    client = call.client("ec2")
    found: Properties = {}
    for name in _ATTRIBUTES:
        with doing(call, f"reading EC2 VPC ({call.id}) Attribute ({name})"):
            answer = client.describe_vpc_attribute(VpcId=call.id, Attribute=name)
        found[name] = answer.get(_aws_name(name), {}).get("Value", False)
    return found


def _ipv6(call: Call, vpc: Mapping[str, Any]) -> Properties:
    """Read the associated IPv6 block: the one in state, else the first."""
    blocks = [
        block
        for block in vpc.get("Ipv6CidrBlockAssociationSet", [])
        if block["Ipv6CidrBlockState"]["State"] == "associated"
    ]
    known = call.prior.get("ipv6AssociationId")
    blocks.sort(key=lambda block: block["AssociationId"] != known)
    block = blocks[0] if blocks else {}
    pool = block.get("Ipv6Pool", "")
    cidr = block.get("Ipv6CidrBlock", "")
    foreign = bool(pool) and pool != _AMAZON_POOL
    return {
        "assignGeneratedIpv6CidrBlock": pool == _AMAZON_POOL,
        "ipv6AssociationId": block.get("AssociationId", ""),
        "ipv6CidrBlock": cidr,
        "ipv6CidrBlockNetworkBorderGroup": block.get("NetworkBorderGroup", ""),
        "ipv6IpamPoolId": pool if foreign else "",
        "ipv6NetmaskLength": int(cidr.partition("/")[2]) if foreign and cidr else 0,
    }


def _defaults(call: Call) -> Properties:
    """Look up the network ACL, the main route table and the security group of the VPC."""
    client = call.client("ec2")
    vpc = {"Name": "vpc-id", "Values": [call.id]}
    with doing(call, f"reading EC2 VPC ({call.id})"):
        acls = client.describe_network_acls(Filters=[vpc, {"Name": "default", "Values": ["true"]}])[
            "NetworkAcls"
        ]
        tables = client.describe_route_tables(
            Filters=[vpc, {"Name": "association.main", "Values": ["true"]}]
        )["RouteTables"]
        groups = client.describe_security_groups(
            Filters=[vpc, {"Name": "group-name", "Values": ["default"]}]
        )["SecurityGroups"]
    table = tables[0]["RouteTableId"] if tables else ""
    return {
        "defaultNetworkAclId": acls[0]["NetworkAclId"] if acls else "",
        "defaultRouteTableId": table,
        "mainRouteTableId": table,
        "defaultSecurityGroupId": groups[0]["GroupId"] if groups else "",
    }


def _replace_ipv6(call: Call) -> None:
    client = call.client("ec2")
    association = call.prior.get("ipv6AssociationId")
    doing_it = f"modifying EC2 VPC ({call.id}) IPv6 CIDR block"
    with doing(call, doing_it):
        if association:
            client.disassociate_vpc_cidr_block(AssociationId=association)
        generated = bool(call.inputs.get("assignGeneratedIpv6CidrBlock"))
        params = given(call.inputs, _ASSOCIATE)
        if generated:
            params.pop("Ipv6CidrBlock", None)
            params["AmazonProvidedIpv6CidrBlock"] = True
        if generated or "Ipv6IpamPoolId" in params:
            client.associate_vpc_cidr_block(VpcId=call.id, **params)
