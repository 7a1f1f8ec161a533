"""Measures every budget and prints a table."""

from __future__ import annotations

from itertools import chain

from benchmarks import cold_check, growth, on_the_engine, policies
from benchmarks.table import show

MEASURES = (cold_check.measure, growth.measure, policies.measure, on_the_engine.measure)


def main() -> None:
    """Run all measures one after another."""
    show(chain.from_iterable(measure() for measure in MEASURES))


if __name__ == "__main__":
    main()
