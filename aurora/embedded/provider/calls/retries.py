"""Calls that the real provider repeats because AWS becomes consistent only after a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_exponential
from tenacity import stop_when_event_set as stop_when_set

from aurora.embedded.provider.calls.contract import Call

__all__ = ["SECONDS_PER_MINUTE", "retrying"]

SECONDS_PER_MINUTE = 1.0
"""Seconds here that stand for a minute of the real provider.

The embedded AWS is consistent at once, so that a repetition seldom helps and a lasting mistake
would only be reported minutes later.
"""

Answer = TypeVar("Answer")


def retrying(
    call: Call,
    again: Callable[[BaseException], bool],
    send: Callable[[], Answer],
    minutes: float = 2,
) -> Answer:
    """Send a request, again while `again(error)` says so; the last error is raised.

    Args:
        call: The operation; a cancelled one stops trying.
        again: Says whether an error is worth another try.
        send: The request.
        minutes: How long the real provider keeps trying.
    """
    stop = stop_after_delay(minutes * SECONDS_PER_MINUTE) | stop_when_set(call.cancelled)
    attempts = Retrying(
        retry=retry_if_exception(again),
        stop=stop,
        wait=wait_exponential(multiplier=0.05, max=1.0),
        reraise=True,
    )
    return attempts(send)
