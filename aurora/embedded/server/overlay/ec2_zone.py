"""Availability Zones: the fields of their group, which moto leaves out."""

from __future__ import annotations

from moto.ec2.models.availability_zones_and_regions import Zone

from .patching import replace

__all__ = ["install"]


def _group(self: Zone) -> str:
    """The zones of a region are one group (botocore's model: `us-east-1-zg-1`)."""
    return f"{self.region_name}-zg-1"


def _border(self: Zone) -> str:
    return self.region_name


def install() -> None:
    """Make zones answer as AWS does."""
    replace(
        Zone,
        group_name=property(_group),
        network_border_group=property(_border),
        opt_in_status="opt-in-not-required",
    )
