"""How the overlay changes moto."""

from __future__ import annotations

from typing import Any

__all__ = ["replace"]


def replace(target: Any, **attributes: Any) -> None:
    """Set attributes of a class or module of moto; doing it twice is doing it once."""
    for name, value in attributes.items():
        setattr(target, name, value)
