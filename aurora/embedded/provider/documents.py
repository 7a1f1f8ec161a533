"""The policy documents that `aws.iam.get_policy_document` builds from statements."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

__all__ = ["policy_document"]

VERSION: Final = "2012-10-17"
LISTS: Final = {
    "actions": "Action",
    "notActions": "NotAction",
    "resources": "Resource",
    "notResources": "NotResource",
}


def policy_document(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the function answers: the arguments, and the document as JSON.

    Statements come from the source documents, then from `statements`, then from the overriding
    documents; a later one takes the place of an earlier one of the same `Sid`.
    """
    statements: list[dict[str, Any]] = []
    for text in arguments.get("sourcePolicyDocuments") or ():
        _merge(statements, _statements(text))
    _merge(statements, [_statement(entry) for entry in arguments.get("statements") or ()])
    for text in arguments.get("overridePolicyDocuments") or ():
        _merge(statements, _statements(text))
    document: dict[str, Any] = {"Version": arguments.get("version") or VERSION}
    if arguments.get("policyId"):
        document["Id"] = arguments["policyId"]
    if statements:
        document["Statement"] = statements
    text = json.dumps(document, indent=2, ensure_ascii=False)
    minified = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    return {
        **arguments,
        "id": str(zlib.crc32(text.encode())),
        "json": text,
        "minifiedJson": minified,
        "version": document["Version"],
    }


def _merge(statements: list[dict[str, Any]], others: Iterable[dict[str, Any]]) -> None:
    places = {entry["Sid"]: index for index, entry in enumerate(statements) if entry.get("Sid")}
    for entry in others:
        if entry.get("Sid") in places:
            statements[places[entry["Sid"]]] = entry
        else:
            statements.append(entry)


def _statements(text: Any) -> list[dict[str, Any]]:
    """Return the statements of a document; of a text that is none, nothing."""
    try:
        document = json.loads(text) if text else {}
    except (TypeError, ValueError):
        return []
    entries = document.get("Statement", []) if isinstance(document, dict) else []
    entries = entries if isinstance(entries, list) else [entries]
    return [entry for entry in entries if isinstance(entry, dict)]


def _statement(given: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if given.get("sid"):
        out["Sid"] = given["sid"]
    out["Effect"] = given.get("effect") or "Allow"
    for name, member in LISTS.items():
        if given.get(name):
            out[member] = _listed(given[name])
    for name, member in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if given.get(name):
            out[member] = _principals(given[name])
    if given.get("conditions"):
        out["Condition"] = _conditions(given["conditions"])
    return out


def _listed(values: Iterable[Any]) -> str | list[str]:
    """Return one value as such, several in falling order, as the real function does."""
    texts = sorted({str(value) for value in values}, reverse=True)
    return texts[0] if len(texts) == 1 else texts


def _principals(entries: Iterable[Mapping[str, Any]]) -> str | dict[str, Any]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(str(entry.get("type", "")), []).extend(entry.get("identifiers") or ())
    if found == {"*": ["*"]}:
        return "*"
    return {kind: _listed(identifiers) for kind, identifiers in found.items()}


def _conditions(entries: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, list[str]]] = {}
    for entry in entries:
        keys = found.setdefault(str(entry.get("test", "")), {})
        keys.setdefault(str(entry.get("variable", "")), []).extend(
            str(value) for value in entry.get("values") or ()
        )
    return {
        test: {key: values[0] if len(values) == 1 else values for key, values in keys.items()}
        for test, keys in found.items()
    }
