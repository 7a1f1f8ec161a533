"""A way to come by an engine, and the engine that it led to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

__all__ = ["Engine", "Unavailable"]


class Unavailable(Exception):
    """A way leads to no engine here; the text says why. The next way is tried."""


@dataclass(frozen=True)
class Engine:
    """A Pulumi engine.

    Attributes:
        command: Its `pulumi`.
        version: Its version.
        why: Where it comes from and why it is this one, in words.
    """

    command: Path
    version: Version
    why: str

    def __str__(self) -> str:
        """Return the line that an installation ends with."""
        return f"Pulumi v{self.version} at {self.command}: {self.why}"
