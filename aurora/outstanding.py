"""What a program has begun and still waits for."""

from __future__ import annotations

import asyncio

from pulumi.runtime.settings import SETTINGS

__all__ = ["settled"]


async def settled() -> None:
    """Wait until everything that was begun has ended, or something of it has failed.

    The SDK's own wait, which comes after this one, looks at all that is outstanding again whenever
    one thing ends: for a global database that is more than half of what its program costs. It
    finds nothing to do then, or finds what failed and tells of it as ever.
    """
    failed: set[asyncio.Task[object]] = set()
    while SETTINGS.outputs and not failed:
        tasks = tuple(SETTINGS.outputs)
        SETTINGS.outputs.clear()
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        failed = {task for task in done if task.cancelled() or task.exception()}
        SETTINGS.outputs.update(failed | pending)
