"""Puts the embedded AWS together: moto, every module of the overlay, the journal."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from . import chance, defaults, dispatch, overlay
from .application import Application
from .journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["assembled"]


def assembled(state: Path | None = None) -> Application:
    """Return the application, every overlay module installed; `restore` repeats its journal.

    Args:
        state: Directory that holds `journal.jsonl`; None keeps nothing.
    """
    dispatch.install()
    defaults.install()
    for module in sorted(found.name for found in pkgutil.iter_modules(overlay.__path__)):
        install = getattr(importlib.import_module(f"{overlay.__name__}.{module}"), "install", None)
        if install:
            install()
    chance.tame()
    return Application(Journal(state / "journal.jsonl") if state else None)
