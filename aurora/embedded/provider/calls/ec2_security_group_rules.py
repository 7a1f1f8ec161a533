"""In-line rules of security groups: split into single sources, compared, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aurora.embedded.provider.calls.contract import CallError, Properties

__all__ = ["Source", "matched", "permissions", "protocol_name", "sources"]

_PROTOCOLS = {"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
# Property of a rule, list and member of a permission.
_KINDS = {
    "cidrBlocks": ("IpRanges", "CidrIp"),
    "ipv6CidrBlocks": ("Ipv6Ranges", "CidrIpv6"),
    "prefixListIds": ("PrefixListIds", "PrefixListId"),
    "securityGroups": ("UserIdGroupPairs", "GroupId"),
}


@dataclass(frozen=True)
class Source:
    """A rule of one source: what AWS counts as a rule.

    Attributes:
        protocol: As AWS answers it.
        ports: First and last port; 0 and 0 for all protocols.
        description: Empty for none.
        kind: The property of the rule that the source stands in.
        value: A range, a prefix list or a group (`sg-...` or `owner/sg-...`).
    """

    protocol: str
    ports: tuple[int, int]
    description: str
    kind: str
    value: str


def protocol_name(protocol: Any) -> str:
    """Return a protocol as AWS answers it: lower case, a name for the numbers that have one."""
    text = str(protocol).lower()
    return _PROTOCOLS.get(text, text)


def sources(rules: Iterable[Mapping[str, Any]] | None, own: str) -> dict[Source, None]:
    """Split rules into their sources, in order and without doubles.

    Args:
        rules: The rules of a program or state.
        own: The group's id, which `self` stands for.

    Raises:
        CallError: Ports are given for all protocols.
    """
    found: dict[Source, None] = {}
    for rule in rules or ():
        protocol, ports = protocol_name(rule["protocol"]), _ports(rule)
        if protocol == "-1" and any(ports):
            raise CallError(
                f"from_port ({ports[0]}) and to_port ({ports[1]}) must both be 0 to use the "
                "'ALL' \"-1\" protocol!"
            )
        values = [(kind, value) for kind in _KINDS for value in rule.get(kind) or ()]
        if rule.get("self"):
            values.append(("securityGroups", own))
        for kind, value in values:
            description = rule.get("description") or ""
            found[Source(protocol, ports, description, kind, value)] = None
    return found


def permissions(entries: Iterable[Source]) -> list[dict[str, Any]]:
    """Put sources together to the permissions of one request: by protocol, ports, description."""
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for entry in entries:
        key = (entry.protocol, entry.ports, entry.description)
        permission = groups.setdefault(key, {"IpProtocol": entry.protocol})
        if entry.protocol != "-1":
            permission["FromPort"], permission["ToPort"] = entry.ports
        field, member = _KINDS[entry.kind]
        source = {member: entry.value}
        if entry.kind == "securityGroups" and "/" in entry.value:
            source["UserId"], _, source[member] = entry.value.partition("/")
        if entry.description:
            source["Description"] = entry.description
        permission.setdefault(field, []).append(source)
    return list(groups.values())


def matched(
    local: Iterable[Mapping[str, Any]] | None,
    answered: Iterable[Mapping[str, Any]],
    own: str,
    owner: str,
) -> list[Properties]:
    """Return AWS's permissions as rules, split as the state splits them.

    A rule of the state whose sources AWS has all is kept as written, its description from AWS;
    what else AWS has follows as further rules, so that a change from outside shows.

    Args:
        local: The rules of the program or, without any, of the state.
        answered: `IpPermissions` or `IpPermissionsEgress`.
        own: The group's id.
        owner: The group's account; groups of other accounts carry theirs in front.
    """
    left = _answered(answered, owner)
    found: list[Properties] = []
    for rule in local or ():
        wanted = [_bare(entry) for entry in sources([rule], own)]
        if not wanted or any(entry not in left for entry in wanted):
            continue
        description = next((left[entry] for entry in wanted if left[entry]), "")
        for entry in wanted:
            left.pop(entry, None)
        kept = _rule(protocol_name(rule["protocol"]), _ports(rule), description)
        kept.update({kind: list(rule.get(kind) or ()) for kind in _KINDS})
        kept["self"] = bool(rule.get("self"))
        found.append(kept)
    return found + _grouped(left, own)


def _bare(entry: Source) -> Source:
    return Source(entry.protocol, entry.ports, "", entry.kind, entry.value)


def _answered(answered: Iterable[Mapping[str, Any]], owner: str) -> dict[Source, str]:
    """Return AWS's sources, without description, and the description of each."""
    found: dict[Source, str] = {}
    for permission in answered:
        protocol = protocol_name(permission.get("IpProtocol", "-1"))
        ports = (permission.get("FromPort") or 0, permission.get("ToPort") or 0)
        for kind, (field, member) in _KINDS.items():
            for source in permission.get(field) or ():
                value = source[member]
                account = source.get("UserId", owner)
                if kind == "securityGroups" and account != owner:
                    value = f"{account}/{value}"
                found[Source(protocol, ports, "", kind, value)] = source.get("Description") or ""
    return found


def _grouped(left: Mapping[Source, str], own: str) -> list[Properties]:
    groups: dict[tuple[Any, ...], Properties] = {}
    for entry, description in left.items():
        key = (entry.protocol, entry.ports, description)
        rule = groups.setdefault(key, _rule(entry.protocol, entry.ports, description))
        if entry.kind == "securityGroups" and entry.value == own:
            rule["self"] = True
        else:
            rule[entry.kind].append(entry.value)
    return list(groups.values())


def _rule(protocol: str, ports: tuple[int, int], description: str) -> Properties:
    lists: Properties = {kind: [] for kind in _KINDS}
    return {
        **lists,
        "description": description,
        "fromPort": ports[0],
        "protocol": protocol,
        "self": False,
        "toPort": ports[1],
    }


def _ports(rule: Mapping[str, Any]) -> tuple[int, int]:
    return int(rule.get("fromPort") or 0), int(rule.get("toPort") or 0)
