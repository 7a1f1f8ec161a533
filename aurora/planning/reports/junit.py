"""The report for test dashboards: a suite a stack, a case a resource and rule with a finding."""

from __future__ import annotations

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from aurora.planning.report import Outcome, Report, StackReport, outcome_of
from policies.judge import Finding
from policies.registry import rules

__all__ = ["render"]


def render(report: Report) -> str:
    """Return the report as JUnit XML: refused is a failure, the rest is a skipped case."""
    xml = JUnitXml("aurora check")
    for stack in report.stacks:
        xml.add_testsuite(_suite(stack))
    return xml.tostring().decode() + "\n"


def _suite(stack: StackReport) -> TestSuite:
    suite = TestSuite(stack.stack)
    suite.add_property("environment", stack.environment)
    cases = [_case(stack, finding) for finding in stack.findings]
    # A suite without a case reads as one that did not run.
    suite.add_testcases(cases or [TestCase("every rule passes", classname=stack.stack)])
    return suite


def _case(stack: StackReport, finding: Finding) -> TestCase:
    name, _ = stack.names[finding.urn]
    key = f"[{finding.key}]" if finding.key else ""
    case = TestCase(f"{finding.rule}{key}", classname=f"{stack.stack}.{name}")
    text = f"{finding.message}. Do: {rules()[finding.rule].remedy}"
    if outcome_of(finding) is Outcome.REFUSED:
        case.result = [Failure(text, finding.severity.value)]
    else:
        case.result = [Skipped(f"{outcome_of(finding).value}: {text}")]
    return case
