"""Measures every budget and prints a table."""

from __future__ import annotations

import os
import platform

import psutil
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import cold_check, growth, on_the_engine, policies
from benchmarks.measure import MEBIBYTE, Figure

MEASURES = (cold_check.measure, growth.measure, policies.measure, on_the_engine.measure)


def main() -> None:
    """Run all measures one after another."""
    size = psutil.virtual_memory().total / MEBIBYTE / 1024
    load = os.getloadavg()[0]
    table = Table(box=box.SIMPLE_HEAD, title_justify="left")
    table.title = (
        f"{os.cpu_count()} cores, {size:.0f} GiB, Python {platform.python_version()}, "
        f"load {load:.1f} at the start"
    )
    for column in ("what", "measured", "budget", ""):
        table.add_column(column, justify="right" if column in ("measured", "budget") else "left")
    for measure in MEASURES:
        for figure in measure():
            table.add_row(*_row(figure))
    Console(width=110).print(table)


def _row(figure: Figure) -> tuple[str, str, str, str]:
    return figure.what, f"{figure.measured:.2f}{figure.unit}", figure.bound, figure.verdict


if __name__ == "__main__":
    main()
