"""Where the cluster lives and who reaches it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from aurora.settings.section import DOCS, About, Change, Section

__all__ = ["Network"]

VPC = DOCS + "USER_VPC.WorkingWithRDSInstanceinaVPC.html"


class Network(Section):
    """A VPC of the stack's own (`cidr`), or an existing one (`vpcId` and `subnetIds`)."""

    cidr: Annotated[
        str | None,
        About(
            "The IPv4 range of a VPC that the stack makes, /16 to /24, with private subnets over "
            "three Availability Zones.",
            example="10.0.0.0/16",
            change=Change.REPLACES_DATABASE,
            link="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        ),
    ] = None
    vpc_id: Annotated[
        str | None,
        About(
            "An existing VPC; needs subnetIds.",
            example="vpc-0a1b2c3d4e5f60718",
            change=Change.REPLACES_DATABASE,
            link=VPC,
        ),
    ] = None
    subnet_ids: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "Subnets of that VPC, in at least two Availability Zones; private ones.",
            example=["subnet-0a1b2c3d4e5f60718", "subnet-0b1b2c3d4e5f60718"],
            link=VPC,
        ),
    ] = ()
    allowed_cidrs: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "IPv4 ranges that may open connections to the database port.",
            example=["10.0.0.0/16"],
            link="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        ),
    ] = ()
    allowed_security_groups: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "Security groups whose members may open connections to the database port.",
            example=["sg-0a1b2c3d4e5f60718"],
            link="https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        ),
    ] = ()
