"""Figures as a table."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable

import psutil
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measure import MEBIBYTE, Figure

__all__ = ["show"]


def show(figures: Iterable[Figure]) -> None:
    """Measure them one after another and print them, under the machine and its load before."""
    size = psutil.virtual_memory().total / MEBIBYTE / 1024
    load = os.getloadavg()[0]
    table = Table(box=box.SIMPLE_HEAD, title_justify="left")
    table.title = (
        f"{os.cpu_count()} cores, {size:.0f} GiB, Python {platform.python_version()}, "
        f"load {load:.1f} at the start"
    )
    for column in ("what", "measured", "budget", ""):
        table.add_column(column, justify="right" if column in ("measured", "budget") else "left")
    for figure in figures:
        measured = f"{figure.measured:.2f}{figure.unit}"
        table.add_row(figure.what, measured, figure.bound, figure.verdict)
    Console(width=110).print(table)
