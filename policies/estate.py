"""All resources of a stack and who refers to whom, also while every id is still unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from policies.identity import IDENTITY
from policies.view import View

__all__ = ["Estate"]


class Estate:
    """The resources of one stack.

    A reference is found by the engine's property dependencies, which are known at preview, and
    where the program wrote a literal by the names that the target carries.
    """

    def __init__(self, resources: Iterable[View]) -> None:
        self.resources = tuple(resources)

    @cached_property
    def by_urn(self) -> Mapping[str, View]:
        """The resources by URN."""
        return {view.urn: view for view in self.resources}

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The texts that any of the resources keeps secret, the longest first."""
        return tuple(sorted({text for v in self.resources for text in v.hidden}, key=len))[::-1]

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[View, ...]]:
        found: dict[str, list[View]] = {}
        for view in self.resources:
            found.setdefault(view.type, []).append(view)
        return {type_: tuple(views) for type_, views in found.items()}

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], View]:
        found: dict[tuple[str, str], View] = {}
        for view in self.resources:
            for key in IDENTITY.get(view.type, ()):
                value = view.get(key)
                if isinstance(value, str):
                    found.setdefault((view.type, value), view)
        return found

    @cached_property
    def _referrers(self) -> dict[tuple[str, str, str], Mapping[str, tuple[View, ...]]]:
        return {}

    def of_type(self, *types: str) -> tuple[View, ...]:
        """Return the resources of these type tokens, in the order of registration."""
        return tuple(view for type_ in types for view in self._by_type.get(type_, ()))

    def linked(self, view: View, property_: str, *types: str) -> tuple[View, ...]:
        """Return the resources of these types that a property of `view` refers to."""
        top = property_.split(".")[0]
        found = [
            target
            for urn in view.dependencies.get(top, ())
            if (target := self.by_urn.get(urn)) and target.type in types
        ]
        for value in _texts(view.get(property_)):
            for type_ in types:
                target = self._by_name.get((type_, value))
                if target and target not in found:
                    found.append(target)
        return tuple(found)

    def referring(self, view: View, type_: str, property_: str) -> tuple[View, ...]:
        """Return the resources of a type whose property refers to `view`."""
        key = (type_, property_, view.type)
        if key not in self._referrers:
            index: dict[str, list[View]] = {}
            for source in self.of_type(type_):
                for target in self.linked(source, property_, view.type):
                    index.setdefault(target.urn, []).append(source)
            self._referrers[key] = {urn: tuple(views) for urn, views in index.items()}
        return self._referrers[key].get(view.urn, ())


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a value: itself, its items, or its items' values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, Mapping)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)
