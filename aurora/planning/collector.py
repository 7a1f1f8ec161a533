"""The garbage collector, and when it is in the way."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["paused"]


@contextmanager
def paused() -> Generator[None]:
    """Pause the collector: it is what makes a large plan grow faster than its size.

    Nothing that a plan makes is garbage before the plan is judged; looking for it costs a tenth
    of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
