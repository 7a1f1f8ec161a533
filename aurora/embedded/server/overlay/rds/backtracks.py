"""Backtracks of Aurora MySQL clusters: noted, since there is no data to turn back."""

from __future__ import annotations

import datetime
from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from .faults import fault, value
from .given import given
from .state import State

__all__ = ["Backtracks"]


class Backtracks(State):
    """Operations on backtracks."""

    def backtrack_db_cluster(self, parameters: Any) -> dict[str, Any]:
        """Turn a cluster back to a moment within its window."""
        settings = given("BacktrackDBCluster", parameters)
        cluster = self.available_cluster(settings["DBClusterIdentifier"])
        if not cluster.backtrack_window:
            raise value(f"Backtrack is not enabled for the DB cluster {cluster.resource_id}.")
        moment, now = settings["BacktrackTo"], utcnow()
        if isinstance(moment, datetime.datetime) and moment.tzinfo:
            moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
        earliest = max(cluster.created, now - datetime.timedelta(seconds=cluster.backtrack_window))
        if moment < earliest and settings.get("UseEarliestTimeOnPointInTimeUnavailable"):
            moment = earliest
        if not earliest <= moment <= now:
            raise value(f"The time {moment} is outside of the backtrack window.")
        entry = {
            "DBClusterIdentifier": cluster.resource_id,
            "BacktrackIdentifier": str(mock_random.uuid4()),
            "BacktrackTo": moment,
            "BacktrackedFrom": now,
            "BacktrackRequestCreationTime": now,
            "Status": "completed",
        }
        cluster.backtracks.append(entry)
        return entry

    def describe_db_cluster_backtracks(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the backtracks of a cluster."""
        settings = given("DescribeDBClusterBacktracks", parameters)
        entries = self.cluster(settings["DBClusterIdentifier"]).backtracks
        name = settings.get("BacktrackIdentifier")
        if name is None:
            return entries
        found = [entry for entry in entries if entry["BacktrackIdentifier"] == name]
        if not found:
            raise fault("DBClusterBacktrackNotFoundFault", f"Backtrack {name} not found.")
        return found
