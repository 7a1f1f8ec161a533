"""`aws:ec2/securityGroup:SecurityGroup` and `aws:ec2/defaultSecurityGroup:DefaultSecurityGroup`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.ec2_security_group_rules import matched, permissions, sources
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["DefaultSecurityGroup", "SecurityGroup"]

# Operations by direction, in the order in which an update goes through them.
_DIRECTIONS = {
    "ingress": ("revoke_security_group_ingress", "authorize_security_group_ingress"),
    "egress": ("revoke_security_group_egress", "authorize_security_group_egress"),
}
_ALL_IPV4 = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
_ALL_IPV6 = {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}
_GONE_RULE = ("InvalidGroup.NotFound", "InvalidSecurityGroupRuleId.NotFound")
_IN_USE = ("DependencyViolation", "InvalidGroup.InUse")


class SecurityGroup(Calls):
    """A security group with its in-line rules; AWS's own allow-all egress rule is taken away."""

    type = "aws:ec2/securityGroup:SecurityGroup"

    def create(self, call: Call) -> None:
        """Create the group, revoke AWS's egress rules, then add the program's rules."""
        name, client = given_or_unique(call), call.client("ec2")
        with doing(call, f"creating Security Group ({name})"):
            answer = client.create_security_group(
                GroupName=name,
                Description=call.inputs.get("description") or "",
                **given(call.inputs, {"VpcId": "vpcId"}),
                **tag_specifications("security-group", call.inputs.get("tagsAll")),
            )
        call.id = answer["GroupId"]
        with doing(call, f"revoking default IPv4 egress rule for Security Group ({call.id})"):
            client.revoke_security_group_egress(GroupId=call.id, IpPermissions=[_ALL_IPV4])
        with (
            doing(call, f"revoking default IPv6 egress rule for Security Group ({call.id})"),
            ignoring("InvalidPermission.NotFound"),
            ignoring("InvalidParameterValue", text="remote-ipv6-range"),
        ):
            client.revoke_security_group_egress(GroupId=call.id, IpPermissions=[_ALL_IPV6])
        _update_rules(call)

    def read(self, call: Call) -> Properties | None:
        """Return the group, its rules split as the program splits them."""
        group = _find(call, call.id)
        if group is None:
            return None
        owner = group["OwnerId"]
        found = {
            "arn": f"arn:{call.partition}:ec2:{call.region}:{owner}:security-group/{call.id}",
            "description": group["Description"],
            "ownerId": owner,
            "vpcId": group.get("VpcId", ""),
            "tagsAll": pairs_to_tags(group.get("Tags", [])),
            **name_and_prefix(group["GroupName"]),
        }
        for direction, field in (("ingress", "IpPermissions"), ("egress", "IpPermissionsEgress")):
            local = call.inputs.get(direction)
            local = call.prior.get(direction) if local is None else local
            found[direction] = matched(local, group.get(field, []), call.id, owner)
        return found

    def update(self, call: Call) -> None:
        """Revoke and authorize the sources that differ; unchanged ones are not touched."""
        _update_rules(call)
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Delete the group; one that is still in use is tried again for a while."""
        if call.prior.get("revokeRulesOnDelete"):
            _revoke_all(call)
        client = call.client("ec2")
        with doing(call, f"deleting Security Group ({call.id})"), ignoring("InvalidGroup.NotFound"):
            retrying(
                call,
                lambda error: is_error(error, *_IN_USE),
                lambda: client.delete_security_group(GroupId=call.id),
                minutes=15,
            )


class DefaultSecurityGroup(SecurityGroup):
    """The group `default` of a VPC: adopted, never created and never deleted."""

    type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"

    def create(self, call: Call) -> None:
        """Adopt the group: put its tags right, revoke all its rules, add the program's."""
        vpc = call.inputs.get("vpcId")
        second = ("vpc-id", vpc) if vpc else ("description", "default group")
        with doing(call, "reading Default Security Group"):
            groups = call.client("ec2").describe_security_groups(
                Filters=[
                    {"Name": "group-name", "Values": ["default"]},
                    {"Name": second[0], "Values": [second[1]]},
                ]
            )["SecurityGroups"]
        if len(groups) != 1:
            raise CallError(
                "reading Default Security Group: "
                + ("too many results" if groups else "empty result")
            )
        call.id = groups[0]["GroupId"]
        call.prior = {"tagsAll": pairs_to_tags(groups[0].get("Tags", []))}
        sync_tags(call, "ec2", call.id)
        call.prior = {}
        _revoke_all(call)
        _update_rules(call)

    def delete(self, call: Call) -> None:
        """Leave the group and its rules as they are."""


def _find(call: Call, group: str) -> Mapping[str, Any] | None:
    try:
        groups = call.client("ec2").describe_security_groups(GroupIds=[group])["SecurityGroups"]
    except ClientError as error:
        if is_error(error, "InvalidGroup.NotFound"):
            return None
        call.fail(f"reading Security Group ({group})", error)
    return groups[0] if groups else None


def _update_rules(call: Call) -> None:
    client = call.client("ec2")
    for direction, operations in _DIRECTIONS.items():
        wanted = call.inputs.get(direction)
        if wanted is None:
            continue
        old = sources(call.prior.get(direction), call.id)
        new = sources(wanted, call.id)
        differing = ([entry for entry in old if entry not in new], [e for e in new if e not in old])
        verbs = ("revoking", "authorizing")
        for verb, operation, entries in zip(verbs, operations, differing, strict=True):
            if entries:
                with doing(call, f"updating Security Group ({call.id}) {direction} rules: {verb}"):
                    getattr(client, operation)(GroupId=call.id, IpPermissions=permissions(entries))


def _revoke_all(call: Call) -> None:
    """Revoke every rule of the group, and the rules of the groups it names that refer to it."""
    client = call.client("ec2")
    own = _rules(call, call.id)
    others = {
        rule["ReferencedGroupInfo"]["GroupId"] for rule in own if rule.get("ReferencedGroupInfo")
    }
    referring = [
        rule
        for group in sorted(others - {call.id})
        for rule in _rules(call, group)
        if rule.get("ReferencedGroupInfo", {}).get("GroupId") == call.id
    ]
    for rule in [*own, *referring]:
        revoke = _DIRECTIONS["egress" if rule["IsEgress"] else "ingress"][0]
        with (
            doing(call, f"revoking Security Group ({rule['GroupId']}) rule"),
            ignoring(*_GONE_RULE),
        ):
            getattr(client, revoke)(
                GroupId=rule["GroupId"], SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]]
            )


def _rules(call: Call, group: str) -> list[Mapping[str, Any]]:
    with doing(call, f"reading Security Group ({group}) rules"):
        pages = (
            call.client("ec2")
            .get_paginator("describe_security_group_rules")
            .paginate(Filters=[{"Name": "group-id", "Values": [group]}])
        )
        return [rule for page in pages for rule in page["SecurityGroupRules"]]
