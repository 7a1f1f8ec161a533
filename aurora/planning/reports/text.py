"""The report that a person reads in a terminal: by resource, ending with what to do."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.planning.report import Location, Outcome, Report, StackReport, outcome_of
from policies.judge import Finding
from policies.registry import rules

__all__ = ["render"]


def render(report: Report) -> str:
    """Return the report as lines of plain text."""
    lines = [line for stack in report.stacks for line in _stack(stack)]
    return "\n".join([*lines, *_verdict(report)]) + "\n"


def _stack(stack: StackReport) -> Iterator[str]:
    regions = f" in {', '.join(stack.regions)}" if stack.regions else ""
    counts = ", ".join(f"{len(stack.of(outcome))} {outcome.value}" for outcome in Outcome)
    noun = "resource" if stack.resources == 1 else "resources"
    yield f"{stack.stack} ({stack.environment}): {stack.resources} {noun}{regions}"
    yield f"  {stack.rules} rules: {counts}"
    for warning in stack.warnings:
        yield from (f"  {line}" for line in f"warning {warning}".splitlines())
    previous = ""
    for finding in stack.findings:
        if finding.urn != previous:
            name, type_ = stack.names[finding.urn]
            yield f"  {name}  {type_}"
            previous = finding.urn
        yield from _finding(stack, finding)
    yield ""


def _finding(stack: StackReport, finding: Finding) -> Iterator[str]:
    rule = rules()[finding.rule]
    where = f"[{finding.key}]" if finding.key else ""
    label = f"{outcome_of(finding).value.upper():9} {finding.severity.value:8}"
    yield f"    {label} {finding.rule}{where}: {finding.message}"
    if finding.verdict.value == "violation":
        place = stack.location(finding)
        setting = f" ({rule.setting}{_at(place)})" if rule.setting else ""
        yield f"      do: {rule.remedy}{setting}"


def _at(place: Location | None) -> str:
    return f", {place.file}:{place.line}" if place else ""


def _verdict(report: Report) -> Iterator[str]:
    refused = sum(len(stack.of(Outcome.REFUSED)) for stack in report.stacks)
    if refused:
        noun = "finding refuses" if refused == 1 else "findings refuse"
        yield f"Refused: {refused} {noun} the plan. Mend each as said above, then check again."
        yield "What a rule asks and why: aurora explain RULE"
    else:
        yield "Passed: nothing in the plan is refused."
