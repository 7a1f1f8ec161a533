"""`aws:rds/subnetGroup:SubnetGroup`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["SubnetGroup"]

_GONE = "DBSubnetGroupNotFoundFault"


class SubnetGroup(Calls):
    """The subnets that a cluster may use."""

    type = "aws:rds/subnetGroup:SubnetGroup"

    def create(self, call: Call) -> None:
        """Create the group."""
        name = given_or_unique(call)
        with doing(call, f"creating RDS DB Subnet Group ({name})"):
            answer = send(
                call,
                "CreateDBSubnetGroup",
                {
                    "DBSubnetGroupName": name,
                    "DBSubnetGroupDescription": call.inputs.get("description") or "",
                    "SubnetIds": call.inputs["subnetIds"],
                    "Tags": pack("rds", call.inputs.get("tagsAll")) or None,
                },
            )
        call.id = answer["DBSubnetGroup"]["DBSubnetGroupName"]

    def read(self, call: Call) -> Properties | None:
        """Return the group with all its subnets, whatever their status."""
        group = _described(call)
        if group is None:
            return None
        with doing(call, f"listing tags for RDS DB Subnet Group ({call.id})"):
            tags = read_tags(call, "rds", group["DBSubnetGroupArn"])
        return {
            **name_and_prefix(group["DBSubnetGroupName"]),
            "arn": group["DBSubnetGroupArn"],
            "description": group.get("DBSubnetGroupDescription", ""),
            "subnetIds": [entry["SubnetIdentifier"] for entry in group.get("Subnets", [])],
            "supportedNetworkTypes": group.get("SupportedNetworkTypes", []),
            "tagsAll": tags,
            "vpcId": group.get("VpcId", ""),
        }

    def update(self, call: Call) -> None:
        """Change description and subnets in one request that always holds both."""
        if call.changed & {"description", "subnetIds"}:
            with doing(call, f"updating RDS DB Subnet Group ({call.id})"):
                send(
                    call,
                    "ModifyDBSubnetGroup",
                    {
                        "DBSubnetGroupName": call.id,
                        "DBSubnetGroupDescription": call.inputs.get("description") or "",
                        "SubnetIds": call.inputs["subnetIds"],
                    },
                )
        sync_tags(call, "rds", call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the group and wait until it is gone; one in use is an error at once."""
        with doing(call, f"deleting RDS Subnet Group ({call.id})"), ignoring(_GONE):
            send(call, "DeleteDBSubnetGroup", {"DBSubnetGroupName": call.id})
        wait(
            call,
            f"waiting for RDS Subnet Group ({call.id}) delete",
            lambda: "found" if _described(call) else None,
            GONE,
            minutes=3,
        )


def _described(call: Call) -> Mapping[str, Any] | None:
    try:
        groups = listed(
            call, "DescribeDBSubnetGroups", "DBSubnetGroups", {"DBSubnetGroupName": call.id}
        )
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading RDS DB Subnet Group ({call.id})", error)
    if len(groups) != 1 or groups[0]["DBSubnetGroupName"] != call.id:
        return None
    return groups[0]
