"""`aws:ec2/vpcEndpoint:VpcEndpoint`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import added, given, removed
from aurora.embedded.provider.calls.policy_document import canonical, equivalent, kept
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["VpcEndpoint"]

_CREATE = {
    "IpAddressType": "ipAddressType",
    "ResourceConfigurationArn": "resourceConfigurationArn",
    "RouteTableIds": "routeTableIds",
    "SecurityGroupIds": "securityGroupIds",
    "ServiceName": "serviceName",
    "ServiceNetworkArn": "serviceNetworkArn",
    "ServiceRegion": "serviceRegion",
    "SubnetIds": "subnetIds",
}
_DNS = {
    "DnsRecordIpType": "dnsRecordIpType",
    "PrivateDnsPreference": "privateDnsPreference",
    "PrivateDnsSpecifiedDomains": "privateDnsSpecifiedDomains",
}
_INBOUND_ONLY = "privateDnsOnlyForInboundResolverEndpoint"
_SETS = {
    "routeTableIds": ("AddRouteTableIds", "RemoveRouteTableIds"),
    "securityGroupIds": ("AddSecurityGroupIds", "RemoveSecurityGroupIds"),
    "subnetIds": ("AddSubnetIds", "RemoveSubnetIds"),
}
_MODIFIABLE = frozenset(
    {*_SETS, "dnsOptions", "ipAddressType", "policy", "privateDnsEnabled", "subnetConfigurations"}
)


class VpcEndpoint(Calls):
    """An endpoint of a service in a VPC."""

    type = "aws:ec2/vpcEndpoint:VpcEndpoint"

    def create(self, call: Call) -> None:
        """Create the endpoint; its policy goes out in normal form."""
        inputs = call.inputs
        params = given(inputs, _CREATE)
        if inputs.get("policy"):
            params["PolicyDocument"] = canonical(inputs["policy"])
        if inputs.get("dnsOptions"):
            params["DnsOptions"] = _dns_options(call)
        if inputs.get("subnetConfigurations"):
            params["SubnetConfigurations"] = _subnet_configurations(inputs)
        with doing(call, "creating EC2 VPC Endpoint"):
            answer = call.client("ec2").create_vpc_endpoint(
                PrivateDnsEnabled=bool(inputs.get("privateDnsEnabled")),
                VpcEndpointType=inputs.get("vpcEndpointType") or "Gateway",
                VpcId=inputs["vpcId"],
                **params,
                **tag_specifications("vpc-endpoint", inputs.get("tagsAll")),
            )
        call.id = answer["VpcEndpoint"]["VpcEndpointId"]
        if answer["VpcEndpoint"].get("State") == "pendingAcceptance":
            _accept(call)

    def read(self, call: Call) -> Properties | None:
        """Return the endpoint, the ranges of its service and its network interfaces."""
        endpoint = _find(call)
        if endpoint is None:
            return None
        owner = endpoint.get("OwnerId", call.account)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "arn": f"arn:{call.partition}:ec2:{call.region}:{owner}:vpc-endpoint/{call.id}",
            "dnsEntries": [
                {"dnsName": entry.get("DnsName", ""), "hostedZoneId": entry.get("HostedZoneId", "")}
                for entry in endpoint.get("DnsEntries", [])
            ],
            "dnsOptions": _read_dns_options(endpoint),
            "ipAddressType": endpoint.get("IpAddressType", ""),
            "networkInterfaceIds": endpoint.get("NetworkInterfaceIds", []),
            "ownerId": owner,
            "policy": kept(known, endpoint.get("PolicyDocument") or ""),
            "privateDnsEnabled": endpoint.get("PrivateDnsEnabled", False),
            "requesterManaged": endpoint.get("RequesterManaged", False),
            "routeTableIds": endpoint.get("RouteTableIds", []),
            "securityGroupIds": [group["GroupId"] for group in endpoint.get("Groups", [])],
            "serviceName": endpoint.get("ServiceName", ""),
            "serviceRegion": endpoint.get("ServiceRegion", call.region),
            "state": endpoint.get("State", ""),
            "subnetConfigurations": _read_subnet_configurations(call, endpoint),
            "subnetIds": endpoint.get("SubnetIds", []),
            "vpcEndpointType": endpoint.get("VpcEndpointType") or "Gateway",
            "vpcId": endpoint["VpcId"],
            "tagsAll": pairs_to_tags(endpoint.get("Tags", [])),
            **_prefix_list(call, endpoint),
        }

    def update(self, call: Call) -> None:
        """Send one modification with what changed: lists to add and to remove, the rest whole."""
        if "autoAccept" in call.changed and call.prior.get("state") == "pendingAcceptance":
            _accept(call)
        if call.changed & _MODIFIABLE:
            with doing(call, f"updating EC2 VPC Endpoint ({call.id})"):
                call.client("ec2").modify_vpc_endpoint(
                    VpcEndpointId=call.id, **_modifications(call)
                )
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Delete the endpoint; what AWS lists as unsuccessful is the error."""
        doing_it = f"deleting EC2 VPC Endpoint ({call.id})"
        with doing(call, doing_it), ignoring("InvalidVpcEndpointId.NotFound"):
            answer = call.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[call.id])
            for item in answer.get("Unsuccessful", []):
                error = item.get("Error", {})
                if not error.get("Code", "").endswith("NotFound"):
                    call.fail(doing_it, f"{error.get('Code')}: {error.get('Message')}")


