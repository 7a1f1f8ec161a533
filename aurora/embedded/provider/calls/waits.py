"""Waits: look at a thing until it has the status that a step needs."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_result,
    sleep_using_event,
    stop_after_delay,
    stop_any,
    stop_when_event_set,
    wait_exponential,
)

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.failures import doing
from aurora.embedded.provider.calls.retries import SECONDS_PER_MINUTE

__all__ = ["GONE", "PATIENCE_SECONDS", "Probe", "limited", "patience", "wait"]

Probe = Callable[[], str | None]
"""Looks once: the thing's status, or None when it is not there."""

GONE: tuple[str, ...] = ()
"""As `done`: wait until the thing is no longer there."""

PATIENCE_SECONDS = 30.0
"""The longest that one wait or one series of tries lasts, whatever the real provider allows.

The embedded AWS changes a status at once; what is left to wait for is other resources of the same
deployment, whose calls take seconds. A wait that can never succeed is so reported in half a minute.
"""

# What the real provider allows a thing to be missing before it gives up: AWS lists it late.
_MISSES = 20


def limited(minutes: float) -> float:
    """Return the minutes of a series of tries, cut to what lasts `PATIENCE_SECONDS` here."""
    return min(minutes, PATIENCE_SECONDS / SECONDS_PER_MINUTE)


def patience(minutes: float) -> float:
    """Return how many seconds here stand for so many minutes of the real provider."""
    return limited(minutes) * SECONDS_PER_MINUTE


def wait(
    call: Call,
    what: str,
    probe: Probe,
    done: Collection[str],
    pending: Collection[str] = (),
    *,
    minutes: float | None = None,
) -> None:
    """Look until the status is one of `done`.

    Args:
        call: The operation; when it is cancelled the wait ends with an error.
        what: What is waited for, in the provider's words: `waiting for RDS Cluster (x) create`.
        probe: Looks once.
        done: The statuses that end the wait; `GONE` waits until `probe` answers None.
        pending: The statuses that mean "not yet"; another one fails at once. None: all do.
        minutes: How long the real provider waits; its timeout for the operation when not given.

    Raises:
        CallError: an unexpected status, a thing that does not appear, time over, or cancelled.
    """
    allowed = call.timeout / 60 if minutes is None else minutes
    watch = _Watch(what, done, pending)
    attempts = Retrying(
        retry=retry_if_result(watch.is_pending),
        stop=stop_any(stop_after_delay(patience(allowed)), stop_when_event_set(call.cancelled)),
        wait=wait_exponential(multiplier=0.05, max=2.0),
        sleep=sleep_using_event(call.cancelled),
        retry_error_callback=lambda last: watch.give_up(last, call, allowed),
    )
    with doing(call, what):
        attempts(probe)


class _Watch:
    """What one wait has seen so far."""

    def __init__(self, what: str, done: Collection[str], pending: Collection[str]) -> None:
        self._what, self._done, self._pending = what, done, pending
        self._misses = 0

    def is_pending(self, status: str | None) -> bool:
        if status is None:
            self._misses += 1
            if self._done and self._misses > _MISSES:
                raise CallError(f"{self._what}: couldn't find resource ({self._misses} retries)")
            return bool(self._done)
        self._misses = 0
        if status in self._done:
            return False
        if self._pending and status not in self._pending:
            wanted = ", ".join(self._done)
            raise CallError(
                f"{self._what}: unexpected state '{status}', wanted target '{wanted}'. "
                "last error: %!s(<nil>)"
            )
        return True

    def give_up(self, last: RetryCallState, call: Call, minutes: float) -> None:
        if call.cancelled.is_set():
            raise CallError(f"{self._what}: context canceled")
        status = last.outcome.result() if last.outcome else None
        goal = f"state to become '{', '.join(self._done)}'" if self._done else "resource to be gone"
        raise CallError(
            f"{self._what}: timeout while waiting for {goal} "
            f"(last state: '{status or ''}', timeout: {minutes:g}m0s)"
        )
