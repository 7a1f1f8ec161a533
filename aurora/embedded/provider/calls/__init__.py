"""The call half: which AWS operations create, read, update and delete each resource type.

One module a noun. Each declares subclasses of `Calls`; importing the package's modules registers
them by type token. Nothing here plans: the plan half has checked the inputs, filled the defaults
and decided create, update or replace before a call starts.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

__all__ = ["load"]


@cache
def load() -> None:
    """Import every module of the package, so that all types with calls are registered."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
