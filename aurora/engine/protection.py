"""What keeps a stack from being destroyed: Pulumi's `protect` and AWS's deletion protection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from aurora.engine.events import name_of
from aurora.errors import Problem, Refused

__all__ = ["OFF", "Guard", "guards", "refusal"]

OFF: Final[Mapping[str, Mapping[str, Any]]] = {
    "aurora:protection": {"deletionProtection": False, "protect": False}
}
"""What the configuration says instead while protection is taken off; snapshots stay asked for."""


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A resource that is protected.

    Attributes:
        urn: Its URN.
        protect: Whether Pulumi refuses to delete it.
        deletion_protection: Whether AWS does.
    """

    urn: str
    protect: bool
    deletion_protection: bool


def guards(state: Mapping[str, Any]) -> tuple[Guard, ...]:
    """Return the protected resources of a deployment, in its order."""
    found = (
        Guard(
            urn=resource["urn"],
            protect=bool(resource.get("protect")),
            deletion_protection=(resource.get("outputs") or {}).get("deletionProtection") is True,
        )
        for resource in state.get("resources") or ()
    )
    return tuple(guard for guard in found if guard.protect or guard.deletion_protection)


def refusal(stack: str, protected: tuple[Guard, ...], *, unprotected: bool = False) -> Refused:
    """Return the error that says what is protected and how to go on, on purpose.

    Args:
        stack: The stack.
        protected: What is protected.
        unprotected: Whether taking it off was tried, and these are left.
    """
    aws = sorted(name_of(guard.urn) for guard in protected if guard.deletion_protection)
    pulumi = sum(guard.protect for guard in protected)
    parts = [f"AWS's deletion protection is on for {', '.join(aws)}"] if aws else []
    parts += [f"Pulumi protects {pulumi} resources"] if pulumi else []
    remedy = (
        "`aurora:protection` in the stack file: `deletionProtection: false` and `protect: false`, "
        "then `up`, then destroy"
    )
    if not unprotected:
        remedy += "; or destroy with protection taken off in the same step (`--unprotect`)"
    return Refused(
        Problem(
            code="AUR-215",
            message=f"stack {stack} is protected, and nothing was touched: {'; '.join(parts)}",
            where="stack",
            remedy=remedy,
        )
    )
