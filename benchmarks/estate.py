"""The estate that is measured: databases, as many as wanted, in one program."""

from __future__ import annotations

from pathlib import Path

from aurora.environments import build
from aurora.planning.recorder import Recording, record
from aurora.settings.load import judge
from aurora.settings.stackfile import StackFile

__all__ = ["recorded"]

ROOT = Path(__file__).parents[1]


def recorded(copies: int, stack: str = "prod") -> Recording:
    """Return the plan of a number of databases, each as a stack file of the project says.

    One of `prod` is about 75 resources, one of `global` about 210.
    """
    file = StackFile.read(ROOT / f"Pulumi.{stack}.yaml")
    settings = judge(file.config, stack, file).settings
    return record(
        lambda: [build(settings, f"estate{number}") for number in range(copies)], stack=stack
    )
