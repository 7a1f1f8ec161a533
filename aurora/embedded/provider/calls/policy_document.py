"""IAM policy documents: when two mean the same, and which text a read keeps.

Equivalence is structural, as the real provider decides it: order and lists of one do not count,
an account id equals its root ARN; what a policy permits is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

__all__ = ["canonical", "decoded", "equivalent", "kept", "version_first"]

_ROOT = re.compile(r"^arn:[^:]+:iam::(?P<account>\d{12}):root$")
_LISTS = ("Action", "NotAction", "Resource", "NotResource")


def canonical(document: str) -> str:
    """Return the document with sorted keys and no white space; text that is no JSON unchanged."""
    try:
        return json.dumps(
            json.loads(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
    except ValueError:
        return document


def decoded(document: str | Mapping[str, Any]) -> str:
    """Return a document that IAM answers, URL-encoded or parsed by botocore, as plain JSON text."""
    if isinstance(document, str):
        return unquote(document)
    return json.dumps(document, separators=(",", ":"))


def equivalent(one: str, other: str) -> bool:
    """Say whether two documents are the same policy; empty text equals `{}`."""
    try:
        left, right = _parsed(one), _parsed(other)
    except ValueError:
        return one == other
    if left == right:
        return True
    if not (isinstance(left, dict) and isinstance(right, dict)):
        return False
    if any(left.get(key, "") != right.get(key, "") for key in ("Version", "Id")):
        return False
    return _statements(left) == _statements(right)


def kept(configured: str | None, answered: str) -> str:
    """Return what a read stores: the configured policy where AWS's means the same, else AWS's.

    Either in canonical form: so the plan holds it too.
    """
    if configured is not None and equivalent(configured, answered):
        return canonical(configured)
    return canonical(answered)


def _parsed(document: str) -> Any:
    value = json.loads(document.strip() or "{}")
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _statements(document: Mapping[str, Any]) -> set[str]:
    statements = document.get("Statement") or []
    if isinstance(statements, dict):
        statements = [statements]
    return {json.dumps(_normal(entry), sort_keys=True) for entry in statements}


def _normal(statement: Mapping[str, Any]) -> dict[str, Any]:
    normal: dict[str, Any] = {"Sid": statement.get("Sid", "")}
    normal["Effect"] = str(statement.get("Effect", "")).lower()
    for key in _LISTS:
        normal[key] = _listed(statement.get(key))
    for key in ("Principal", "NotPrincipal"):
        value = statement.get(key)
        if isinstance(value, dict):
            normal[key] = {
                kind: sorted({_principal(entry) for entry in _listed(entries)})
                for kind, entries in value.items()
                if _listed(entries)
            }
        else:
            normal[key] = value
    normal["Condition"] = {
        operator: {key: sorted(set(_listed(values))) for key, values in keys.items()}
        for operator, keys in (statement.get("Condition") or {}).items()
    }
    return normal


def _listed(value: Any) -> list[str]:
    """Return a value or a list of values as a sorted list of texts."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return sorted(_text(entry) for entry in values)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _principal(value: str) -> str:
    match = _ROOT.match(value)
    return match["account"] if match else value


def version_first(document: str) -> str:
    """Return the canonical document with `Version` in front, as IAM's older parser wants it."""
    try:
        value = json.loads(document)
    except ValueError:
        return document
    if not isinstance(value, dict) or "Version" not in value:
        return canonical(document)
    rest = {key: value[key] for key in sorted(value) if key != "Version"}
    ordered = {"Version": value["Version"], **json.loads(json.dumps(rest, sort_keys=True))}
    return json.dumps(ordered, separators=(",", ":"))
