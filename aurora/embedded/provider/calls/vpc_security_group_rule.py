"""`aws:vpc/securityGroupIngressRule:...` and `aws:vpc/securityGroupEgressRule:...`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.ec2_security_group_rules import protocol_name
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags

__all__ = ["SecurityGroupEgressRule", "SecurityGroupIngressRule"]

# Property, list and member of a permission, member of a rule.
_SOURCES = {
    "cidrIpv4": ("IpRanges", "CidrIp", "CidrIpv4"),
    "cidrIpv6": ("Ipv6Ranges", "CidrIpv6", "CidrIpv6"),
    "prefixListId": ("PrefixListIds", "PrefixListId", "PrefixListId"),
    "referencedSecurityGroupId": ("UserIdGroupPairs", "GroupId", "ReferencedGroupId"),
}
_MODIFIABLE = frozenset({*_SOURCES, "description", "fromPort", "ipProtocol", "toPort"})


class _Rule(Calls):
    """A rule of its own: written without a read, so that AWS's form shows at the next refresh."""

    direction: ClassVar[str]

    def create(self, call: Call) -> None:
        """Authorize one permission with one source, then tag the rule."""
        inputs, client = call.inputs, call.client("ec2")
        with doing(call, "creating VPC Security Group Rule"):
            answer = getattr(client, f"authorize_security_group_{self.direction}")(
                GroupId=inputs["securityGroupId"], IpPermissions=[_permission(inputs)]
            )
        call.id = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        call.state.update(self._computed(call))
        tags = pack("ec2", inputs.get("tagsAll"))
        if tags:
            with doing(call, "creating VPC Security Group Rule"):
                client.create_tags(Resources=[call.id], Tags=tags)

    def _computed(self, call: Call) -> Properties:
        base = f"arn:{call.partition}:ec2:{call.region}:{call.account}"
        return {"arn": f"{base}:security-group-rule/{call.id}", "securityGroupRuleId": call.id}

    def read(self, call: Call) -> Properties | None:
        """Return the rule; after a put the real provider does not look, at a refresh it does."""
        if call.state.get("securityGroupRuleId") == call.id:
            return {}
        try:
            rules = call.client("ec2").describe_security_group_rules(
                SecurityGroupRuleIds=[call.id]
            )["SecurityGroupRules"]
        except ClientError as error:
            if is_error(error, "InvalidSecurityGroupRuleId.NotFound"):
                return None
            call.fail(f"reading VPC Security Group Rule ({call.id})", error)
        if not rules or rules[0]["IsEgress"] != (self.direction == "egress"):
            return None
        return {**_read(call, rules[0]), **self._computed(call)}

    def update(self, call: Call) -> None:
        """Modify the whole rule in place, then its tags."""
        call.state.update(self._computed(call))
        if call.changed & _MODIFIABLE:
            inputs = call.inputs
            source = next(name for name in _SOURCES if inputs.get(name))
            rule = {
                "IpProtocol": inputs["ipProtocol"],
                _SOURCES[source][2]: inputs[source],
                **_ports(inputs),
                **given(inputs, {"Description": "description"}),
            }
            with doing(call, f"updating VPC Security Group Rule ({call.id})"):
                call.client("ec2").modify_security_group_rules(
                    GroupId=inputs["securityGroupId"],
                    SecurityGroupRules=[
                        {"SecurityGroupRuleId": call.id, "SecurityGroupRule": rule}
                    ],
                )
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Revoke the rule by its id."""
        with (
            doing(call, f"deleting VPC Security Group Rule ({call.id})"),
            ignoring("InvalidGroup.NotFound", "InvalidSecurityGroupRuleId.NotFound"),
        ):
            getattr(call.client("ec2"), f"revoke_security_group_{self.direction}")(
                GroupId=call.prior["securityGroupId"], SecurityGroupRuleIds=[call.id]
            )


class SecurityGroupIngressRule(_Rule):
    """A rule for traffic into a group."""

    type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
    direction = "ingress"


class SecurityGroupEgressRule(_Rule):
    """A rule for traffic out of a group."""

    type = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
    direction = "egress"


def _ports(inputs: Properties) -> dict[str, int]:
    names = {"FromPort": "fromPort", "ToPort": "toPort"}
    return {key: inputs[name] for key, name in names.items() if inputs.get(name) is not None}


def _permission(inputs: Properties) -> dict[str, Any]:
    permission: dict[str, Any] = {"IpProtocol": inputs["ipProtocol"], **_ports(inputs)}
    for name, (field, member, _) in _SOURCES.items():
        value = inputs.get(name)
        if not value:
            continue
        source = {member: value}
        if member == "GroupId" and "/" in value:
            source["UserId"], _, source[member] = value.partition("/")
        if inputs.get("description"):
            source["Description"] = inputs["description"]
        permission[field] = [source]
    return permission


def _read(call: Call, rule: Mapping[str, Any]) -> Properties:
    known = call.inputs or call.prior
    protocol = rule.get("IpProtocol", "")
    written = known.get("ipProtocol")
    same = written is not None and protocol_name(written) == protocol_name(protocol)
    group = rule.get("ReferencedGroupInfo") or {}
    reference = group.get("GroupId")
    if reference and group.get("UserId", call.account) != call.account:
        reference = f"{group['UserId']}/{reference}"
    found: Properties = {
        "cidrIpv4": rule.get("CidrIpv4"),
        "cidrIpv6": rule.get("CidrIpv6"),
        "description": rule.get("Description") or None,
        "ipProtocol": written if same else protocol,
        "prefixListId": rule.get("PrefixListId"),
        "referencedSecurityGroupId": reference,
        "securityGroupId": rule["GroupId"],
        "tagsAll": pairs_to_tags(rule.get("Tags", [])),
    }
    for name, key in (("fromPort", "FromPort"), ("toPort", "ToPort")):
        port = rule.get(key)
        found[name] = None if port == -1 and known.get(name) is None else port
    return found
