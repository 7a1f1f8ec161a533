"""Bring every case up, ask both, and print where they differ; exit 1 where nothing explains it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from aurora.errors import AuroraError
from tests.second_opinion.case import judge
from tests.second_opinion.comparison import Comparison, Difference, cases, checks
from tests.second_opinion.scanner import VERSION, Scanner

SHOWN: Final = 3
"""Resources that are named of each kind of difference."""


def main(patterns: list[str]) -> int:
    """Judge all cases, or those whose stack or name is among the patterns."""
    scanner = Scanner(Path(".scan"))
    comparison = Comparison()
    console = Console(width=140)
    for case in cases():
        if patterns and not {case.stack, case.name} & set(patterns):
            continue
        console.print(case.label, highlight=False)
        try:
            comparison.add(judge(case, scanner, list(checks())))
        except AuroraError as error:
            comparison.unnoticed.append((case.label, str(error)))
    # A part of the cases needs a part of the explanations.
    unneeded = [] if patterns else comparison.unneeded
    _print(comparison, unneeded, console)
    return int(bool(comparison.unexplained or comparison.unnoticed or unneeded))


def _print(comparison: Comparison, unneeded: list[Mapping[str, str]], console: Console) -> None:
    if comparison.unexplained:
        console.print(_table(comparison.unexplained))
    for name, missing in comparison.unnoticed:
        console.print(f"{name}: {missing}")
    for entry in unneeded:
        console.print(f"nothing needs the explanation of {entry['check']}: {entry['reason']}")
    agreed, explained = comparison.agreed, sum(comparison.explained.values())
    console.print(
        f"prowler {VERSION}, {len(checks())} checks: both pass {agreed['pass']}, both fail "
        f"{agreed['fail']}, explained {explained}, unexplained {len(comparison.unexplained)}; "
        f"{sum(comparison.foreign.values())} are about what no stack has",
        highlight=False,
    )


def _table(differences: list[Difference]) -> Table:
    table = Table("check", "scanner", "pack", "where", "its words", box=box.SIMPLE_HEAD)
    for (check, scanner, pack), rows in groupby(sorted(differences), _kind):
        same = list(rows)
        where = sorted({f"{row.case}: {row.resource}" for row in same})
        more = [f"and {len(where) - SHOWN} more"] if len(where) > SHOWN else []
        table.add_row(check, scanner, pack, "\n".join(where[:SHOWN] + more), same[0].words)
    return table


def _kind(difference: Difference) -> tuple[str, str, str]:
    return difference.check, difference.scanner, difference.pack


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
