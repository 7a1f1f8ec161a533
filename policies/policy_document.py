"""Resource policies (JSON documents of IAM's language): who is let in without a condition."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.values import UNKNOWN
from policies.view import Undecided, View

__all__ = ["allowing", "open_statements", "unreadable"]

NEGATIVE: Final = frozenset(
    {"StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike"}
    | {"NotIpAddress", "Null"}
)
"""Operators that exclude some and let in everybody else."""
ANYBODY: Final = frozenset(
    {"aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:useragent", "aws:referer"}
)
"""Condition keys, in lower case, that everybody can fulfil."""


def open_statements(view: View, property_: str) -> Iterator[str]:
    """Yield the name of each statement that allows everybody without a condition.

    In a text that is a secret a statement has its number only.

    Raises Undecided where the document, or a part that matters, is not known yet.
    """
    document = _document(view, property_)
    if document is None:
        return
    text = view.get(property_)
    secret = isinstance(text, str) and text in view.hidden
    for index, statement in enumerate(_list(document.get("Statement"))):
        if isinstance(statement, Mapping) and _open(statement, property_):
            name = None if secret else statement.get("Sid")
            yield str(name or f"statement {index + 1}")


def unreadable(view: View, property_: str) -> bool:
    """Return whether a document is given that is none, so that nobody can say whom it lets in.

    Raises Undecided where it is not known yet.
    """
    return view.given(property_) and _document(view, property_) is None


def _document(view: View, property_: str) -> Mapping[str, Any] | None:
    document = view.known(property_)
    if isinstance(document, str):
        try:
            document = json.loads(document)
        except ValueError:
            return None
    return document if isinstance(document, Mapping) else None


def allowing(principal: str) -> str:
    """Return a document that allows one principal everything, for examples."""
    statement = {
        "Effect": "Allow",
        "Action": "*",
        "Resource": "*",
        "Principal": {"AWS": principal},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _open(statement: Mapping[str, Any], property_: str) -> bool:
    if statement.get("Effect") != "Allow" or _restricts(statement.get("Condition")):
        return False
    if "NotPrincipal" in statement:
        return True
    principal = statement.get("Principal")
    names = principal.values() if isinstance(principal, Mapping) else [principal]
    flat = [name for value in names for name in _list(value)]
    if any(name is UNKNOWN for name in flat):
        raise Undecided(property_)
    return any(
        isinstance(name, str) and name.strip() in ("*", "arn:aws:iam::*:root") for name in flat
    )


def _restricts(condition: Any) -> bool:
    """Return whether a condition says who, or from where; all of its keys must hold."""
    if condition is UNKNOWN:
        return True
    return isinstance(condition, Mapping) and any(
        _names_somebody(operator, key, _list(values))
        for operator, keys in condition.items()
        if isinstance(keys, Mapping)
        for key, values in keys.items()
    )


def _names_somebody(operator: str, key: str, values: list[Any]) -> bool:
    bare = operator.rpartition(":")[2]
    if bare in NEGATIVE or bare.endswith("IfExists") or key.lower() in ANYBODY:
        return False
    return bool(values) and not any(value in ("*", "0.0.0.0/0", "::/0") for value in values)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
