"""Managed prefix lists: AWS's own belong to `aws` in their ARN."""

from __future__ import annotations

from moto.ec2.models.managed_prefixes import ManagedPrefixList

from .patching import replace

__all__ = ["install"]

_arn = ManagedPrefixList.arn


def _named(self: ManagedPrefixList, region: str, owner_id: str) -> str:
    return _arn(self, region, owner_id.lower())


def install() -> None:
    """Make prefix lists answer as AWS does."""
    replace(ManagedPrefixList, arn=_named)
