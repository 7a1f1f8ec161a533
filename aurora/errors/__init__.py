"""The one exception tree of this project, and the exit code of each branch.

    AuroraError
    |- Refused            1  a policy, a guard or drift stands in the way
    |- BadInput           2  a stack file, an argument or a flag is wrong
    `- Failed             3  the engine, the embedded AWS or AWS itself failed

Every error carries `Problem`s: what was given, where, what is allowed, what to do. A problem has a
stable code that `aurora explain CODE` expands.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AuroraError", "BadInput", "Failed", "Problem", "Refused"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, in words that an operator can act on.

    Attributes:
        code: Stable code such as `AUR-012`; `aurora explain` expands it.
        message: What is wrong, one sentence, with the value given.
        where: YAML path, file, resource name or flag; empty when it concerns the whole command.
        allowed: What would have been accepted; empty when the remedy says it all.
        remedy: What to do now.
    """

    code: str
    message: str
    where: str = ""
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """Return the problem as the lines that a terminal shows."""
        lines = [f"{self.code} {self.where + ': ' if self.where else ''}{self.message}"]
        if self.allowed:
            lines.append(f"  allowed: {self.allowed}")
        if self.remedy:
            lines.append(f"  do: {self.remedy}")
        return "\n".join(lines)


class AuroraError(Exception):
    """Base of everything that this project raises on purpose.

    Attributes:
        exit_code: What the `aurora` command ends with.
        problems: All that was found, not only the first.
    """

    exit_code: int = 3

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Refused(AuroraError):
    """A policy, a guard or drift stands in the way; nothing was changed."""

    exit_code = 1


class BadInput(AuroraError):
    """A stack file, an argument or a flag is wrong; nothing was changed."""

    exit_code = 2


class Failed(AuroraError):
    """The engine, the embedded AWS or AWS itself failed."""

    exit_code = 3
