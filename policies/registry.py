"""Finds the rules: every module under an area's folder holds one `RULE`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from policies.rule import Rule

__all__ = ["rules"]


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by id, in the order of the ids."""
    root = Path(__file__).parent
    found: dict[str, Rule] = {}
    for area in pkgutil.iter_modules([str(root)]):
        if area.ispkg:
            for module in pkgutil.iter_modules([str(root / area.name)]):
                rule = importlib.import_module(f"policies.{area.name}.{module.name}").RULE
                found[rule.id] = rule
    return dict(sorted(found.items()))
