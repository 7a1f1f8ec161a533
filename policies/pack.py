"""What the pack calls itself towards the engine."""

from __future__ import annotations

from typing import Final

__all__ = ["PACK", "VERSION"]

PACK: Final = "aurora"
VERSION: Final = "0.1.0"
