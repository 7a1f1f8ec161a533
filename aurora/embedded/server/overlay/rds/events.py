"""What RDS has to tell of clusters, instances and snapshots: DescribeEvents.

Words and categories are those of the user's guide, "event categories and event messages for
Aurora", without the full stop that its tables put behind them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from moto.core.utils import utcnow

from .faults import combination, value
from .given import given
from .state import State

__all__ = ["Events"]

_WINDOW: Final = timedelta(minutes=60)
"""How far back an answer goes that is asked for no time."""
_KEPT: Final = timedelta(days=14)
"""How long RDS keeps an event."""


class Events(State):
    """The events of a region, newest last."""

    def describe_events(self, *_: Any, **parameters: Any) -> list[Any]:
        """Return the events that the arguments name, of the last hour unless they say otherwise."""
        asked = given("DescribeEvents", parameters)
        name, kind = asked.get("SourceIdentifier"), asked.get("SourceType")
        if name and not kind:
            raise combination("Cannot specify source identifier without source type")
        begin, end = _span(asked)
        wanted = set(asked.get("EventCategories") or [])
        return [
            event
            for event in self.events
            if begin <= _utc(event.date) <= end
            and (kind is None or event.source_type == kind)
            and (not name or event.source_identifier == name)
            and (not wanted or wanted & set(event.event_categories))
        ]


def _span(asked: dict[str, Any]) -> tuple[datetime, datetime]:
    """Return the first and the last moment that are asked for."""
    now = _utc(utcnow())
    end = _utc(asked["EndTime"]) if "EndTime" in asked else now
    length = timedelta(minutes=asked["Duration"]) if "Duration" in asked else _WINDOW
    begin = _utc(asked["StartTime"]) if "StartTime" in asked else end - length
    if begin > end:
        raise combination("The start time must not be after the end time.")
    if now - begin > _KEPT + _WINDOW:
        raise value("Events are kept for 14 days: the start time is too long ago.")
    return begin, end


def _utc(moment: datetime) -> datetime:
    """Return a moment without its zone, which is UTC everywhere here."""
    return moment.replace(tzinfo=None)
