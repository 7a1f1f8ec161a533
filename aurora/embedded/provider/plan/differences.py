"""Where a plan differs from the prior state, in the form in which the engine shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aurora.embedded.provider.plan.comparison import absent, hashed, same
from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["Difference", "Kind", "differences"]

Kind = Literal["ADD", "DELETE", "UPDATE"]
PLAIN = re.compile(r"^[_a-zA-Z][-_a-zA-Z0-9]*$")


@dataclass(frozen=True)
class Difference:
    """One place where a plan differs from the prior state.

    Attributes:
        path: Property path, such as `rules[0].name`.
        kind: Whether something comes, goes or changes there.
        force_new: Whether a property on the path, or in what comes or goes, replaces.
    """

    path: str
    kind: Kind
    force_new: bool


def differences(
    value: Any, prior: Any, property_: Property, path: str, force_new: bool = False
) -> Iterator[Difference]:
    """Yield where a planned value differs from the prior one, as deep as the schema goes."""
    force_new = force_new or property_.force_new
    if same(value, prior, property_):
        return
    if value is UNKNOWN or prior is None or value is None:
        yield _whole(value, prior, property_, path, force_new)
        return
    found: list[Difference] = []
    match value, prior:
        case dict(), dict():
            found = list(_in_object(value, prior, property_, path, force_new))
        case list(), list() if property_.set:
            found = list(_in_set(value, prior, property_, path, force_new))
        case list(), list():
            found = list(_in_list(value, prior, property_, path, force_new))
    yield from found or [_whole(value, prior, property_, path, force_new)]


def _whole(value: Any, prior: Any, property_: Property, path: str, force_new: bool) -> Difference:
    kind: Kind = "UPDATE"
    if prior is None:
        kind = "ADD"
    elif value is None:
        kind = "DELETE"
    held = value if kind == "ADD" else prior
    return Difference(path, kind, force_new or _forces(held, property_))


def _forces(value: Any, property_: Property) -> bool:
    """Return whether a value that comes or goes holds something that replaces."""
    items = value if isinstance(value, list) else [value]
    return any(
        (nested.force_new and not absent(item.get(name), nested)) or _forces(item.get(name), nested)
        for item in items
        if isinstance(item, dict)
        for name, nested in property_.properties.items()
    )


def _in_object(
    value: Mapping[str, Any],
    prior: Mapping[str, Any],
    property_: Property,
    path: str,
    force_new: bool,
) -> Iterator[Difference]:
    if property_.properties:
        for name, nested in property_.properties.items():
            yield from differences(
                value.get(name), prior.get(name), nested, f"{path}.{name}", force_new
            )
        return
    for key in sorted({*value, *prior}):
        here = f"{path}.{key}" if PLAIN.match(key) else f"{path}[{json.dumps(key)}]"
        if key not in prior:
            yield Difference(here, "ADD", force_new)
        elif key not in value:
            yield Difference(here, "DELETE", force_new)
        elif value[key] is UNKNOWN or value[key] != prior[key]:
            yield Difference(here, "UPDATE", force_new)


def _in_list(
    value: list[Any], prior: list[Any], property_: Property, path: str, force_new: bool
) -> Iterator[Difference]:
    for index in range(max(len(value), len(prior))):
        one = value[index] if index < len(value) else None
        other = prior[index] if index < len(prior) else None
        yield from _item(one, other, property_, f"{path}[{index}]", force_new)


def _in_set(
    value: list[Any], prior: list[Any], property_: Property, path: str, force_new: bool
) -> Iterator[Difference]:
    """Items that are in both do not count; the others are shown at their own places."""
    after = {hashed(item, property_): (index, item) for index, item in enumerate(value)}
    before = {hashed(item, property_): (index, item) for index, item in enumerate(prior)}
    added = {index: item for key, (index, item) in after.items() if key not in before}
    removed = {index: item for key, (index, item) in before.items() if key not in after}
    for index in sorted({*added, *removed}):
        yield from _item(
            added.get(index), removed.get(index), property_, f"{path}[{index}]", force_new
        )


def _item(
    value: Any, prior: Any, property_: Property, path: str, force_new: bool
) -> Iterator[Difference]:
    if isinstance(value, dict) and isinstance(prior, dict):
        yield from _in_object(value, prior, property_, path, force_new)
    elif value is None or prior is None:
        kind: Kind = "ADD" if prior is None else "DELETE"
        held = value if prior is None else prior
        yield Difference(path, kind, force_new or _forces(held, property_))
    elif value is UNKNOWN or value != prior:
        yield Difference(path, "UPDATE", force_new)
