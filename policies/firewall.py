"""Security group rules in one form, however a program writes them: inline or as resources."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aurora.values import UNKNOWN
from policies.estate import Estate
from policies.rule import Violation
from policies.tokens import (
    CLUSTER,
    DEFAULT_SECURITY_GROUP,
    EGRESS_RULE,
    INGRESS_RULE,
    PROXY,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
)
from policies.view import Undecided, View, number

__all__ = ["Opening", "everybody", "guards_database", "judged", "openings", "private"]

BLOCKS: Final = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6")
ALL_PROTOCOLS: Final = ("-1", "all")
ICMP: Final = ("icmp", "icmpv6", "1", "58")
PREFIX_LISTS: Final = ("prefixListIds", "prefixListId")
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
        """Yield the property path and the text of each address block.

        Raises Undecided after all that are known, where one is not.
        """
        unknown = ""
        for name in BLOCKS:
            where = f"{self.path}.{name}".lstrip(".")
            given = self.values.get(name)
            for block in given if isinstance(given, list) else [given]:
                if block is UNKNOWN:
                    unknown = where
                elif isinstance(block, str) and block:
                    yield where, block
        if unknown:
            raise Undecided(unknown)

    @property
    def described(self) -> bool:
        """Whether the rule says what it is for."""
        text = self.values.get("description")
        return text is UNKNOWN or bool(isinstance(text, str) and text.strip())

    @property
    def every_port(self) -> bool:
        """Whether the rule opens all protocols or all ports."""
        given = [self.values.get(name) for name in ("protocol", "ipProtocol")]
        if any(value is UNKNOWN for value in given):
            raise Undecided(f"{self.path}.protocol".lstrip("."))
        protocol = str(given[0] or given[1] or ALL_PROTOCOLS[0]).lower()
        if protocol in ICMP:
            return False
        ports = tuple(number(self.values.get(name), -1) for name in ("fromPort", "toPort"))
        return protocol in ALL_PROTOCOLS or ports in ((0, PORTS), (-1, -1), (1, PORTS))

    @property
    def prefix_lists(self) -> tuple[str, ...]:
        """The ids of the prefix lists that the rule names, as far as they are known."""
        given = [self.values.get(name) for name in PREFIX_LISTS]
        flat = [item for value in given for item in (value if isinstance(value, list) else [value])]
        return tuple(item for item in flat if isinstance(item, str))


def openings(subject: View) -> Iterator[Opening]:
    """Yield the rules that a resource holds: a group's inline ones, or the one that it is."""
    if subject.type in (SECURITY_GROUP, DEFAULT_SECURITY_GROUP):
        for way in ("ingress", "egress"):
            rules = subject.known(way, default=[])
            for index, rule in enumerate(rules if isinstance(rules, list) else [rules]):
                if isinstance(rule, Mapping):
                    yield Opening(way == "ingress", f"{way}.{index}", rule)
    elif subject.type == SECURITY_GROUP_RULE:
        yield Opening(subject.known("type", default="ingress") == "ingress", "", subject.props)
    elif subject.type in (INGRESS_RULE, EGRESS_RULE):
        yield Opening(subject.type == INGRESS_RULE, "", subject.props)


def judged(
    opened: Iterable[Opening], check: Callable[[Opening], Iterator[Violation]]
) -> Iterator[Violation]:
    """Yield what a check says of each rule; one that is undecided does not hide the others.

    Raises Undecided after all of them.
    """
    unknown: Undecided | None = None
    for opening in opened:
        try:
            yield from check(opening)
        except Undecided as error:
            unknown = error
    if unknown:
        raise unknown


def everybody(block: str) -> bool:
    """Return whether an address block is the internet, or one of its two halves.

    A prefix length of 0 is the internet whatever stands before it.
    """
    network = _network(block)
    if network is None:
        return block.strip().endswith("/0")
    return network.prefixlen <= 1


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
        return ipaddress.ip_network(block.strip(), strict=False)
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
