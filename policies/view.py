"""A resource as a rule sees it: read-only, three-valued, blind to secrets' names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from aurora.values import UNKNOWN, Secret

__all__ = ["Undecided", "View", "hidden", "mappings", "number", "plain"]


class Undecided(Exception):
    """A rule needs a value that only `up` will know."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def plain(value: Any) -> Any:
    """Return a decoded value without its secret marks: a rule judges it, but never prints it."""
    match value:
        case Secret(inner):
            return plain(inner)
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value


def hidden(value: Any) -> Iterator[str]:
    """Yield the texts of a decoded value that are marked as secret."""
    match value:
        case Secret(inner):
            yield from _texts(plain(inner))
        case dict():
            for item in value.values():
                yield from hidden(item)
        case list():
            for item in value:
                yield from hidden(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif value is not UNKNOWN and not isinstance(value, bool):
        yield str(value)


def number(value: Any, default: float = 0) -> float:
    """Return a number that may be written as text; `default` for what is none."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return default
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return default
    return int(value) if value == int(value) else value


def mappings(value: Any) -> tuple[Mapping[str, Any], ...]:
    """Return the objects of a list, or the one that stands in its place."""
    return tuple(
        v for v in (value if isinstance(value, list) else [value]) if isinstance(v, Mapping)
    )


@dataclass(frozen=True, eq=False)
class View:
    """One resource: its inputs (at `Analyze`) or its outputs (for the whole stack).

    Attributes:
        type: Type token.
        name: Logical name.
        urn: The URN.
        props: Properties by Pulumi name, plain; may hold `UNKNOWN`.
        hidden: Texts that arrived marked as secret; no message may hold one.
        protect: Pulumi's own protection.
        ignore_changes: Property paths that the program ignores.
        provider: Properties of the provider resource, such as `region` and `defaultTags`.
        dependencies: For each property, the URNs that its value was made from.
    """

    type: str
    name: str
    urn: str
    props: Mapping[str, Any]
    hidden: frozenset[str] = frozenset()
    protect: bool = False
    ignore_changes: tuple[str, ...] = ()
    provider: Mapping[str, Any] = field(default_factory=dict)
    dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, path: str, default: Any = None) -> Any:
        """Return the value at a dotted path, `default` where it is absent or null, or `UNKNOWN`."""
        value: Any = self.props
        for part in path.split("."):
            if value is UNKNOWN:
                return UNKNOWN
            if isinstance(value, Mapping):
                value = value.get(part)
            elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
                value = value[int(part)]
            else:
                return default
        return default if value is None else value

    def known(self, path: str, default: Any = None) -> Any:
        """Return the value at a path as `get` does. Raises Undecided where it is unknown."""
        value = self.get(path, default)
        if value is UNKNOWN or (isinstance(value, list) and any(v is UNKNOWN for v in value)):
            raise Undecided(path)
        return value

    def flag(self, path: str, *, default: bool = False) -> bool:
        """Return a switch: true or false, also where a program writes it as text.

        Raises Undecided where it is unknown.
        """
        value = self.known(path, default)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "1", "yes", "on")
        return bool(value)

    def number(self, path: str, default: float = 0) -> float:
        """Return a number, also where a program writes it as text; `default` for any other text.

        Raises Undecided where it is unknown.
        """
        return number(self.known(path, default), default)

    def text(self, path: str, default: str = "") -> str:
        """Return a text; `default` for what is none. Raises Undecided where it is unknown."""
        value = self.known(path, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) else default

    def texts(self, path: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one that stands in its place. Raises Undecided."""
        value = self.known(path)
        return tuple(
            v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)
        )

    def mappings(self, path: str) -> tuple[Mapping[str, Any], ...]:
        """Return the objects of a list, or the one that stands in its place. Raises Undecided."""
        return mappings(self.known(path))

    def given(self, path: str) -> bool:
        """Return whether the program gives a value, known or not; an empty text is none."""
        value = self.get(path)
        return value is UNKNOWN or value not in (None, "")

    @property
    def region(self) -> str:
        """The region: the resource's own, else its provider's; empty when neither says it."""
        for source in (self.props, self.provider):
            region = source.get("region")
            if isinstance(region, str) and region:
                return region
        return ""
