"""How the catalogue reads its facts: TOML beside the code, once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["facts"]


@cache
def facts(name: str) -> dict[str, Any]:
    """Return the table in `facts/<name>.toml`."""
    path = Path(__file__).parent / "facts" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
