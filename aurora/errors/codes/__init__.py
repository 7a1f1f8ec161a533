"""The table of error codes: one TOML file a layer, read by `aurora explain`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Code", "codes"]


@dataclass(frozen=True, kw_only=True)
class Code:
    """What `aurora explain` says of a code.

    Attributes:
        code: The stable code, such as `AUR-012`.
        title: One line.
        why: Why it is refused or warned of, with a source where AWS is the reason.
        remedy: What to write or do instead.
        example: A corrected snippet; may be empty.
    """

    code: str
    title: str
    why: str
    remedy: str
    example: str = ""


@cache
def codes() -> dict[str, Code]:
    """Return every code of every layer, by code, in order."""
    found: dict[str, Code] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[code] = Code(code=code, **entry)
    return dict(sorted(found.items()))
