"""`aws:route53/zone:Zone`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.route53_changes import change_records, domain_name, insync
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["Zone"]

_GONE = "NoSuchHostedZone"
_BATCH = 100
_APEX_TYPES = ("NS", "SOA")


class Zone(Calls):
    """A hosted zone; with VPCs a private one."""

    type = "aws:route53/zone:Zone"

    def create(self, call: Call) -> None:
        """Create the zone with the first VPC, tag it, then associate the other VPCs."""
        inputs, client = call.inputs, call.client("route53")
        vpcs = [_vpc(call, entry) for entry in inputs.get("vpcs") or []]
        params: dict[str, Any] = {"VPC": vpcs[0]} if vpcs else {}
        if inputs.get("delegationSetId"):
            params["DelegationSetId"] = inputs["delegationSetId"]
        with doing(call, f"creating Route53 Hosted Zone ({inputs['name']})"):
            answer = client.create_hosted_zone(
                CallerReference=str(uuid.uuid4()),
                HostedZoneConfig={"Comment": inputs.get("comment") or ""},
                Name=inputs["name"],
                **params,
            )
        call.id = answer["HostedZone"]["Id"].removeprefix("/hostedzone/")
        insync(call, answer)
        tags = pack("route53", inputs.get("tagsAll"))
        if tags:
            with doing(call, f"setting Route53 Hosted Zone ({call.id}) tags"):
                client.change_tags_for_resource(
                    ResourceType="hostedzone", ResourceId=call.id, AddTags=tags
                )
        for vpc in vpcs[1:]:
            _associate(call, vpc)
        if inputs.get("enableAcceleratedRecovery"):
            _set_recovery(call, True)

    def read(self, call: Call) -> Properties | None:
        """Return the zone; a private one has its name servers in its NS record."""
        client = call.client("route53")
        try:
            answer = client.get_hosted_zone(Id=call.id)
            tags = read_tags(call, "route53", call.id)
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading Route53 Hosted Zone ({call.id})", error)
        zone = answer["HostedZone"]
        config = zone.get("Config", {})
        delegation = answer.get("DelegationSet") or {}
        if config.get("PrivateZone"):
            servers = sorted(_apex_name_servers(call, zone["Name"]))
        else:
            servers = list(delegation.get("NameServers", []))
        features = zone.get("Features", {}).get("AcceleratedRecoveryStatus", "")
        return {
            "arn": f"arn:{call.partition}:route53:::hostedzone/{call.id}",
            "comment": config.get("Comment", ""),
            "delegationSetId": delegation.get("Id", "").removeprefix("/delegationset/"),
            "enableAcceleratedRecovery": features in ("ENABLED", "ENABLING"),
            "name": domain_name(zone["Name"]),
            "nameServers": sorted(servers),
            "primaryNameServer": servers[0] if servers else "",
            "vpcs": [
                {"vpcId": vpc["VPCId"], "vpcRegion": vpc.get("VPCRegion", "")}
                for vpc in answer.get("VPCs", [])
            ],
            "zoneId": call.id,
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Change the comment, the recovery and the VPCs: new VPCs first, then those gone."""
        inputs, changed = call.inputs, call.changed
        if "comment" in changed:
            with doing(call, f"updating Route53 Hosted Zone ({call.id}) comment"):
                call.client("route53").update_hosted_zone_comment(
                    Id=call.id, Comment=inputs.get("comment") or ""
                )
        if "enableAcceleratedRecovery" in changed:
            _set_recovery(call, bool(inputs.get("enableAcceleratedRecovery")))
        if "vpcs" in changed:
            old, new = call.prior.get("vpcs") or [], inputs.get("vpcs") or []
            old_ids = {entry["vpcId"] for entry in old}
            new_ids = {entry["vpcId"] for entry in new}
            for entry in new:
                if entry["vpcId"] not in old_ids:
                    _associate(call, _vpc(call, entry))
            for entry in old:
                if entry["vpcId"] not in new_ids:
                    _disassociate(call, _vpc(call, entry))
        sync_tags(call, "route53", call.id)

    def delete(self, call: Call) -> None:
        """Delete the zone; with `forceDestroy` its records first."""
        with doing(call, f"deleting Route53 Hosted Zone ({call.id})"), ignoring(_GONE):
            if call.prior.get("forceDestroy"):
                _empty(call)
            insync(call, call.client("route53").delete_hosted_zone(Id=call.id))


def _vpc(call: Call, entry: Mapping[str, Any]) -> dict[str, str]:
    return {"VPCId": entry["vpcId"], "VPCRegion": entry.get("vpcRegion") or call.region}


def _associate(call: Call, vpc: Mapping[str, str]) -> None:
    with doing(call, f"associating Route53 Hosted Zone ({call.id}) with VPC ({vpc['VPCId']})"):
        answer = call.client("route53").associate_vpc_with_hosted_zone(
            Comment="Managed by Terraform", HostedZoneId=call.id, VPC=vpc
        )
        insync(call, answer)


def _disassociate(call: Call, vpc: Mapping[str, str]) -> None:
    with doing(call, f"disassociating Route53 Hosted Zone ({call.id}) from VPC ({vpc['VPCId']})"):
        answer = call.client("route53").disassociate_vpc_from_hosted_zone(
            Comment="Managed by Terraform", HostedZoneId=call.id, VPC=vpc
        )
        insync(call, answer)


def _set_recovery(call: Call, enabled: bool) -> None:
    with doing(call, f"updating Route53 Hosted Zone ({call.id}) accelerated recovery"):
        call.client("route53").update_hosted_zone_features(
            HostedZoneId=call.id, EnableAcceleratedRecovery=enabled
        )


def _records(call: Call) -> list[dict[str, Any]]:
    pages = call.client("route53").get_paginator("list_resource_record_sets")
    return [
        record
        for page in pages.paginate(HostedZoneId=call.id)
        for record in page["ResourceRecordSets"]
    ]


def _apex_name_servers(call: Call, name: str) -> list[str]:
    with doing(call, f"reading Route53 Hosted Zone ({call.id}) name servers"):
        return [
            entry["Value"].removesuffix(".")
            for record in _records(call)
            if record["Type"] == "NS" and record["Name"] == name
            for entry in record.get("ResourceRecords", [])
        ]


def _empty(call: Call) -> None:
    apex = call.client("route53").get_hosted_zone(Id=call.id)["HostedZone"]["Name"]
    spare = [
        record
        for record in _records(call)
        if not (record["Name"] == apex and record["Type"] in _APEX_TYPES)
    ]
    for start in range(0, len(spare), _BATCH):
        changes = [
            {"Action": "DELETE", "ResourceRecordSet": record}
            for record in spare[start : start + _BATCH]
        ]
        change_records(call, call.id, changes, "Deleted by Terraform")
