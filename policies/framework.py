"""Compliance frameworks: which rules serve which requirement, as data with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["Framework", "Mapped", "frameworks", "peers"]

FOLDER: Final = Path(__file__).parent / "frameworks"
PEERS: Final = Path(__file__).parent / "peers.toml"


@dataclass(frozen=True)
class Mapped:
    """That a rule serves a requirement.

    Attributes:
        rule: The rule's id.
        source: Where the mapping stands; empty for our own judgement, which nobody reviewed.
    """

    rule: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A framework.

    Attributes:
        id: Name of its file and its preset, such as `pci-dss-4.0`.
        title: Name in words.
        version: Edition.
        url: Where it is published.
        requirements: The rules by requirement, in the order of the framework.
    """

    id: str
    title: str
    version: str
    url: str
    requirements: Mapping[str, tuple[Mapped, ...]]

    @property
    def rules(self) -> frozenset[str]:
        """The ids of all rules that serve it."""
        return frozenset(mapped.rule for many in self.requirements.values() for mapped in many)

    def failed(self, violated: Iterable[str]) -> tuple[str, ...]:
        """Return the requirements that one of the violated rules serves."""
        wrong = frozenset(violated)
        return tuple(
            requirement
            for requirement, mapped in self.requirements.items()
            if any(entry.rule in wrong for entry in mapped)
        )

    def of(self, rule: str) -> tuple[str, ...]:
        """Return the requirements that a rule serves."""
        return self.failed((rule,))


@cache
def frameworks() -> Mapping[str, Framework]:
    """Return every framework by id."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path) -> Framework:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return Framework(
        id=path.stem,
        title=document["title"],
        version=document["version"],
        url=document["url"],
        requirements={
            requirement: tuple(
                Mapped(rule, entry.get("source", "")) for rule, entry in entries.items()
            )
            for requirement, entries in document["requirements"].items()
        },
    )


@cache
def peers() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return, by rule and tool, the ids under which other tools ask the same."""
    document = tomllib.loads(PEERS.read_text(encoding="utf-8"))
    return {
        rule: {tool: tuple(ids) for tool, ids in entry.items()} for rule, entry in document.items()
    }
