"""A stack of each kind that is accepted without a word, to be changed in one place at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from aurora.errors import BadInput, Problem
from aurora.settings import Loaded, load

NETWORK = {"cidr": "10.0.0.0/16", "allowedCidrs": ["10.0.0.0/16"]}

POSTGRES = {
    "application": "shop",
    "engine": {"type": "aurora-postgresql", "version": "16.11"},
    "database": {"name": "shop_db", "username": "shop_admin"},
}

STACKS: dict[str, dict[str, Any]] = {
    "production": POSTGRES
    | {
        "environment": "production",
        "region": "us-east-1",
        "network": NETWORK,
        "writer": {"class": "db.r6g.large"},
        "readers": {"class": "db.r6g.large", "count": 1},
    },
    "development": POSTGRES
    | {
        "environment": "development",
        "region": "us-east-1",
        "network": NETWORK,
        "serverless": {"minAcu": 0.5, "maxAcu": 4},
    },
    "global": POSTGRES
    | {
        "environment": "global",
        "origin": "us-east-1",
        "regions": {
            "us-east-1": {
                "network": NETWORK,
                "writer": {"class": "db.r6g.large"},
                "readers": {"class": "db.r6g.large", "count": 1},
            },
            "us-west-2": {
                "network": {"cidr": "10.1.0.0/16", "allowedCidrs": ["10.0.0.0/8"]},
                "readers": {"class": "db.r6g.large", "count": 1},
            },
        },
    },
}

MYSQL = {"engine.type": "aurora-mysql", "engine.version": "8.0.mysql_aurora.3.11.1"}

ABSENT = object()


@dataclass(frozen=True)
class Verdict:
    """What became of a configuration."""

    loaded: Loaded | None
    refusals: tuple[Problem, ...]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return self.loaded.warnings if self.loaded else ()

    @property
    def word(self) -> str:
        if self.refusals:
            return "refuse"
        return "warn" if self.warnings else "accept"

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.refusals or self.warnings

    @property
    def codes(self) -> set[str]:
        return {problem.code for problem in self.problems}

    @property
    def text(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def changed(kind: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stack of a kind with values at dotted paths set, or taken out with ABSENT."""
    raw = copy.deepcopy(STACKS[kind])
    if changes.get("mysql"):
        changes = {**MYSQL, **{path: value for path, value in changes.items() if path != "mysql"}}
    for path, value in changes.items():
        node: Any = raw
        *above, last = path.split(".")
        for part in above:
            node = node.setdefault(part, {})
        if value is ABSENT:
            node.pop(last, None)
        else:
            node[last] = copy.deepcopy(value)
    return raw


def judge(kind: str, changes: Mapping[str, Any] | None = None, stack: str = "test") -> Verdict:
    """Return what becomes of a changed stack."""
    raw = {f"aurora:{key}": value for key, value in changed(kind, changes or {}).items()}
    try:
        return Verdict(loaded=load(raw, stack=stack), refusals=())
    except BadInput as error:
        return Verdict(loaded=None, refusals=error.problems)


@pytest.fixture(name="judge")
def judge_fixture() -> Callable[..., Verdict]:
    return judge


@pytest.fixture(name="absent")
def absent_fixture() -> object:
    return ABSENT
