"""What an earlier run left when it was cut off: a lock, and operations whose end is not known."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from typing import Any, Final

from aurora.engine.command import Pulumi
from aurora.engine.events import Diagnostic, Notice, OnEvent, name_of
from aurora.engine.failures import of_text
from aurora.engine.pending import settle

__all__ = ["release", "repair"]

LOCK: Final = re.compile(r"created by \S+@(\S+) \(pid (\d+)\)")
"""How the engine tells whose lock it is (pulumi, pkg/backend/diy/lock.go)."""


def release(pulumi: Pulumi, text: str, on_event: OnEvent) -> bool:
    """Take away the locks that a text of the engine tells of; return whether it did.

    Only where the backend says which process of which machine a lock is of, all are of this
    machine, and none of them lives.
    """
    owners = LOCK.findall(text)
    if not owners or any(host != socket.gethostname() or _lives(int(pid)) for host, pid in owners):
        return False
    if pulumi.ask("cancel", "--yes").returncode:
        return False
    on_event(Notice(message="A process that is gone had locked the stack; unlocked."))
    return True


def repair(pulumi: Pulumi, state: Mapping[str, Any], on_event: OnEvent) -> bool:
    """Make whole the state of a run that was cut off; return whether it was one.

    What was under way is then in the state as far as it can be looked up, and the next look at AWS
    tells what became of it.

    Args:
        pulumi: The engine.
        state: The stack's deployment.
        on_event: Told what is done, and which resources cannot be looked up.

    Raises:
        AuroraError: The state cannot be written.
    """
    if not state.get("pending_operations"):
        return False
    on_event(Notice(message="An earlier run was cut off; looking at what it left."))
    settled = settle(state)
    answer = pulumi.write_state(settled.deployment)
    if answer.returncode and release(pulumi, answer.stderr, on_event):
        answer = pulumi.write_state(settled.deployment)
    if answer.returncode:
        raise of_text(answer.stderr, pulumi.stack)
    for urn in settled.unknown:
        on_event(Diagnostic(severity="warning", message=_unknown(urn), urn=urn))
    return True


def _unknown(urn: str) -> str:
    return (
        f"AWS may hold a {name_of(urn)} that this stack knows nothing of: its creation was cut off "
        "before its id was known. If AWS has it, delete it there, or it is there twice."
    )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
