"""Security group rules in one form, however a program writes them: inline or as resources."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from aurora.values import UNKNOWN
from policies.estate import Estate
from policies.tokens import (
    CLUSTER,
    DEFAULT_SECURITY_GROUP,
    EGRESS_RULE,
    INGRESS_RULE,
    PROXY,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
)
from policies.view import Undecided, View

__all__ = ["Opening", "everybody", "guards_database", "openings", "private"]

BLOCKS: Final = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6")
GROUPS: Final = ("securityGroups", "sourceSecurityGroupId", "referencedSecurityGroupId", "self")
ALL_PROTOCOLS: Final = ("-1", "all")
PORTS: Final = 65_535


@dataclass(frozen=True)
class Opening:
    """One rule of a security group.

    Attributes:
        ingress: Whether it lets in; else it lets out.
        path: Property path of the rule in its resource; empty for a rule that is a resource.
        values: The rule's own properties.
    """

    ingress: bool
    path: str
    values: Any

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Yield the property path and the text of each address block. Raises Undecided."""
        for name in BLOCKS:
            where = f"{self.path}.{name}".lstrip(".")
            given = self.values.get(name)
            for block in given if isinstance(given, list) else [given]:
                if block is UNKNOWN:
                    raise Undecided(where)
                if isinstance(block, str) and block:
                    yield where, block

    @property
    def described(self) -> bool:
        """Whether the rule says what it is for."""
        text = self.values.get("description")
        return text is UNKNOWN or bool(isinstance(text, str) and text.strip())

    @property
    def every_port(self) -> bool:
        """Whether the rule opens all protocols or all ports."""
        protocol = str(self.values.get("protocol", self.values.get("ipProtocol", ""))).lower()
        ports = (self.values.get("fromPort"), self.values.get("toPort"))
        return protocol in ALL_PROTOCOLS or ports in ((0, PORTS), (-1, -1), (1, PORTS))


def openings(subject: View) -> Iterator[Opening]:
    """Yield the rules that a resource holds: a group's inline ones, or the one that it is."""
    if subject.type in (SECURITY_GROUP, DEFAULT_SECURITY_GROUP):
        for way in ("ingress", "egress"):
            for index, rule in enumerate(subject.known(way, default=[])):
                yield Opening(way == "ingress", f"{way}.{index}", rule)
    elif subject.type == SECURITY_GROUP_RULE:
        yield Opening(subject.known("type", default="ingress") == "ingress", "", subject.props)
    elif subject.type in (INGRESS_RULE, EGRESS_RULE):
        yield Opening(subject.type == INGRESS_RULE, "", subject.props)


def everybody(block: str) -> bool:
    """Return whether an address block is the internet, or one of its two halves."""
    network = _network(block)
    return network is not None and network.prefixlen <= 1


def private(block: str, allowed: tuple[str, ...]) -> bool:
    """Return whether an address block lies within one of the allowed ones."""
    network = _network(block)
    if network is None:
        return False
    for text in allowed:
        outer = _network(text)
        if outer is not None and outer.version == network.version and network.subnet_of(outer):
            return True
    return False


def _network(block: str) -> Any:
    try:
        return ipaddress.ip_network(block, strict=False)
    except ValueError:
        return None


def guards_database(subject: View, estate: Estate) -> bool:
    """Return whether a group, or the group of a rule, is one that a cluster or a proxy uses."""
    groups = (
        (subject,)
        if subject.type in (SECURITY_GROUP, DEFAULT_SECURITY_GROUP)
        else estate.linked(subject, "securityGroupId", SECURITY_GROUP, DEFAULT_SECURITY_GROUP)
    )
    return any(
        estate.referring(group, type_, "vpcSecurityGroupIds")
        for group in groups
        for type_ in (CLUSTER, PROXY)
    )
