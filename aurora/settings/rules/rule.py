"""What a rule is, and how a table of them judges a stack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from aurora.settings.environments import Settings
from aurora.settings.fault import Fault, Path, Severity

__all__ = ["Finding", "Rule", "Subject", "Table"]


class Subject(Protocol):
    """What a rule looks at: the stack, a cluster, the capacity of one."""

    @property
    def base(self) -> Path:
        """Where it stands in the configuration."""
        ...


S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One place where a rule is broken.

    Attributes:
        message: What is wrong, with the value given.
        allowed: What would be taken.
        remedy: What to do; empty for the rule's own.
        below: The place below the rule's, such as the position in a list.
    """

    message: str
    allowed: str = ""
    remedy: str = ""
    below: Path = ()


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[S]):
    """One thing that must hold.

    Attributes:
        code: Stable code; `aurora explain` tells why.
        name: Stable name, `<what>-<condition>`.
        severity: refuse when AWS or the provider refuses it; warn when it is accepted but not what
            was meant.
        at: Where it is reported: a dotted path below the subject, or from the top with a `/` first.
        reads: Further paths that it reads: where one of them is faulty, the rule keeps silent.
        keys: Paths of mappings of which it reads the keys only.
        find: What is wrong with a subject.
        remedy: What to do.
    """

    code: str
    name: str
    severity: Severity
    at: str
    find: Callable[[S], Iterable[Finding]]
    reads: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    remedy: str = ""

    def faults(self, subject: S, broken: frozenset[Path]) -> Iterator[Fault]:
        """Yield the faults of a subject, unless what the rule reads is broken already."""
        if self.silenced(subject.base, broken):
            return
        for finding in self.find(subject):
            yield Fault(
                code=self.code,
                severity=self.severity,
                path=(*place(subject.base, self.at), *finding.below),
                message=finding.message,
                allowed=finding.allowed,
                remedy=finding.remedy or self.remedy,
            )

    def silenced(self, base: Path, broken: frozenset[Path]) -> bool:
        """Tell whether something that the rule reads is faulty in itself."""
        read = [place(base, at) for at in (self.at, *self.reads) if at]
        keyed = [place(base, at) for at in self.keys]
        return any(
            any(touches(path, other) for path in read)
            or any(path[: len(other)] == other for path in (*keyed, base))
            for other in broken
        )


@dataclass(frozen=True, kw_only=True)
class Table(Generic[S]):
    """Rules that look at the same kind of subject."""

    subjects: Callable[[Settings, str], Iterable[S]]
    rules: tuple[Rule[S], ...]

    def faults(self, settings: Settings, stack: str, broken: frozenset[Path]) -> Iterator[Fault]:
        """Yield every fault of a stack."""
        for subject in self.subjects(settings, stack):
            for rule in self.rules:
                yield from rule.faults(subject, broken)


def place(base: Path, at: str) -> Path:
    """Return the path that a rule means by `at`."""
    if at.startswith("/"):
        return tuple(part for part in at[1:].split(".") if part)
    return (*base, *(part for part in at.split(".") if part))


def touches(path: Path, broken: Path) -> bool:
    """Tell whether one path is the other or contains it."""
    shorter: tuple[Any, ...] = min(path, broken, key=len)
    return path[: len(shorter)] == broken[: len(shorter)]
