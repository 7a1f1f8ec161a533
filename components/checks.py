"""What a component asks of its arguments, as tables: checked before anything is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from aurora.errors import BadInput, Problem

__all__ = ["Check", "verify"]

Args = TypeVar("Args")


@dataclass(frozen=True, kw_only=True)
class Check(Generic[Args]):
    """One thing that must hold of a component's arguments.

    Attributes:
        code: Code of the error when it does not hold.
        holds: Whether it holds.
        message: What is wrong, with the value given.
        allowed: What would be accepted.
        remedy: What to do.
    """

    code: str
    holds: Callable[[Args], bool]
    message: Callable[[Args], str]
    allowed: str = ""
    remedy: str = ""


def verify(where: str, args: Args, checks: Iterable[Check[Args]]) -> None:
    """Raise BadInput with every check of the table that does not hold.

    Args:
        where: The component's name, for the message.
        args: The arguments.
        checks: The table.
    """
    problems = [
        Problem(
            code=check.code,
            message=check.message(args),
            where=where,
            allowed=check.allowed,
            remedy=check.remedy,
        )
        for check in checks
        if not check.holds(args)
    ]
    if problems:
        raise BadInput(*problems)
