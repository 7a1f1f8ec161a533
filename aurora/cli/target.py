"""Where a command works: an account of the user's, or the embedded AWS of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from aurora.embedded import home
from aurora.embedded import local as server
from aurora.engine.find import find
from aurora.engine.progress import Lines, Terminal
from aurora.errors import BadInput, Problem

__all__ = ["local_variables", "refuse_remote_endpoint"]


def local_variables(root: Path, report: Lines | Terminal | None = None) -> Mapping[str, str]:
    """Return the engine's environment for the embedded AWS, which must be running.

    Raises:
        BadInput: It is not running, or AWS_ENDPOINT_URL names another machine.
        Failed: No engine can be had.
    """
    refuse_remote_endpoint(os.environ)
    status = server.status(root)
    if not status.running:
        raise BadInput(
            Problem(
                code="AUR-503",
                message="the embedded AWS is not running",
                remedy="start it with aurora local start",
            )
        )
    engine = find(report)
    home.prepare(root, engine.command)
    return home.variables(root, status.endpoint, engine.command)


def refuse_remote_endpoint(environment: Mapping[str, str]) -> None:
    """Raise BadInput where an endpoint of the environment is not on this machine."""
    for name, value in environment.items():
        if name.startswith("AWS_ENDPOINT_URL") and value:
            server.refuse_remote(value)
