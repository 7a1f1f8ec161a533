"""Automatic names: the name part of the URN, a hyphen, seven hexadecimal digits of the seed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from aurora.embedded.provider.schema import AutoName, ResourceType

__all__ = ["NoName", "automatic_name"]

DIGITS: Final = 7
PREFIXES: Final = ("namePrefix", "identifierPrefix", "bucketPrefix", "statementIdPrefix")


class NoName(Exception):
    """No automatic name can be made; Check itself fails."""


def automatic_name(
    type_: ResourceType,
    urn_name: str,
    seed: bytes,
    inputs: Mapping[str, Any],
    proposal: tuple[str, str] | None = None,
) -> str | None:
    """Return the name to fill in, or None where the type or the inputs want none.

    Args:
        type_: The resource type.
        urn_name: The last part of the URN.
        seed: The engine's random seed: the same seed makes the same name.
        inputs: What the program gives.
        proposal: Mode (`propose`, `enforce`, `disable`) and name of the engine's own configuration.

    Raises:
        NoName: The name is too long, or naming is disabled.
    """
    auto = type_.auto_name
    if auto is None or any(prefix in inputs for prefix in PREFIXES):
        return None
    mode, proposed = proposal or ("", "")
    if mode == "disable":
        raise NoName("automatic naming is disabled but no explicit name was provided")
    if mode == "enforce":
        return proposed
    if mode == "propose":
        if len(proposed) > auto.limit:
            raise NoName(f"calculated name '{proposed}' exceeds maximum length of {auto.limit}")
        return _finished(proposed, auto, inputs)
    base = f"{urn_name}-"
    if len(base) + DIGITS > auto.limit:
        raise NoName(
            f"could not make instance of '{type_.token}': name '{base}' plus {DIGITS} random chars "
            f"is longer than maximum length {auto.limit}"
        )
    return _finished(base + hashlib.sha256(seed).hexdigest()[:DIGITS], auto, inputs)


def _finished(name: str, auto: AutoName, inputs: Mapping[str, Any]) -> str:
    if auto.before and not name.startswith(auto.before):
        name = auto.before + name
    if auto.after == "fifo" and inputs.get("fifoTopic") is True and not name.endswith(".fifo"):
        name += ".fifo"
    return name
