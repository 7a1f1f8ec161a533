"""A project folder of its own, made of this checkout, which is never written to."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Final

__all__ = ["ROOT", "check_out"]

ROOT: Final = Path(__file__).parents[1]
PARTS: Final = ("aurora", "components", "policies", "examples", "__main__.py", ".venv")


def check_out(folder: Path, copied: Collection[str] = ()) -> Path:
    """Make a folder a project and return it: its stack files are copies, the rest are links.

    Args:
        folder: An empty folder.
        copied: Folders that are copies too, to be changed.
    """
    for name in PARTS:
        if name in copied:
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).symlink_to(ROOT / name)
    for file in ROOT.glob("Pulumi*.yaml"):
        shutil.copy(file, folder / file.name)
    return folder
