"""What a stack exports, as it stands in its state and its events: without a key, secrets masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aurora.values import SIGNATURE_KEY, UNKNOWN, UNKNOWN_ON_THE_WIRE

__all__ = ["MASK", "of_state", "plain"]

MASK: Final = "[secret]"
"""What stands for a secret, as Pulumi prints it."""


def of_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outputs of a deployment."""
    for resource in state.get("resources") or ():
        if resource["type"] == "pulumi:pulumi:Stack":
            return plain(resource.get("outputs") or {})
    return {}


def plain(value: Any) -> Any:
    """Return a value with each secret as `[secret]` and each unknown as the word for it."""
    if isinstance(value, dict):
        if SIGNATURE_KEY in value:
            return MASK
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return repr(UNKNOWN) if value == UNKNOWN_ON_THE_WIRE else value
