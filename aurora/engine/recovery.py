"""What an earlier run left when it was cut off: a lock, and operations whose end is not known."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from typing import Any, Final

from aurora.engine.command import Pulumi
from aurora.engine.events import Diagnostic, Notice, OnEvent, name_of
from aurora.engine.failures import of_outcome
from aurora.engine.outcome import Outcome
from aurora.engine.pending import settle

__all__ = ["release", "repair"]

LOCK: Final = re.compile(r"created by \S+@(\S+) \(pid (\d+)\)")
"""How the engine tells whose lock it is (pulumi, pkg/backend/diy/lock.go)."""

CUT_OFF: Final = "An earlier run was cut off; looking at what it left."


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


def repair(pulumi: Pulumi, state: Mapping[str, Any], on_event: OnEvent) -> None:
    """Find out what became of the operations that were under way, and clear them.

    Args:
        pulumi: The engine.
        state: The stack's deployment, with pending operations.
        on_event: Told what is done, and which resources cannot be looked up.

    Raises:
        AuroraError: The engine or AWS failed.
    """
    on_event(Notice(message=CUT_OFF))
    settled = settle(state)
    for urn in settled.unknown:
        message = (
            f"AWS may hold a {name_of(urn)} that this stack knows nothing of: its creation was cut "
            "off before its id was known. Look for it by its tags and delete it."
        )
        on_event(Diagnostic(severity="warning", message=message, urn=urn))
    pulumi.write_state(settled.deployment)
    outcome = pulumi.operate("refresh", "--skip-preview", "--yes", on_event=on_event)
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
