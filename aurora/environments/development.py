"""Development: one small cluster that comes and goes without leaving anything behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.environments import regional
from aurora.environments.care import DEVELOPMENT
from aurora.settings import DevelopmentSettings

__all__ = ["build"]


def build(settings: DevelopmentSettings, stack: str) -> Mapping[str, Any]:
    """Build a development environment and return its outputs."""
    return regional.build(settings, stack, DEVELOPMENT)
