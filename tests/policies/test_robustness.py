"""No value that a program can write makes a rule fail: it is judged, or undecided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aurora.values import UNKNOWN
from policies.judge import Judge
from policies.registry import rules
from policies.rule import Rule, Sketch, Verdict
from tests.policies.sketches import changed, estate
from tests.policies.test_rules import environment_of

ODD: tuple[Any, ...] = (
    None,
    UNKNOWN,
    "",
    "text",
    "12",
    "0.0.0.0/0",
    "nan",
    "9" * 400,
    -1,
    2.5,
    float("nan"),
    float("inf"),
    True,
    [],
    [None],
    [UNKNOWN],
    ["text"],
    [{}],
    [{"name": UNKNOWN, "value": UNKNOWN, "region": None}],
    {},
    {"text": UNKNOWN},
    {"text": ["text"]},
)


def paths(rule: Rule) -> Iterator[tuple[tuple[Sketch, ...], str]]:
    """Yield every property that an example gives, or that the rule names, of each resource."""
    for sketches in (rule.good, rule.bad):
        for number in range(len(sketches)):
            turned = (*sketches[number:], *sketches[:number])
            named = rule.properties if turned[0].type in rule.types else ()
            yield from ((turned, path) for path in {*named, *inner(turned[0].props)})


def inner(props: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in props.items():
        yield prefix + key
        if isinstance(value, Mapping):
            yield from inner(value, f"{prefix}{key}.")


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_no_value_makes_it_fail(rule: Rule) -> None:
    judge, failed = Judge((rule,), environment_of(rule)), set()
    for sketches, path in paths(rule):
        for odd in ODD:
            for finding in judge.everything(estate(changed(sketches, {path: odd}))):
                if "the rule itself failed" in finding.message:
                    failed.add((path, str(odd), finding.message))
    assert not failed


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_what_is_not_known_yet_is_never_a_violation(rule: Rule) -> None:
    judge, violated = Judge((rule,), environment_of(rule)), set()
    for number in range(len(rule.good)):
        turned = (*rule.good[number:], *rule.good[:number])
        for path, value in unknowns(turned[0].props):
            for finding in judge.everything(estate(changed(turned, {path: value}))):
                if finding.verdict is Verdict.VIOLATION:
                    violated.add((turned[0].name, path, finding.message))
    assert not violated


def unknowns(props: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each property as unknown, and each of a list's objects with one key unknown."""
    yield from ((path, UNKNOWN) for path in inner(props))
    for path, value in props.items():
        items = value if isinstance(value, list) else []
        for number, item in enumerate(items):
            for key in item if isinstance(item, Mapping) else ():
                yield path, [*items[:number], {**item, key: UNKNOWN}, *items[number + 1 :]]
