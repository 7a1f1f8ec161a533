"""No configuration makes a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aurora.errors import BadInput, Problem
from aurora.settings import KINDS, Loaded, load, load_file
from aurora.settings.guide import ANY, entries

from .conftest import STACKS

PATHS = sorted(
    {
        tuple("us-east-1" if part == ANY else part for part in e.path)
        for k in KINDS
        for e in entries(k)
    }
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["", "0", "db.serverless", "10.0.0.0/16", "{", "[]", "us-east-1", "8.0", "16"]),
    st.sampled_from([0, 1, 0.5, 256, 465, 731]),
)
values = st.recursive(
    scalars,
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.text(max_size=8), below, max_size=3)
    ),
    max_leaves=6,
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def survives(config: dict[str, Any]) -> None:
    problems = told(lambda: load(config, stack="test"))
    assert all(isinstance(problem, Problem) and problem.message for problem in problems)


def told(attempt: Callable[[], Loaded]) -> tuple[Problem, ...]:
    """Return what was said of a configuration; any exception but BadInput fails the test."""
    try:
        return attempt().warnings
    except BadInput as error:
        return error.problems or (Problem(code="", message=""),)


@quick
@given(
    st.sampled_from(sorted(STACKS)), st.lists(st.tuples(st.sampled_from(PATHS), values), max_size=5)
)
def test_any_value_at_any_place(kind, changes):
    raw = copy.deepcopy(STACKS[kind])
    for path, value in changes:
        node: Any = raw
        for part in path[:-1]:
            if not isinstance(node.get(part), dict):
                node[part] = {}
            node = node[part]
        node[path[-1]] = value
    survives({f"aurora:{key}": value for key, value in raw.items()})


@quick
@given(st.dictionaries(st.text(max_size=10), values, max_size=4), st.sampled_from(sorted(KINDS)))
def test_any_keys(config, kind):
    survives(
        {f"aurora:{key}": value for key, value in config.items()} | {"aurora:environment": kind}
    )
    survives(config)


@quick
@given(st.sampled_from(sorted(STACKS)), st.data())
def test_any_text_of_the_engine(kind, data):
    config = {
        f"aurora:{key}": value if isinstance(value, str) else json.dumps(value)
        for key, value in STACKS[kind].items()
    }
    key = data.draw(st.sampled_from(sorted(config)))
    text = config[key]
    cut = data.draw(st.integers(0, len(text)))
    config[key] = text[:cut] + data.draw(st.text(max_size=4)) + text[cut + 1 :]
    survives(config)


@quick
@given(st.text(max_size=60), st.booleans())
def test_any_text_of_a_file(tmp_path_factory, text, headed):
    path = tmp_path_factory.mktemp("fuzz") / "Pulumi.x.yaml"
    head = "config:\n  aurora:environment: production\n  aurora:tags: " if headed else ""
    path.write_text(head + text, encoding="utf-8", errors="replace")
    assert all(problem.message for problem in told(lambda: load_file(path)))
