"""One thing that is wrong in a stack file, before it is told to anyone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aurora.errors import Problem

__all__ = ["Fault", "Path", "Severity", "SECRET", "dotted", "shown"]

Path = tuple[str | int, ...]
"""Where in the configuration: keys and list positions, without the namespace."""

SECRET = re.compile(r"pass(word|wd|phrase)?|secret|token|credential|private.?key", re.IGNORECASE)
"""Keys whose value is never repeated in a message."""

LONGEST = 60


class Severity(StrEnum):
    """What happens to a stack file with the fault."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault at a path.

    Attributes:
        code: Stable code.
        path: Where it is.
        message: What is wrong, with the value given.
        allowed: What would have been accepted.
        remedy: What to do now.
        severity: Whether the file is refused for it.
        meant: For an unknown key, the known ones that it may have been meant to be.
        line: The line, where it is known better than from the path.
    """

    code: str
    path: Path = ()
    message: str
    allowed: str = ""
    remedy: str = ""
    severity: Severity = Severity.REFUSE
    meant: tuple[str, ...] = ()
    line: int = 0

    def problem(self, place: str) -> Problem:
        """Return the fault as a problem at a place such as `Pulumi.prod.yaml:12`."""
        where = ": ".join(part for part in (place, dotted(self.path)) if part)
        return Problem(
            code=self.code,
            message=self.message,
            where=where,
            allowed=self.allowed,
            remedy=self.remedy,
        )


def dotted(path: Path) -> str:
    """Return a path as an operator writes it: `aurora:regions.eu-west-1.readers.count`."""
    if not path:
        return ""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "aurora:" + "".join(parts).removeprefix(".")


def shown(value: object, path: Path = ()) -> str:
    """Return a value for a message: short, and never what may be a secret."""
    if any(isinstance(part, str) and SECRET.search(part) for part in path):
        return "(not repeated here)"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
