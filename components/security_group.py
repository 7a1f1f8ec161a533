"""Who may open a connection: a security group with its rules, each a resource of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import pulumi

from components.component import Component, ComponentArgs

if TYPE_CHECKING:
    from pulumi_aws import ec2

__all__ = ["SecurityGroup", "SecurityGroupArgs"]


@dataclass(frozen=True, kw_only=True)
class SecurityGroupArgs(ComponentArgs):
    """Arguments of a security group around a database or its proxy.

    AWS: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html

    Attributes:
        vpc_id: The VPC. A change REPLACES the group, and what cannot leave it.
        port: The TCP port that is opened, and nothing else. A change replaces the rules.
        description: What the group is for. A change REPLACES the group: AWS cannot edit it.
        allowed_cidrs: IPv4 ranges whose hosts may connect. In place, a rule each.
        allowed_security_groups: Groups whose members may connect, by a key of the caller's that
            names the rule. In place, a rule each.
        targets: Groups that members of this one may connect to on the same port, by key: a rule
            on both sides. A proxy needs it, a database answers without. Default: nothing may
            leave the group.
    """

    vpc_id: pulumi.Input[str]
    port: int
    description: str = "Database"
    allowed_cidrs: tuple[str, ...] = ()
    allowed_security_groups: Mapping[str, pulumi.Input[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    targets: Mapping[str, pulumi.Input[str]] = field(default_factory=lambda: MappingProxyType({}))


class SecurityGroup(Component):
    """A security group that lets in what is named, on one port, and lets nothing out by itself.

    Attributes:
        id: Its id.
        account_id: The AWS account that it is in.
    """

    TYPE = "aurora:index:SecurityGroup"
    CHILDREN = ("security-group", "ingress", "egress", "target-ingress")

    id: pulumi.Output[str]
    account_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: SecurityGroupArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        # pulumi_aws.ec2 costs half a second of import, so only whoever builds a group pays it.
        from pulumi_aws import ec2

        group = ec2.SecurityGroup(
            f"{name}-security-group",
            self.adapted(
                "security-group",
                ec2.SecurityGroupArgs(
                    region=args.region,
                    vpc_id=args.vpc_id,
                    description=args.description,
                    tags={"Name": name, **args.tags},
                ),
            ),
            self.under(),
        )
        self._admit(name, args, group)
        self._release(name, args, group)
        self.id = group.id
        self.account_id = group.owner_id
        self.register_outputs({"id": self.id, "accountId": self.account_id})

    def _admit(self, name: str, args: SecurityGroupArgs, group: ec2.SecurityGroup) -> None:
        from pulumi_aws import vpc

        sources = {
            **{
                cidr.replace("/", "-"): (f"TCP {args.port} from {cidr}", cidr, None)
                for cidr in args.allowed_cidrs
            },
            **{
                key: (f"TCP {args.port} from members of {key}", None, source)
                for key, source in args.allowed_security_groups.items()
            },
        }
        for key, (description, cidr, source) in sources.items():
            vpc.SecurityGroupIngressRule(
                f"{name}-ingress-{key}",
                self.adapted(
                    "ingress",
                    vpc.SecurityGroupIngressRuleArgs(
                        region=args.region,
                        security_group_id=group.id,
                        description=description,
                        ip_protocol="tcp",
                        from_port=args.port,
                        to_port=args.port,
                        cidr_ipv4=cidr,
                        referenced_security_group_id=source,
                        tags=dict(args.tags),
                    ),
                ),
                self.under(),
            )

    def _release(self, name: str, args: SecurityGroupArgs, group: ec2.SecurityGroup) -> None:
        from pulumi_aws import vpc

        for key, target in args.targets.items():
            vpc.SecurityGroupEgressRule(
                f"{name}-egress-{key}",
                self.adapted(
                    "egress",
                    vpc.SecurityGroupEgressRuleArgs(
                        region=args.region,
                        security_group_id=group.id,
                        description=f"TCP {args.port} to members of {key}",
                        ip_protocol="tcp",
                        from_port=args.port,
                        to_port=args.port,
                        referenced_security_group_id=target,
                        tags=dict(args.tags),
                    ),
                ),
                self.under(),
            )
            vpc.SecurityGroupIngressRule(
                f"{name}-target-ingress-{key}",
                self.adapted(
                    "target-ingress",
                    vpc.SecurityGroupIngressRuleArgs(
                        region=args.region,
                        security_group_id=target,
                        description=f"TCP {args.port} from members of {name}",
                        ip_protocol="tcp",
                        from_port=args.port,
                        to_port=args.port,
                        referenced_security_group_id=group.id,
                        tags=dict(args.tags),
                    ),
                ),
                self.under(),
            )
