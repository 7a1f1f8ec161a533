"""The report for a pull request's comment."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.planning.report import Outcome, Report, StackReport, outcome_of
from policies.framework import Framework, frameworks
from policies.registry import rules

__all__ = ["render"]


def render(report: Report) -> str:
    """Return the report as Markdown."""
    title = "refused" if report.refused else "passed"
    lines = [f"## Aurora check: {title}", "", *_summary(report)]
    for stack in report.stacks:
        lines += _findings(stack)
    lines += _compliance(report)
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


def _compliance(report: Report) -> Iterator[str]:
    """Yield a table of the frameworks: how many requirements have a rule, and which are not met."""
    by_outcome = {
        outcome: {f.rule for stack in report.stacks for f in stack.of(outcome)}
        for outcome in Outcome
    }
    violated = by_outcome[Outcome.REFUSED] | by_outcome[Outcome.ADVISED]
    yield from ("", "### Compliance", "")
    yield "| framework | requirements with rules | not met | undecided | exempt |"
    yield "|---|--:|---|---|---|"
    for framework in frameworks().values():
        cells = (
            f"{framework.title}, {framework.version}",
            str(len(framework.requirements)),
            *(
                _requirements(framework, rules_)
                for rules_ in (
                    violated,
                    by_outcome[Outcome.UNDECIDED],
                    by_outcome[Outcome.EXEMPT],
                )
            ),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "A requirement is met when no rule that serves it is violated. Some of these mappings are"
    yield "our own judgement (policies/frameworks says which), and none replaces an audit."


def _requirements(framework: Framework, violated: set[str]) -> str:
    return "<br>".join(_cell(requirement) for requirement in framework.failed(violated)) or "-"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
