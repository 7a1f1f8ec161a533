"""Pending maintenance (there is none), option groups, source regions."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.rds.models import OptionGroup

from aurora.catalogue.engines import ENGINES, majors

from .faults import fault
from .given import given
from .identity import named
from .placement import Placement
from .versions import default_option_group

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
                "SupportsDBInstanceAutomatedBackupsReplication": True,
            }
            for name in sorted(RegionsAndZonesBackend.zones)
            if name != self.region_name and wanted in {None, name}
        ]

    def option_groups_found(self, parameters: Any) -> list[Any]:
        """Return the option groups that a user made, and AWS's own of Aurora's versions."""
        settings = given("DescribeOptionGroups", parameters)
        name = settings.get("OptionGroupName")
        groups = {**self._default_option_groups(), **self.option_groups}
        if name and name not in groups:
            raise fault("OptionGroupNotFoundFault", f"Specified OptionGroupName: {name} not found.")
        return [
            group
            for group in groups.values()
            if name in {None, group.name}
            and settings.get("EngineName") in {None, group.engine_name}
            and settings.get("MajorEngineVersion") in {None, group.major_engine_version}
        ]

    def _default_option_groups(self) -> dict[str, Any]:
        groups: list[Any] = [
            OptionGroup(
                self,
                default_option_group(engine, major),
                engine,
                major,
                f"Default option group for {engine} {major}",
            )
            for engine in ENGINES
            for major in majors(engine)
        ]
        for group in groups:
            group.allows_vpc_and_non_vpc_instance_memberships = True
        return {group.name: group for group in groups}

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
