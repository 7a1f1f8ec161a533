"""What an earlier run left when it was cut off: a lock, and operations whose end is not known."""

from __future__ import annotations

import os
import re
import socket
from typing import Final

from aurora.engine.command import Pulumi
from aurora.engine.events import OnEvent
from aurora.engine.failures import of_outcome
from aurora.engine.outcome import Outcome

__all__ = ["release", "repair"]

LOCK: Final = re.compile(r"created by \S+@(\S+) \(pid (\d+)\)")
"""How the engine tells whose lock it is (pulumi, pkg/backend/diy/lock.go)."""


def release(pulumi: Pulumi, outcome: Outcome) -> bool:
    """Take away the locks of processes that are gone; return whether it did.

    Only where the backend says which process of which machine a lock is of, all are of this
    machine, and none of them lives.
    """
    text = "\n".join((outcome.text, *(error.message for error in outcome.errors)))
    owners = LOCK.findall(text)
    if not owners or any(host != socket.gethostname() or _lives(int(pid)) for host, pid in owners):
        return False
    return not pulumi.ask("cancel", "--yes").returncode


def repair(pulumi: Pulumi, on_event: OnEvent) -> None:
    """Find out what became of the operations that were under way, and clear them.

    Raises:
        AuroraError: The engine or AWS failed.
    """
    outcome = pulumi.operate(
        "refresh", "--skip-preview", "--yes", "--clear-pending-creates", on_event=on_event
    )
    if error := of_outcome(outcome, pulumi.stack):
        raise error


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
