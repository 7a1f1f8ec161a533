"""How settings become components: one module a kind of environment, and what they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

from aurora.environments import development, global_, production
from aurora.settings import DevelopmentSettings, GlobalSettings, ProductionSettings

__all__ = ["build"]


def build(
    settings: GlobalSettings | ProductionSettings | DevelopmentSettings, stack: str = ""
) -> Mapping[str, Any]:
    """Register everything that a stack's settings ask for, inside a Pulumi program.

    Args:
        settings: What the stack file says.
        stack: The stack's name, a part of every name. Default: the running stack's.

    Returns:
        The stack's outputs by name: identifiers, endpoints, ports and ARNs, never a secret.
    """
    stack = stack or pulumi.get_stack()
    match settings:
        case GlobalSettings():
            return global_.build(settings, stack)
        case ProductionSettings():
            return production.build(settings, stack)
        case DevelopmentSettings():
            return development.build(settings, stack)
