"""No value that a program can write makes a rule fail: it is judged, or undecided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aurora.values import UNKNOWN
from policies.judge import Judge
from policies.registry import rules
from policies.rule import Rule, Sketch
from tests.policies.sketches import changed, estate
from tests.policies.test_rules import environment_of

ODD: tuple[Any, ...] = (
    None,
    UNKNOWN,
    "",
    "text",
    "12",
    "0.0.0.0/0",
    -1,
    2.5,
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
