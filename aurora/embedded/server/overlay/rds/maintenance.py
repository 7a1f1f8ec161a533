"""Pending maintenance (there is none), option groups, source regions."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from .faults import fault
from .given import given
from .identity import named
from .placement import Placement

__all__ = ["Maintenance"]


class Maintenance(Placement):
    """Operations that look at what AWS does by itself."""

    def source_regions(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the regions that replicas and copies may come from."""
        wanted = given("DescribeSourceRegions", parameters).get("RegionName")
        return [
            {
                "RegionName": name,
                "Endpoint": f"https://rds.{name}.amazonaws.com",
                "Status": "available",
            }
            for name in sorted(RegionsAndZonesBackend.zones)
            if name != self.region_name and wanted in {None, name}
        ]

    def option_groups_found(self, parameters: Any) -> list[Any]:
        """Return the option groups that a user made."""
        settings = given("DescribeOptionGroups", parameters)
        name = settings.get("OptionGroupName")
        if name and name not in self.option_groups:
            raise fault("OptionGroupNotFoundFault", f"Specified OptionGroupName: {name} not found.")
        return [
            group
            for group in self.option_groups.values()
            if name in {None, group.name}
            and settings.get("EngineName") in {None, group.engine_name}
            and settings.get("MajorEngineVersion") in {None, group.major_engine_version}
        ]

    def pending_maintenance_actions(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the actions of one resource or of all: none."""
        settings = given("DescribePendingMaintenanceActions", parameters)
        self._known(settings.get("ResourceIdentifier"))
        return []

    def apply_pending_maintenance_action(self, parameters: Any) -> dict[str, Any]:
        """Take note of an opt-in."""
        settings = given("ApplyPendingMaintenanceAction", parameters)
        self._known(settings["ResourceIdentifier"])
        return {
            "ResourceIdentifier": settings["ResourceIdentifier"],
            "PendingMaintenanceActionDetails": [],
        }

    def _known(self, arn: str | None) -> None:
        if arn and named(arn) not in self.clusters and named(arn) not in self.databases:
            raise fault("ResourceNotFoundFault", f"The resource {arn} was not found.")
