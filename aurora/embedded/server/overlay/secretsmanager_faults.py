"""Refusals of Secrets Manager: all of them are answered with status 400, a missing secret too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.secretsmanager import exceptions

from .patching import replace

__all__ = ["install"]

_STATUS = 400
_FAULTS = {
    fault: fault.__init__
    for fault in (
        exceptions.ResourceNotFoundException,
        exceptions.SecretNotFoundException,
        exceptions.SecretHasNoValueException,
        exceptions.SecretStageVersionMismatchException,
    )
}


def _made(init: Callable[..., None]) -> Callable[..., None]:
    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self.code = _STATUS

    return made


def install() -> None:
    """Give every refusal the status of the JSON protocol."""
    for fault, init in _FAULTS.items():
        replace(fault, __init__=_made(init))
