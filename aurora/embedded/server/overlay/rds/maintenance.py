"""Pending maintenance: nothing is ever pending unless a client opts in to it."""

from __future__ import annotations

from typing import Any

from .faults import fault
from .given import given
from .identity import named
from .state import State

__all__ = ["Maintenance"]


class Maintenance(State):
    """Operations on pending maintenance actions."""

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
