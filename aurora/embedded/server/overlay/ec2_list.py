"""Lists of EC2: pages, and what it says of ids and filters that it does not know."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2 import exceptions
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import availability_zones_and_regions, core, network_acls
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend, Zone
from moto.ec2.responses._base_response import EC2BaseResponse

from .paging import cut
from .patching import replace

__all__ = ["install"]

_serialized = EC2BaseResponse.serialized
_zones = RegionsAndZonesBackend.describe_availability_zones


class _InvalidFilter(EC2ClientError):
    """A filter that the operation does not have."""

    def __init__(self, filter_name: str, _method: str | None) -> None:
        super().__init__("InvalidParameterValue", f"The filter '{filter_name}' is invalid")


def _paged(self: EC2BaseResponse, action_result: ActionResult) -> Any:
    result = action_result.result
    if isinstance(result, dict):
        try:
            cut("ec2", self._get_action(), result, self._get_param)
        except ValueError:
            # The code is AWS's, the words are our assumption.
            refusal = EC2ClientError("InvalidNextToken", "The token is not valid")
            return _serialized(self, ActionResult(refusal))
    return _serialized(self, action_result)


def _unknown_vpc(self: EC2ClientError, vpc_id: Any) -> None:
    text = f"The vpc ID '{_names(vpc_id)}' does not exist"
    EC2ClientError.__init__(self, "InvalidVpcID.NotFound", text)


def _unknown_group(self: EC2ClientError, name: Any) -> None:
    text = f"The security group '{_names(name)}' does not exist"
    EC2ClientError.__init__(self, "InvalidGroup.NotFound", text)


def _names(given: Any) -> str:
    """Return what a request named: moto hands over one name, or a set of them."""
    return given if isinstance(given, str) else ", ".join(sorted(map(str, given)))


def _described_zones(
    self: Any,
    filters: Any = None,
    zone_names: list[str] | None = None,
    zone_ids: list[str] | None = None,
) -> list[Zone]:
    every = self.zones.get(self.region_name, [])
    unknown = set(zone_names or []) - {zone.name for zone in every}
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise EC2ClientError("InvalidParameterValue", f"Invalid availability zone: [{listed}]")
    return _zones(self, filters, zone_names, zone_ids)


def install() -> None:
    """Make lists of EC2 answer and refuse as AWS does."""
    replace(EC2BaseResponse, serialized=_paged)
    replace(core, FilterNotImplementedError=_InvalidFilter)
    replace(exceptions.InvalidVPCIdError, __init__=_unknown_vpc)
    replace(exceptions.InvalidSecurityGroupNotFoundError, __init__=_unknown_group)
    replace(network_acls, InvalidRouteTableIdError=exceptions.InvalidNetworkAclIdError)
    replace(
        availability_zones_and_regions.RegionsAndZonesBackend,
        describe_availability_zones=_described_zones,
    )
