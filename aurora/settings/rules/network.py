"""Rules about where a cluster lives and who reaches it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from itertools import combinations

from aurora.catalogue import regions
from aurora.catalogue.limits import limit
from aurora.settings.environments import GlobalSettings
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Cluster, Stack, clusters, stacks

__all__ = ["TABLES"]

SMALLEST_OWN = 24
"""Longest prefix of a VPC that we make: its subnets need addresses to spare. Our own choice."""

PREFIX = limit("vpc-prefix-length")

IDS = {"vpc": r"vpc-[0-9a-f]{8,17}", "subnet": r"subnet-[0-9a-f]{8,17}", "sg": r"sg-[0-9a-f]{8,17}"}


def region_known(stack: Stack) -> Iterable[Finding]:
    """Find a region that AWS does not have."""
    many = isinstance(stack.settings, GlobalSettings)
    for name in stack.regions:
        if not regions.region(name):
            close = regions.nearest(name)
            yield Finding(
                message=f"AWS has no region {name!r} with Aurora",
                allowed=", ".join(close) or "such as us-east-1, eu-west-1, ap-southeast-1",
                remedy=f"did you mean {close[0]!r}?" if close else "",
                below=("regions", name) if many else ("region",),
            )


def network(text: str) -> ipaddress.IPv4Network | None:
    """Return the IPv4 range that a text means; None when it means none."""
    try:
        return ipaddress.IPv4Network(text)
    except ValueError:
        return None


def canonical(text: str) -> str:
    """Return what the range should be written as; empty when it is none at all."""
    try:
        return str(ipaddress.IPv4Network(text, strict=False))
    except ValueError:
        return ""


def choice(cluster: Cluster) -> Iterable[Finding]:
    """Find a network of neither kind, or of both."""
    given = cluster.network
    if given.cidr and (given.vpc_id or given.subnet_ids):
        yield Finding(message="both a VPC of its own (cidr) and an existing one (vpcId, subnetIds)")
    elif not given.cidr and not (given.vpc_id and given.subnet_ids):
        yield Finding(
            message="neither a VPC of its own (cidr) nor an existing one, vpcId and subnetIds"
        )


def own_range(cluster: Cluster) -> Iterable[Finding]:
    """Find a range that cannot be a VPC's."""
    text = cluster.network.cidr
    if text is None:
        return
    found = network(text)
    if found is None or found.prefixlen < (PREFIX.low or 0):
        yield Finding(
            message=f"{text!r} is no range of a VPC",
            allowed=f"an IPv4 range of /{PREFIX.low:g} to /{SMALLEST_OWN}, host bits zero",
            remedy=f"did you mean {canonical(text)}?" if canonical(text) not in ("", text) else "",
        )
    elif found.prefixlen > SMALLEST_OWN:
        yield Finding(
            message=f"{text} has too few addresses for three subnets with room to grow",
            allowed=f"/{PREFIX.low:g} to /{SMALLEST_OWN}",
        )


def allowed_ranges(cluster: Cluster) -> Iterable[Finding]:
    """Find sources that a security group does not take."""
    seen: set[str] = set()
    for index, text in enumerate(cluster.network.allowed_cidrs):
        if network(text) is None:
            written = canonical(text)
            yield Finding(
                message=f"{text!r} is no IPv4 range",
                allowed="a range such as 10.0.0.0/16, host bits zero",
                remedy=f"did you mean {written}?" if written else "",
                below=(index,),
            )
        elif text in seen:
            yield Finding(
                message=f"{text} stands twice: AWS refuses a duplicate rule", below=(index,)
            )
        seen.add(text)


def open_to_all(cluster: Cluster) -> Iterable[Finding]:
    """Find a database port that is open to everybody."""
    for index, text in enumerate(cluster.network.allowed_cidrs):
        found = network(text)
        if found and found.prefixlen == 0:
            yield Finding(
                message=f"{text} opens the database port to every address", below=(index,)
            )


def identifiers(cluster: Cluster) -> Iterable[Finding]:
    """Find ids that are none."""
    given = cluster.network
    listed = [
        *([("vpc", given.vpc_id, ("vpcId",))] if given.vpc_id else []),
        *(("subnet", text, ("subnetIds", i)) for i, text in enumerate(given.subnet_ids)),
        *(
            ("sg", text, ("allowedSecurityGroups", i))
            for i, text in enumerate(given.allowed_security_groups)
        ),
    ]
    for kind, text, below in listed:
        if not re.fullmatch(IDS[kind], text):
            yield Finding(
                message=f"{text!r} is no id of a {kind}",
                allowed=f"{kind}-0a1b2c3d4e5f60718",
                below=below,
            )


