"""Pulumi's configuration as a nested mapping: namespaces taken off, JSON texts opened."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping

from aurora.settings.fault import Fault
from aurora.settings.stackfile import NAMESPACE, plain

__all__ = ["unpack"]

FLAGS = {"true": True, "false": False}

NOTHING: tuple[object, ...] = (None, "", {}, [], False)
"""Values of a top-level key that say as much as its absence.

The engine hands every key that `Pulumi.yaml` declares to every stack, with the empty default there
for a key that the stack file does not have.
"""


class Twice(ValueError):
    """A JSON object has a key twice."""


def unpack(config: Mapping[str, object]) -> tuple[dict[str, object], list[Fault]]:
    """Return this project's configuration by key, and what was wrong with its form.

    Values arrive from the engine as texts, objects among them as JSON; from a stack file as they
    are. A key without a namespace is the project's own, as for Pulumi itself. An empty value is as
    good as none.
    """
    raw: dict[str, object] = {}
    faults: list[Fault] = []
    for key, value in config.items():
        space, colon, name = str(key).rpartition(":")
        if colon and space != NAMESPACE:
            faults.extend(misspelt(space, name))
            continue
        opened, wrong = opened_value(name, value)
        faults.extend(wrong)
        if not wrong and not any(opened is empty or opened == empty for empty in NOTHING):
            raw[name] = opened
    return raw, faults


def misspelt(space: str, name: str) -> list[Fault]:
    """Return a fault when a namespace is nearly ours; another provider's is no business of ours."""
    close = difflib.get_close_matches(space.lower(), [NAMESPACE], 1, 0.75)
    if not close:
        return []
    return [
        Fault(
            code="AUR-013",
            message=f"the key {space}:{name} is in the namespace {space!r}, which nothing reads",
            remedy=f"write {NAMESPACE}:{name}",
        )
    ]


def opened_value(name: str, value: object) -> tuple[object, list[Fault]]:
    """Return a value with its JSON opened, and what was wrong with it."""
    if isinstance(value, Mapping) and set(value) == {"secure"}:
        return None, [secret(name)]
    if not isinstance(value, str):
        return plain(value), []
    text = value.strip()
    if text in FLAGS:
        return FLAGS[text], []
    if not text.startswith(("{", "[")):
        return value, []
    try:
        return plain(json.loads(text, object_pairs_hook=unique, parse_constant=refuse)), []
    except Twice as error:
        return None, [
            Fault(
                code="AUR-008",
                path=(name,),
                message=f"the key {error} stands twice in the same mapping",
                remedy="keep one of the two; a region can have only one entry",
            )
        ]
    except (ValueError, RecursionError):
        return None, [
            Fault(
                code="AUR-011",
                path=(name,),
                message="the value looks like JSON and is none",
                remedy="set it in pieces: pulumi config set --path "
                f"'{NAMESPACE}:{name}.<key>' <value>",
            )
        ]


def secret(name: str) -> Fault:
    """Return the fault of an encrypted value where none belongs."""
    return Fault(
        code="AUR-012",
        path=(name,),
        message="an encrypted value where the estate is described",
        remedy="write it without --secret; passwords are made by the platform, never configured",
    )


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object whose keys differ. Raises Twice."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise Twice(key)
        found[key] = value
    return found


def refuse(constant: str) -> object:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(constant)
