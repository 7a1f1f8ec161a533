"""One safe thing turned off in a stack violates the rules that watch it, and no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from aurora.planning.judging import judge_views, plan_views
from aurora.settings import load_file
from policies.environment import Environment
from policies.rule import Verdict
from policies.view import View
from tests.environments.plans import ROOT, STACKS, plan, planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

MUTATIONS = tomllib.loads((ROOT / "tests/policies/mutations.toml").read_text(encoding="utf-8"))[
    "mutations"
]


@cache
def views(stack: str) -> tuple[View, ...]:
    if stack in STACKS:
        return tuple(plan_views(plan(stack)))
    loaded = load_file(ROOT / "examples" / f"Pulumi.{stack}.yaml")
    return tuple(plan_views(planned(loaded.settings, loaded.stack)))


@cache
def environment(stack: str) -> Environment:
    if stack in STACKS:
        return Environment(settings(stack).environment)
    return Environment(load_file(ROOT / "examples" / f"Pulumi.{stack}.yaml").settings.environment)


def violated(stack: str, changed: tuple[View, ...]) -> set[tuple[str, str, str]]:
    report = judge_views(stack, changed, environment(stack))
    return {
        (finding.rule, finding.urn, finding.key)
        for finding in report.findings
        if finding.verdict is Verdict.VIOLATION
    }


@cache
def before(stack: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(violated(stack, views(stack)))


def mutated(mutation: Mapping[str, Any]) -> Iterator[View]:
    """Yield the plan with the first resource of a type, or of a name, changed."""
    done = False
    for view in views(mutation["stack"]):
        if done or mutation["target"] not in (view.type, view.name):
            yield view
            continue
        done = True
        if not mutation.get("gone"):
            yield changed(view, mutation)
    assert done, "the plan has no such resource"


def changed(view: View, mutation: Mapping[str, Any]) -> View:
    given, gone = mutation.get("set", {}), mutation.get("remove", ())
    props = {key: value for key, value in {**view.props, **given}.items() if key not in gone}
    links = {
        key: urns for key, urns in view.dependencies.items() if key in props and key not in given
    }
    options = dict(mutation.get("options", {}))
    if "ignore_changes" in options:
        options["ignore_changes"] = tuple(options["ignore_changes"])
    return replace(view, props=props, dependencies=links, **options)


def label(mutation: Mapping[str, Any]) -> str:
    what = [*mutation.get("set", ()), *mutation.get("remove", ()), *mutation.get("options", ())]
    return f"{mutation['stack']}-{mutation['target'].rpartition(':')[2]}-{'-'.join(what) or 'gone'}"


@pytest.mark.parametrize("mutation", MUTATIONS, ids=label)
def test_it_is_noticed(mutation: Mapping[str, Any]) -> None:
    stack = mutation["stack"]
    after = violated(stack, tuple(mutated(mutation)))
    assert {rule for rule, _, _ in after - before(stack)} == set(mutation["violates"])


def test_there_are_enough_of_them() -> None:
    assert len(MUTATIONS) >= 60
    assert len({rule for mutation in MUTATIONS for rule in mutation["violates"]}) >= 60
