"""DHCP options: the default set of a region, which every new VPC names."""

from __future__ import annotations

import hashlib
from typing import Any

from moto.ec2.models.dhcp_options import DHCPOptionsSet, DHCPOptionsSetBackend
from moto.ec2.models.vpcs import VPC

from .patching import replace

__all__ = ["install"]

_describe = DHCPOptionsSetBackend.describe_dhcp_options


def _default_id(backend: Any) -> str:
    name = f"{backend.account_id}/{backend.region_name}/dhcp-options"
    return f"dopt-{hashlib.sha256(name.encode()).hexdigest()[:17]}"


def _default_set(backend: Any) -> DHCPOptionsSet:
    """Make the set that AWS gives a region: its own name servers and domain."""
    region = backend.region_name
    domain = "ec2.internal" if region == "us-east-1" else f"{region}.compute.internal"
    options: Any = DHCPOptionsSet(backend, ["AmazonProvidedDNS"], [domain])
    options.id = _default_id(backend)
    return options


def _of_vpc(self: VPC) -> str:
    """The options that a VPC names: its own, else the default set of the region."""
    return self.dhcp_options.id if self.dhcp_options else _default_id(self.ec2_backend)


def _described(
    self: Any, dhcp_options_ids: list[str] | None = None, filters: Any = None
) -> list[DHCPOptionsSet]:
    sets = self.dhcp_options_sets
    default = _default_set(self)
    self.dhcp_options_sets = {default.id: default, **sets}
    try:
        return _describe(self, dhcp_options_ids, filters)
    finally:
        self.dhcp_options_sets = sets


def _owner(self: DHCPOptionsSet) -> str:
    return self.ec2_backend.account_id


def install() -> None:
    """Let VPCs name a default set that can be read."""
    replace(DHCPOptionsSet, owner_id=property(_owner))
    replace(DHCPOptionsSetBackend, describe_dhcp_options=_described)
    replace(VPC, dhcp_options_id=property(_of_vpc))
