"""The report for a pull request's comment."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.planning.report import Outcome, Report, StackReport, outcome_of
from policies.registry import rules

__all__ = ["render"]


def render(report: Report) -> str:
    """Return the report as Markdown."""
    title = "refused" if report.refused else "passed"
    lines = [f"## Aurora check: {title}", "", *_summary(report)]
    for stack in report.stacks:
        lines += _findings(stack)
    return "\n".join(lines) + "\n"


def _summary(report: Report) -> Iterator[str]:
    outcomes = " | ".join(outcome.value for outcome in Outcome)
    yield f"| stack | environment | resources | regions | {outcomes} |"
    yield f"|---|---|--:|---|{'--:|' * len(Outcome)}"
    for stack in report.stacks:
        counts = " | ".join(str(len(stack.of(outcome))) for outcome in Outcome)
        regions = ", ".join(stack.regions)
        yield (
            f"| {stack.stack} | {stack.environment} | {stack.resources} | {regions} | {counts} |"
        )


def _findings(stack: StackReport) -> Iterator[str]:
    if not stack.findings:
        return
    yield from ("", f"### {stack.stack}", "")
    yield "| | severity | resource | rule | what is wrong | what to do |"
    yield "|---|---|---|---|---|---|"
    for finding in stack.findings:
        name, _ = stack.names[finding.urn]
        place = stack.location(finding)
        where = f" (`{place.file}:{place.line}`)" if place else ""
        cells = (
            outcome_of(finding).value,
            finding.severity.value,
            f"`{name}`",
            f"`{finding.rule}`",
            _cell(finding.message),
            _cell(rules()[finding.rule].remedy) + where,
        )
        yield f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
