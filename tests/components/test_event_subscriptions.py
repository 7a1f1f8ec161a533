"""Events that somebody has to know of."""

from __future__ import annotations

import pytest

from aurora.errors import BadInput
from aurora.planning.recorder import record
from tests.components.samples import event_subscriptions


def test_events_are_those_that_somebody_has_to_know_of() -> None:
    recording = record(event_subscriptions)
    cluster = recording.named("it-events-cluster").props
    assert {"maintenance", "failure"} <= set(cluster["eventCategories"])
    assert cluster["sourceIds"] == ["shop-it"]
    groups = recording.named("it-events-parameter-group").props
    assert "sourceIds" not in groups
    with pytest.raises(BadInput, match="AUR-113"):
        record(lambda: event_subscriptions(sources={"db-klaster": ()}))
