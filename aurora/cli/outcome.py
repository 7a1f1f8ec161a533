"""What an operation on a stack came to, for a person or for a machine."""

from __future__ import annotations

import json
from typing import Any

from aurora.engine.events import Operation
from aurora.engine.results import Result

__all__ = ["as_json", "as_text"]

SIGNS = {
    Operation.CREATE: "+",
    Operation.UPDATE: "~",
    Operation.REPLACE: "+-",
    Operation.DELETE: "-",
    Operation.REFRESH: "~",
}
LONG = 40
"""Changes that are listed one by one; more are only counted."""


def as_json(result: Result, **more: Any) -> str:
    """Return the result as one JSON object with stable keys; secrets are masked in it already."""
    document = {
        "stack": result.stack,
        **more,
        "changes": [
            {
                "operation": change.operation.value,
                "urn": change.urn,
                "name": change.name,
                "type": change.type,
                "region": change.region,
                "properties": list(change.properties),
            }
            for change in result.changes
        ],
        "unchanged": result.unchanged,
        "findings": [
            {
                "rule": finding.rule,
                "level": finding.level,
                "severity": finding.severity,
                "urn": finding.urn,
                "message": finding.message,
            }
            for finding in result.findings
        ],
        "warnings": [warning.message for warning in result.warnings],
        "outputs": dict(result.outputs),
        "seconds": round(result.duration, 1),
    }
    return json.dumps(document, indent=2, default=str)


def as_text(result: Result, *, outputs: bool = True) -> str:
    """Return the result as lines: what changed, what the policies advise, the outputs."""
    lines = [_changes(result), *_listed(result)]
    lines += [f"  warning: {warning.message}" for warning in result.warnings]
    advised = sorted({finding.rule for finding in result.findings})
    if advised:
        lines.append(f"  policies advise: {', '.join(advised)} (aurora explain RULE)")
    if outputs:
        lines += [f"  {name}: {value}" for name, value in result.outputs.items() if _plain(value)]
    return "\n".join(lines)


def _plain(value: Any) -> bool:
    return not isinstance(value, dict)


def _changes(result: Result) -> str:
    counts = result.counts
    parts = [
        f"{counts[operation]} {operation.value}" for operation in Operation if counts[operation]
    ]
    text = ", ".join([*parts, f"{result.unchanged} unchanged"]) if parts else "nothing changes"
    return f"{result.stack}: {text} ({result.duration:.0f} s)"


def _listed(result: Result) -> list[str]:
    if len(result.changes) > LONG:
        return []
    return [
        f"  {SIGNS.get(change.operation, ' '):2} {change.name}  {change.type}"
        + (f"  [{', '.join(change.properties)}]" if change.properties else "")
        for change in result.changes
    ]
