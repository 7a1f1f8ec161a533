"""Rules of EC2 and VPC types."""

from __future__ import annotations

from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.rules.registry import Planned, plans
from aurora.values import UNKNOWN

SOURCES = ("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")


@plans("aws:ec2/vpc:Vpc")
def vpc(planned: Planned) -> None:
    """A new address range replaces unless IPAM gives it; leaving dedicated tenancy does not."""
    if not planned.prior:
        return
    if "assignGeneratedIpv6CidrBlock" in planned.changed:
        planned.values["ipv6AssociationId"] = planned.values["ipv6CidrBlock"] = UNKNOWN
    if "instanceTenancy" in planned.changed:
        old, new = planned.prior.get("instanceTenancy"), planned.values.get("instanceTenancy")
        if (old, new) != ("dedicated", "default"):
            planned.replaces.add("instanceTenancy")
    if "cidrBlock" in planned.changed:
        if empty(planned.inputs.get("ipv4NetmaskLength")):
            planned.replaces.add("cidrBlock")
        else:
            planned.keep("cidrBlock")


@plans("aws:ec2/subnet:Subnet")
def subnet(planned: Planned) -> None:
    """A new IPv6 range replaces a subnet that hands addresses out."""
    if "ipv6CidrBlock" in planned.changed and planned.prior.get("assignIpv6AddressOnCreation"):
        planned.replaces.add("ipv6CidrBlock")


@plans("aws:ec2/vpcEndpoint:VpcEndpoint")
def vpc_endpoint(planned: Planned) -> None:
    """Private DNS of another kind than an interface cannot be changed in place."""
    if not planned.prior:
        return
    kind = planned.values.get("vpcEndpointType") or "Gateway"
    if "privateDnsEnabled" in planned.changed and kind != "Interface":
        planned.replaces.add("privateDnsEnabled")
    pair = ("subnetIds", "subnetConfigurations")
    if planned.changed & set(pair):
        planned.values["networkInterfaceIds"] = UNKNOWN
        for one, other in (pair, pair[::-1]):
            if one in planned.changed and one in planned.inputs and other not in planned.inputs:
                planned.values[other] = UNKNOWN


@plans("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
@plans("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
def security_group_rule(planned: Planned) -> None:
    """AWS cannot turn a rule for addresses into one for a group, so another kind replaces."""
    if not planned.prior:
        return
    before = {name for name in SOURCES if not empty(planned.prior.get(name))}
    after = {name for name in SOURCES if not empty(planned.values.get(name))}
    if before != after:
        planned.changed |= before ^ after
        planned.replaces |= before ^ after
