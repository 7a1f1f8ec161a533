"""Production: one region, highly available, careful with everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.environments import regional
from aurora.environments.care import PRODUCTION
from aurora.settings import ProductionSettings

__all__ = ["build"]


def build(settings: ProductionSettings, stack: str) -> Mapping[str, Any]:
    """Build a production environment and return its outputs."""
    return regional.build(settings, stack, PRODUCTION)