def repeated(cluster: Cluster) -> Iterable[Finding]:
    """Find subnets or security groups that stand twice."""
    for key, ids in (
        ("subnetIds", cluster.network.subnet_ids),
        ("allowedSecurityGroups", cluster.network.allowed_security_groups),
    ):
        for index, text in enumerate(ids):
            if text in ids[:index]:
                yield Finding(message=f"{text} stands twice", below=(key, index))


def subnets(cluster: Cluster) -> Iterable[Finding]:
    """Find too few subnets."""
    known, count = limit("subnets"), len(set(cluster.network.subnet_ids))
    if cluster.network.vpc_id and cluster.network.subnet_ids and not known.allows(count):
        yield Finding(
            message=f"{count} subnet{'s' * (count != 1)}",
            allowed=f"{known}, in at least two Availability Zones",
        )


def rule_quota(cluster: Cluster) -> Iterable[Finding]:
    """Find more sources than a security group has rules."""
    given = cluster.network
    count, most = (
        len(given.allowed_cidrs) + len(given.allowed_security_groups),
        limit("security-group-rules"),
    )
    if not most.allows(count):
        yield Finding(message=f"{count} sources", allowed=f"{most}, unless AWS raised the quota")


def unreachable(cluster: Cluster) -> Iterable[Finding]:
    """Find a cluster that nobody reaches."""
    if not (cluster.network.allowed_cidrs or cluster.network.allowed_security_groups):
        yield Finding(message="nobody may connect: no allowedCidrs and no allowedSecurityGroups")


def zones(cluster: Cluster) -> Iterable[Finding]:
    """Find a VPC of three zones where most accounts have fewer."""
    found = regions.region(cluster.region)
    if cluster.network.cidr and found and found.zones < 3:
        yield Finding(
            message=f"{found.name} offers only {found.zones} Availability Zones to most accounts, "
            "and a VPC of the stack's own spreads over three"
        )


def peers(stack: Stack) -> Iterable[Finding]:
    """Find VPCs of one estate whose ranges overlap."""
    ranges = [
        (cluster.region, found)
        for cluster in clusters(stack.settings)
        if cluster.network.cidr and (found := network(cluster.network.cidr))
    ]
    for (one, mine), (other, theirs) in combinations(ranges, 2):
        if mine.overlaps(theirs):
            yield Finding(
                message=f"{theirs} of {other} overlaps {mine} of {one}: the two VPCs can never be "
                "peered or routed to each other",
                below=(other, "network", "cidr"),
            )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-061",
                name="region-unknown",
                severity=Severity.REFUSE,
                at="",
                reads=("/region",),
                keys=("/regions",),
                find=region_known,
            ),
            Rule(
                code="AUR-070",
                name="vpc-ranges-overlap",
                severity=Severity.WARN,
                at="/regions",
                find=peers,
                remedy="give each region a range of its own",
            ),
        ),
    ),
    Table(
        subjects=clusters,
        rules=(
            Rule(
                code="AUR-062",
                name="network-of-one-kind",
                severity=Severity.REFUSE,
                at="network",
                find=choice,
                remedy="write cidr, or vpcId and subnetIds",
            ),
            Rule(
                code="AUR-063",
                name="vpc-range",
                severity=Severity.REFUSE,
                at="network.cidr",
                find=own_range,
            ),
            Rule(
                code="AUR-064",
                name="allowed-range",
                severity=Severity.REFUSE,
                at="network.allowedCidrs",
                find=allowed_ranges,
            ),
            Rule(
                code="AUR-065",
                name="network-id",
                severity=Severity.REFUSE,
                at="network",
                find=identifiers,
            ),
            Rule(
                code="AUR-066",
                name="network-id-twice",
                severity=Severity.REFUSE,
                at="network",
                find=repeated,
                remedy="take one of the two out",
            ),
            Rule(
                code="AUR-067",
                name="subnets-too-few",
                severity=Severity.REFUSE,
                at="network.subnetIds",
                find=subnets,
            ),
            Rule(
                code="AUR-068",
                name="security-group-quota",
                severity=Severity.WARN,
                at="network.allowedCidrs",
                reads=("network.allowedSecurityGroups",),
                find=rule_quota,
                remedy="join ranges, or allow a security group instead",
            ),
            Rule(
                code="AUR-069",
                name="nobody-allowed",
                severity=Severity.WARN,
                at="network",
                find=unreachable,
                remedy="name who connects under allowedSecurityGroups or allowedCidrs",
            ),
            Rule(
                code="AUR-071",
                name="port-open-to-all",
                severity=Severity.WARN,
                at="network.allowedCidrs",
                find=open_to_all,
                remedy="name the ranges that connect",
            ),
            Rule(
                code="AUR-072",
                name="zones-too-few",
                severity=Severity.WARN,
                at="network.cidr",
                find=zones,
                remedy="give an existing VPC, or another region",
            ),
        ),
    ),
)
