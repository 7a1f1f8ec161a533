"""Provider functions that programs call: few, and each by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from aurora.embedded.provider.calls.contract import describe
from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import partition
from aurora.embedded.provider.documents import policy_document

__all__ = ["FunctionFailed", "UnknownFunction", "call_function"]

Function = Callable[[Mapping[str, Any], Clients], dict[str, Any]]


class UnknownFunction(Exception):
    """A function that the embedded AWS does not have."""


class FunctionFailed(Exception):
    """AWS refused what a function asked."""


def call_function(token: str, arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    """Return what a function answers.

    Raises:
        UnknownFunction: There is no such function here.
        FunctionFailed: AWS refused.
    """
    if token not in FUNCTIONS:
        raise UnknownFunction(f"function {token} is not supported by the embedded AWS")
    try:
        return FUNCTIONS[token](arguments, clients)
    except (ClientError, BotoCoreError) as error:
        raise FunctionFailed(
            describe(error) if isinstance(error, ClientError) else str(error)
        ) from error


def _caller_identity(arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    answer = clients("sts", clients.configuration.region).get_caller_identity()
    return {
        "accountId": answer["Account"],
        "arn": answer["Arn"],
        "userId": answer["UserId"],
        "id": answer["Account"],
    }


def _region(arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    name = arguments.get("region") or arguments.get("name") or clients.configuration.region
    return {"name": name, "region": name, "id": name, "endpoint": f"ec2.{name}.amazonaws.com"}


def _partition(arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    name = partition(arguments.get("region") or clients.configuration.region)
    china = name == "aws-cn"
    return {
        "partition": name,
        "dnsSuffix": "amazonaws.com.cn" if china else "amazonaws.com",
        "reverseDnsPrefix": "cn.com.amazonaws" if china else "com.amazonaws",
        "id": name,
    }


def _policy_document(arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    return policy_document(arguments)


def _zones(arguments: Mapping[str, Any], clients: Clients) -> dict[str, Any]:
    region = arguments.get("region") or clients.configuration.region
    found = clients("ec2", region).describe_availability_zones()["AvailabilityZones"]
    wanted = arguments.get("state")
    zones = sorted(
        (zone for zone in found if not wanted or zone["State"] == wanted),
        key=lambda zone: zone["ZoneName"],
    )
    return {
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone.get("GroupName", region) for zone in zones}),
        "region": region,
        "id": region,
    }


FUNCTIONS: Final[Mapping[str, Function]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getRegion:getRegion": _region,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _zones,
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
}
