"""The estate that is measured: production databases, as many as wanted, in one program."""

from __future__ import annotations

from pathlib import Path

from aurora.environments import build
from aurora.planning.recorder import Recording, record
from aurora.settings.load import judge
from aurora.settings.stackfile import StackFile

__all__ = ["recorded"]

FILE = StackFile.read(Path(__file__).parents[1] / "Pulumi.prod.yaml")
SETTINGS = judge(FILE.config, "prod", FILE).settings


def recorded(copies: int) -> Recording:
    """Return the plan of a number of production databases; one is about 75 resources."""
    return record(
        lambda: [build(SETTINGS, f"estate{number}") for number in range(copies)], stack="prod"
    )
