"""The report for code scanning: SARIF 2.1.0, each finding where its setting stands."""

from __future__ import annotations

from typing import Final

import sarif_pydantic as sarif
from sarif_pydantic.sarif import Suppression

from aurora.planning.report import Outcome, Report, StackReport, outcome_of
from policies.judge import Finding
from policies.rule import Rule, Severity

__all__ = ["render"]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {
    Outcome.REFUSED: sarif.Level.ERROR,
    Outcome.ADVISED: sarif.Level.WARNING,
    Outcome.UNDECIDED: sarif.Level.NOTE,
    Outcome.EXEMPT: sarif.Level.NOTE,
}
SCORES: Final = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
}
"""Code scanning's own scale, by which it groups findings as critical, high, medium and low."""


class Result(sarif.Result):
    """A result with the list of its suppressions, as the format has it; the library's has none."""

    suppressions: list[Suppression] | None = None


def render(report: Report) -> str:
    """Return the report as a SARIF log."""
    driver = sarif.ToolDriver(name="aurora", rules=[_rule(rule) for rule in report.rules])
    results = [_result(stack, finding) for stack in report.stacks for finding in stack.findings]
    log = sarif.Sarif(
        version="2.1.0",
        schema_uri=SCHEMA,
        runs=[sarif.Run(tool=sarif.Tool(driver=driver), results=results)],
    )
    return (
        log.model_dump_json(by_alias=True, exclude_none=True, indent=2, serialize_as_any=True)
        + "\n"
    )


def _rule(rule: Rule) -> sarif.ReportingDescriptor:
    return sarif.ReportingDescriptor(
        id=rule.id,
        short_description=sarif.Message(text=rule.title),
        full_description=sarif.Message(text=rule.rationale),
        help=sarif.Message(text=f"{rule.rationale}\n\nDo: {rule.remedy}."),
        help_uri=rule.url or None,
        properties={"security-severity": SCORES[rule.severity], "tags": ["security", "aurora"]},
    )


def _result(stack: StackReport, finding: Finding) -> Result:
    name, _ = stack.names[finding.urn]
    place = stack.location(finding)
    physical = None
    if place:
        physical = sarif.PhysicalLocation(
            artifact_location=sarif.ArtifactLocation(uri=place.file),
            region=sarif.Region(start_line=place.line),
        )
    return Result(
        rule_id=finding.rule,
        level=LEVELS[outcome_of(finding)],
        message=sarif.Message(text=f"{stack.stack}: {name}: {finding.message}"),
        locations=[
            sarif.Location(
                physical_location=physical,
                logical_locations=[sarif.LogicalLocation(fully_qualified_name=finding.urn)],
            )
        ],
        partial_fingerprints={"resourceAndRule": f"{finding.urn}|{finding.rule}|{finding.key}"},
        suppressions=_suppressions(finding),
    )


def _suppressions(finding: Finding) -> list[Suppression] | None:
    """Return the exemption, which stands in a file outside the program; code scanning closes it."""
    if not finding.justification:
        return None
    why = finding.justification
    return [Suppression(kind="external", status="accepted", justification=why)]
