"""The report for machines: one JSON document, stable keys."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from aurora.planning.report import Report, StackReport, outcome_of

__all__ = ["render"]


def render(report: Report) -> str:
    """Return the report as JSON; `refused` says how the command ends."""
    document = {"refused": report.refused, "stacks": [_stack(stack) for stack in report.stacks]}
    return json.dumps(document, indent=2) + "\n"


def _stack(stack: StackReport) -> dict[str, Any]:
    return {
        "stack": stack.stack,
        "environment": stack.environment,
        "resources": stack.resources,
        "regions": list(stack.regions),
        "rules": stack.rules,
        "warnings": [asdict(warning) for warning in stack.warnings],
        "findings": [
            {
                "rule": finding.rule,
                "outcome": outcome_of(finding).value,
                "severity": finding.severity.value,
                "urn": finding.urn,
                "resource": stack.names[finding.urn][0],
                "type": stack.names[finding.urn][1],
                "property": finding.property,
                "key": finding.key,
                "message": finding.message,
            }
            for finding in stack.findings
        ],
    }
