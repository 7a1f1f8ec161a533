"""Security groups: rules of any source, changed whole, and what keeps a group from deletion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.ec2.exceptions import (
    DependencyViolationError,
    EC2ClientError,
    InvalidSecurityGroupNotFoundError,
    InvalidSecurityGroupRuleIdNotFoundError,
)
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.security_groups import SecurityGroups
from moto.rds.models import rds_backends

from .patching import replace

__all__ = ["install"]

_read_rules = SecurityGroups._process_rules_from_querystring
_init = SecurityGroupRule.__init__
_create = SecurityGroupBackend.create_security_group
_delete = SecurityGroupBackend._delete_security_group
_authorize = {
    "ingress": SecurityGroups.authorize_security_group_ingress,
    "egress": SecurityGroups.authorize_security_group_egress,
}
_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
_ALL = "-1"


class _CannotDelete(EC2ClientError):
    """The default group of a VPC goes with its VPC only."""

    def __init__(self, group: SecurityGroup) -> None:
        super().__init__(
            "CannotDelete",
            f'the specified group: "{group.id}" name: "{group.name}" cannot be deleted by a user',
        )


class _InvalidValue(EC2ClientError):
    """A parameter that AWS refuses."""

    code = "InvalidParameterValue"


def _created(
    self: SecurityGroupBackend, name: str, description: str, *args: Any, **kwargs: Any
) -> SecurityGroup:
    for member, given in (("GroupName", name), ("GroupDescription", description)):
        if not given.isascii():
            raise _InvalidValue(
                f"Value ({given}) for parameter {member} is invalid. Character sets beyond ASCII "
                "are not supported."
            )
    return _create(self, name, description, *args, **kwargs)


def _rule_made(
    self: SecurityGroupRule,
    ec2_backend: Any,
    ip_protocol: str,
    group_id: str,
    from_port: Any,
    to_port: Any,
    *args: Any,
    **kwargs: Any,
) -> None:
    protocol = str(ip_protocol).lower()
    protocol = _NAMES.get(protocol, protocol)
    if protocol in ("tcp", "udp") and (from_port is None or to_port is None):
        raise _InvalidValue(
            "Invalid value for portRange. Must specify both from and to ports with TCP/UDP."
        )
    first, last = ("-1" if port is None else str(port) for port in (from_port, to_port))
    _init(self, ec2_backend, protocol, group_id, first, last, *args, **kwargs)
    self.ip_protocol = protocol
    prefix = args[2] if len(args) > 2 else kwargs.get("prefix_list_id")
    vars(self).update(prefix_description=(prefix or {}).get("Description"))


def _source(rule: SecurityGroupRule) -> tuple[Any, ...]:
    return (
        rule.ip_range.get("CidrIp"),
        rule.ip_range.get("CidrIpv6"),
        rule.source_group.get("GroupId"),
        rule.prefix_list_id,
    )


def _same(self: SecurityGroupRule, other: object) -> bool:
    """A rule is its protocol, its ports and its source; its description does not count."""
    if not isinstance(other, SecurityGroupRule) or self.ip_protocol != other.ip_protocol:
        return False
    ports = self.ip_protocol == _ALL or (
        (self.from_port, self.to_port) == (other.from_port, other.to_port)
    )
    return ports and _source(self) == _source(other)


def _description(self: SecurityGroupRule) -> str | None:
    return (
        self.ip_range.get("Description")
        or self.source_group.get("Description")
        or vars(self).get("prefix_description")
    )


def _rule_arn(self: SecurityGroupRule) -> str:
    backend = self.ec2_backend
    base = f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}"
    return f"{base}:security-group-rule/{self.id}"


def _owner(self: SecurityGroupRule) -> str:
    return self.ec2_backend.account_id


def _modified(self: SecurityGroupBackend, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
    group = self.get_security_group_by_name_or_id(group_id)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(group_id)
    for rule_id, wanted in rules.items():
        rule = group.get_rule(rule_id)
        if rule is None:
            raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        _modify(rule, wanted)


def _modify(rule: SecurityGroupRule, wanted: dict[str, Any]) -> None:
    """Put the wanted rule in place of the old one, whose kind of source has to be the same."""
    kinds = {
        "CidrIpv4": bool(rule.ip_range.get("CidrIp")),
        "CidrIpv6": bool(rule.ip_range.get("CidrIpv6")),
        "PrefixListId": bool(rule.prefix_list_id),
        "ReferencedGroupId": bool(rule.source_group),
    }
    sources = [kind for kind in kinds if wanted.get(kind)]
    if len(sources) != 1 or not kinds[sources[0]]:
        raise _InvalidValue(f"Invalid rule type for security group rule '{rule.id}'.")
    kind, value = sources[0], wanted[sources[0]]
    described = {"Description": wanted["Description"]} if wanted.get("Description") else {}
    if kind == "PrefixListId":
        rule.prefix_list_id = value
        vars(rule).update(prefix_description=wanted.get("Description"))
    elif kind == "ReferencedGroupId":
        known = {key: text for key, text in rule.source_group.items() if key != "Description"}
        rule.source_group = {**known, "GroupId": value, **described}
    else:
        rule.ip_range = {"CidrIp" if kind == "CidrIpv4" else "CidrIpv6": value, **described}
    protocol = str(wanted.get("IpProtocol", rule.ip_protocol)).lower()
    rule.ip_protocol = _NAMES.get(protocol, protocol)
    open_range = rule.ip_protocol == _ALL
    rule.from_port = None if open_range else wanted.get("FromPort", -1)
    rule.to_port = None if open_range else wanted.get("ToPort", -1)


def _authorized(direction: str) -> Any:
    """Answer with the rules of all permissions of a request, not of the last one alone."""

    def authorize(self: SecurityGroups) -> Any:
        backend = self.ec2_backend
        group = backend.get_security_group_by_name_or_id(
            self._get_param("GroupId") or self._get_param("GroupName")
        )
        name = f"{direction}_rules"
        before = list(getattr(group, name)) if group else []
        answer = _authorize[direction](self)
        if group:
            known = {rule.id for rule in before}
            fresh = [rule for rule in getattr(group, name) if rule.id not in known]
            result: Any = answer.result
            result["SecurityGroupRules"] = fresh
        return answer

    return authorize


def _users(backend: Any, group_id: str) -> Iterator[str]:
    """Name what still uses a group."""
    for eni in backend.enis.values():
        if any(group.id == group_id for group in eni.group_set or []):
            yield eni.id
    for endpoint in backend.vpc_end_points.values():
        if endpoint.state != "deleted" and group_id in (endpoint.security_group_ids or []):
            yield endpoint.id
    for groups in backend.groups.values():
        for group in groups.values():
            rules = [*group.ingress_rules, *group.egress_rules]
            if group.id != group_id and any(
                rule.source_group.get("GroupId") == group_id for rule in rules
            ):
                yield group.id
    databases = rds_backends[backend.account_id][backend.region_name]
    for name in ("clusters", "databases", "db_proxies"):
        for key, thing in getattr(databases, name, {}).items():
            if group_id in (getattr(thing, "vpc_security_group_ids", None) or []):
                yield key


def _deleted(self: Any, vpc_id: str | None, group_id: str) -> None:
    group = self.get_security_group_from_id(group_id)
    if group is not None and vpc_id in self.vpcs:
        with_vpc = vars(self).get("deleting_vpc")
        if group.is_default and not with_vpc:
            raise _CannotDelete(group)
        if not with_vpc and next(_users(self, group_id), None) is not None:
            raise DependencyViolationError(f"resource {group_id} has a dependent object")
    _delete(self, vpc_id, group_id)


def _rules(self: SecurityGroups) -> Iterator[Any]:
    if not self._get_param("GroupId") and not self._get_param("GroupName"):
        raise EC2ClientError(
            "MissingParameter", "The request must contain the parameter groupName or groupId"
        )
    yield from _read_rules(self)


def install() -> None:
    """Make security groups answer and refuse as AWS does."""
    replace(
        SecurityGroupRule,
        __init__=_rule_made,
        __eq__=_same,
        description=property(_description),
        group_owner_id=property(_owner),
        security_group_rule_arn=property(_rule_arn),
    )
    replace(
        SecurityGroupBackend,
        create_security_group=_created,
        modify_security_group_rules=_modified,
        _delete_security_group=_deleted,
    )
    replace(
        SecurityGroups,
        _process_rules_from_querystring=_rules,
        authorize_security_group_ingress=_authorized("ingress"),
        authorize_security_group_egress=_authorized("egress"),
    )