def _find(call: Call) -> Mapping[str, Any] | None:
    try:
        found = call.client("ec2").describe_vpc_endpoints(VpcEndpointIds=[call.id])
    except ClientError as error:
        if is_error(error, "InvalidVpcEndpointId.NotFound"):
            return None
        call.fail(f"reading EC2 VPC Endpoint ({call.id})", error)
    endpoints = found["VpcEndpoints"]
    if not endpoints or endpoints[0].get("State", "").lower() == "deleted":
        return None
    return endpoints[0]


def _accept(call: Call) -> None:
    """Accept the connection on the service's side, where the program asks for it."""
    if not call.inputs.get("autoAccept"):
        return
    client = call.client("ec2")
    name = call.inputs["serviceName"]
    with doing(call, f"accepting EC2 VPC Endpoint ({call.id}) connection"):
        services = client.describe_vpc_endpoint_services(ServiceNames=[name])["ServiceDetails"]
        client.accept_vpc_endpoint_connections(
            ServiceId=services[0]["ServiceId"], VpcEndpointIds=[call.id]
        )


def _modifications(call: Call) -> dict[str, Any]:
    inputs, prior, changed = call.inputs, call.prior, call.changed
    params: dict[str, Any] = {}
    for name, (add, remove) in _SETS.items():
        if name in changed and inputs.get(name) is not None:
            lists = {add: added(prior.get(name), inputs[name])}
            lists[remove] = removed(prior.get(name), inputs[name])
            params.update({key: value for key, value in lists.items() if value})
    if "ipAddressType" in changed and inputs.get("ipAddressType"):
        params["IpAddressType"] = inputs["ipAddressType"]
    if "privateDnsEnabled" in changed:
        params["PrivateDnsEnabled"] = bool(inputs.get("privateDnsEnabled"))
    if inputs.get("dnsOptions") and ("dnsOptions" in changed or params.get("PrivateDnsEnabled")):
        params["DnsOptions"] = _dns_options(call)
    if "policy" in changed:
        policy = inputs.get("policy") or ""
        if not policy:
            params["ResetPolicy"] = True
        elif not equivalent(policy, prior.get("policy") or ""):
            params["PolicyDocument"] = canonical(policy)
    if "subnetConfigurations" in changed and inputs.get("subnetConfigurations"):
        params["SubnetConfigurations"] = _subnet_configurations(inputs)
    return params


def _dns_options(call: Call) -> dict[str, Any]:
    """Return the DNS options: those of an S3 interface endpoint differ from all others'."""
    options = call.inputs["dnsOptions"]
    params = given(options, _DNS)
    is_s3 = call.inputs.get("serviceName") == f"com.amazonaws.{call.region}.s3"
    if is_s3 and call.inputs.get("vpcEndpointType") == "Interface":
        params.pop("PrivateDnsPreference", None)
        params.pop("PrivateDnsSpecifiedDomains", None)
        if options.get(_INBOUND_ONLY) is not None:
            params["PrivateDnsOnlyForInboundResolverEndpoint"] = bool(options[_INBOUND_ONLY])
    return params


def _read_dns_options(endpoint: Mapping[str, Any]) -> Properties | None:
    options = endpoint.get("DnsOptions")
    if not options:
        return None
    return {
        "dnsRecordIpType": options.get("DnsRecordIpType", ""),
        _INBOUND_ONLY: options.get("PrivateDnsOnlyForInboundResolverEndpoint", False),
        "privateDnsPreference": options.get("PrivateDnsPreference", ""),
        "privateDnsSpecifiedDomains": options.get("PrivateDnsSpecifiedDomains", []),
    }


def _subnet_configurations(inputs: Properties) -> list[dict[str, Any]]:
    names = {"Ipv4": "ipv4", "Ipv6": "ipv6", "SubnetId": "subnetId"}
    return [given(entry, names) for entry in inputs["subnetConfigurations"]]


def _read_subnet_configurations(call: Call, endpoint: Mapping[str, Any]) -> list[Properties]:
    interfaces = endpoint.get("NetworkInterfaceIds", [])
    if not interfaces:
        return []
    with doing(call, f"reading EC2 VPC Endpoint ({call.id}) subnet configurations"):
        found = call.client("ec2").describe_network_interfaces(
            Filters=[{"Name": "network-interface-id", "Values": interfaces}]
        )["NetworkInterfaces"]
    return [
        {
            "ipv4": entry.get("PrivateIpAddress", ""),
            "ipv6": next((ip["Ipv6Address"] for ip in entry.get("Ipv6Addresses", [])), ""),
            "subnetId": entry["SubnetId"],
        }
        for entry in found
    ]


def _prefix_list(call: Call, endpoint: Mapping[str, Any]) -> Properties:
    name = endpoint.get("ServiceName")
    lists: list[Mapping[str, Any]] = []
    if name:
        with doing(call, f"reading EC2 Prefix List ({name})"):
            lists = call.client("ec2").describe_prefix_lists(
                Filters=[{"Name": "prefix-list-name", "Values": [name]}]
            )["PrefixLists"]
    if not lists:
        return {"cidrBlocks": [], "prefixListId": ""}
    return {"cidrBlocks": lists[0].get("Cidrs", []), "prefixListId": lists[0]["PrefixListId"]}
