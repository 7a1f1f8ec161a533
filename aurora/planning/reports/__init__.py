"""Writes a report as text, JSON, SARIF, JUnit XML or Markdown."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Final

from aurora.planning.report import Report

__all__ = ["FORMATS", "write"]

FORMATS: Final[Mapping[str, str]] = {
    "text": "aurora.planning.reports.text",
    "json": "aurora.planning.reports.json_document",
    "sarif": "aurora.planning.reports.sarif",
    "junit": "aurora.planning.reports.junit",
    "markdown": "aurora.planning.reports.markdown",
}
"""The module of each format, imported only when it is asked for."""


def write(report: Report, format_: str) -> str:
    """Return a report in one of `FORMATS`. Raises KeyError for any other."""
    render: Callable[[Report], str] = importlib.import_module(FORMATS[format_]).render
    return render(report)
