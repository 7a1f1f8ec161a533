"""Where a cluster lives: a VPC of its own with private subnets, or a part of an existing one."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pulumi
import pulumi_aws as aws

from aurora.catalogue.limits import limit
from aurora.catalogue.regions import region
from components.checks import Check
from components.component import Component, ComponentArgs
from components.security_group import SecurityGroup, SecurityGroupArgs

__all__ = ["Network", "NetworkArgs"]

ZONES = 3
"""Availability Zones that an own VPC spans: Aurora keeps its six copies of the data in three."""

SUBNET_BITS = 2
"""Each subnet is a quarter of the VPC: three are used, the fourth stays free for what comes."""


@dataclass(frozen=True, kw_only=True)
class NetworkArgs(ComponentArgs):
    """Arguments of a network: either `cidr`, or `vpc_id` with `subnet_ids`.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.html

    Attributes:
        port: The TCP port of the database. A change replaces the rules.
        cidr: IPv4 range of a VPC to make, /16 to /24. A change REPLACES the VPC and so THE
            DATABASE. Default: none is made.
        zones: Availability Zones of that VPC by their letter. A change moves subnets, which RDS
            refuses while instances are in them. Default: the three that most accounts have there,
            or two where there are no more.
        vpc_id: An existing VPC. A change REPLACES THE DATABASE.
        subnet_ids: Subnets of that VPC, private ones, in at least two zones. In place.
        allowed_cidrs: IPv4 ranges whose hosts may connect. In place. Default: none.
        allowed_security_groups: Security groups whose members may connect, by a key that names
            the rule. In place. Default: none.
    """

    port: int
    cidr: str | None = None
    zones: tuple[str, ...] = ()
    vpc_id: pulumi.Input[str] | None = None
    subnet_ids: Sequence[pulumi.Input[str]] = ()
    allowed_cidrs: tuple[str, ...] = ()
    allowed_security_groups: Mapping[str, pulumi.Input[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )


def is_vpc_range(cidr: str | None) -> bool:
    """Tell whether a text is an IPv4 range that a VPC with four parts can have."""
    if cidr is None:
        return True
    try:
        given = ipaddress.IPv4Network(cidr)
    except ValueError:
        return False
    # AWS goes down to /28; the four parts of a /25 would be too small for a DB subnet.
    return limit("vpc-prefix-length").allows(given.prefixlen) and given.prefixlen <= 24


class Network(Component):
    """Subnets for a cluster, and the security group around it. Nothing in it is public.

    An own VPC has no route to or from the internet, its default security group is empty, and its
    subnets are /18 each for a /16.

    Attributes:
        vpc_id: The VPC.
        subnet_ids: The subnets.
        subnet_group_name: The DB subnet group over them.
        security_group_id: The group that lets in what is allowed.
        account_id: The AWS account that the network is in.
    """

    TYPE = "aurora:index:Network"
    CHILDREN = (
        "vpc",
        "default-security-group",
        "route-table",
        "route",
        "subnet",
        "subnet-group",
        *SecurityGroup.CHILDREN,
    )
    CHECKS = (
        Check[NetworkArgs](
            code="AUR-104",
            holds=lambda args: (args.cidr is None) != (args.vpc_id is None),
            message=lambda args: "exactly one of `cidr` and `vpc_id` is wanted",
            remedy="give `cidr` for an own VPC, or `vpc_id` with `subnet_ids` for an existing one",
        ),
        Check[NetworkArgs](
            code="AUR-104",
            holds=lambda args: args.vpc_id is None or len(args.subnet_ids) >= 2,
            message=lambda args: f"{len(args.subnet_ids)} subnets of the existing VPC are given",
            allowed="at least two, in different Availability Zones",
            remedy="add private subnets to `subnet_ids`",
        ),
        Check[NetworkArgs](
            code="AUR-104",
            holds=lambda args: is_vpc_range(args.cidr),
            message=lambda args: f"{args.cidr!r} is no IPv4 range of a VPC",
            allowed="10.0.0.0/16 or the like, /16 to /24, without host bits",
            remedy="correct `cidr`",
        ),
    )

    vpc_id: pulumi.Output[str]
    subnet_ids: pulumi.Output[Sequence[str]]
    subnet_group_name: pulumi.Output[str]
    security_group_id: pulumi.Output[str]
    account_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        if args.cidr is None:
            vpc_id, subnet_ids = args.vpc_id or "", list(args.subnet_ids)
        else:
            vpc_id, subnet_ids = self._vpc(name, args, ipaddress.IPv4Network(args.cidr))
        subnet_group = aws.rds.SubnetGroup(
            f"{name}-subnet-group",
            self.adapted(
                "subnet-group",
                aws.rds.SubnetGroupArgs(
                    region=args.region,
                    description=f"Private subnets of {name}",
                    subnet_ids=subnet_ids,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        group = SecurityGroup(
            name,
            SecurityGroupArgs(
                region=args.region,
                tags=args.tags,
                overrides=self.handed_on(SecurityGroup),
                vpc_id=vpc_id,
                port=args.port,
                description=f"Database of {name}",
                allowed_cidrs=args.allowed_cidrs,
                allowed_security_groups=args.allowed_security_groups,
            ),
            self.under(),
        )
        self.vpc_id = pulumi.Output.from_input(vpc_id)
        self.subnet_ids = pulumi.Output.all(*subnet_ids).apply(list)
        self.subnet_group_name = subnet_group.name
        self.security_group_id = group.id
        self.account_id = group.account_id
        self.register_outputs(
            {
                "vpcId": self.vpc_id,
                "subnetIds": self.subnet_ids,
                "subnetGroupName": self.subnet_group_name,
                "securityGroupId": self.security_group_id,
            }
        )

    def _vpc(
        self, name: str, args: NetworkArgs, block: ipaddress.IPv4Network
    ) -> tuple[pulumi.Output[str], list[pulumi.Output[str]]]:
        # pulumi_aws.ec2 costs half a second of import: only a program with an own VPC pays it.
        from pulumi_aws import ec2

        vpc = ec2.Vpc(
            f"{name}-vpc",
            self.adapted(
                "vpc",
                ec2.VpcArgs(
                    region=args.region,
                    cidr_block=str(block),
                    enable_dns_support=True,
                    enable_dns_hostnames=True,
                    tags={"Name": name, **args.tags},
                ),
            ),
            self.under(),
        )
        ec2.DefaultSecurityGroup(
            f"{name}-default-security-group",
            self.adapted(
                "default-security-group",
                ec2.DefaultSecurityGroupArgs(
                    region=args.region,
                    vpc_id=vpc.id,
                    ingress=[],
                    egress=[],
                    tags={"Name": f"{name}-default-closed", **args.tags},
                ),
            ),
            self.under(),
        )
        return vpc.id, self._subnets(name, args, vpc.id, block)

    def _subnets(
        self,
        name: str,
        args: NetworkArgs,
        vpc_id: pulumi.Output[str],
        block: ipaddress.IPv4Network,
    ) -> list[pulumi.Output[str]]:
        from pulumi_aws import ec2

        table = ec2.RouteTable(
            f"{name}-route-table",
            self.adapted(
                "route-table",
                ec2.RouteTableArgs(
                    region=args.region, vpc_id=vpc_id, tags={"Name": name, **args.tags}
                ),
            ),
            self.under(),
        )
        found = region(args.region)
        most = min(ZONES, found.zones) if found else 0
        letters = args.zones or tuple(found.zone_letters if found else "")[:most]
        subnet_ids = []
        for letter, part in zip(letters, block.subnets(prefixlen_diff=SUBNET_BITS), strict=False):
            subnet = ec2.Subnet(
                f"{name}-subnet-{letter}",
                self.adapted(
                    "subnet",
                    ec2.SubnetArgs(
                        region=args.region,
                        vpc_id=vpc_id,
                        availability_zone=f"{args.region}{letter}",
                        cidr_block=str(part),
                        map_public_ip_on_launch=False,
                        tags={"Name": f"{name}-{letter}", **args.tags},
                    ),
                ),
                self.under(),
            )
            ec2.RouteTableAssociation(
                f"{name}-route-{letter}",
                self.adapted(
                    "route",
                    ec2.RouteTableAssociationArgs(
                        region=args.region, subnet_id=subnet.id, route_table_id=table.id
                    ),
                ),
                self.under(),
            )
            subnet_ids.append(subnet.id)
        return subnet_ids
