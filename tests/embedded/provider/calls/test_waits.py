"""Waits end on the right status, and say what they met in the real provider's words."""

from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.waits import GONE, PATIENCE_SECONDS, patience, wait


def _call(minutes: float = 0.2) -> Call:
    return Call(
        type="aws:rds/cluster:Cluster",
        name="test",
        region="us-east-1",
        account="123456789012",
        partition="aws",
        clients=lambda _service, _region: pytest.fail("a wait makes no client"),
        inputs={},
        timeout=minutes * 60,
    )


def test_wait_looks_until_the_status_is_reached() -> None:
    seen = iter([None, "creating", "modifying", "available", "deleting"])

    wait(_call(5), "waiting", lambda: next(seen), {"available"}, {"creating", "modifying"})

    assert next(seen) == "deleting"


def test_wait_for_a_thing_to_go_ends_when_it_is_missing() -> None:
    seen = iter(["available", "deleting", None])

    wait(_call(5), "waiting", lambda: next(seen), GONE, {"available", "deleting"})

    assert next(seen, "all seen") == "all seen"


def test_unexpected_status_ends_the_wait_at_once() -> None:
    seen = iter(["creating", "failed", "available"])

    with pytest.raises(CallError, match="unexpected state 'failed', wanted target 'available'"):
        wait(_call(5), "waiting", lambda: next(seen), {"available"}, {"creating"})


def test_time_over_names_the_goal_and_the_last_status() -> None:
    with pytest.raises(CallError) as caught:
        wait(_call(), "waiting for RDS Cluster (x) delete", lambda: "deleting", GONE, {"deleting"})

    assert str(caught.value) == (
        "waiting for RDS Cluster (x) delete: timeout while waiting for resource to be gone "
        "(last state: 'deleting', timeout: 0.2m0s)"
    )


def test_cancelled_wait_ends_with_an_error() -> None:
    call = _call(5)

    def probe() -> str:
        call.cancelled.set()
        return "creating"

    with pytest.raises(CallError, match="waiting: context canceled"):
        wait(call, "waiting", probe, {"available"}, {"creating"})


@pytest.mark.parametrize(("minutes", "seconds"), [(2, 2), (120, PATIENCE_SECONDS)])
def test_patience_is_a_second_a_minute_up_to_a_limit(minutes: float, seconds: float) -> None:
    assert patience(minutes) == seconds
