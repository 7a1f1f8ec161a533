"""Answers hold what AWS's own answers hold, operation by operation."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.embedded.server.estate import made

Place = tuple[str, Any]
"""Path and value."""

RECORDED = json.loads((Path(__file__).parent / "recorded_answers.json").read_text())["operations"]


@pytest.fixture(scope="module")
def estate(endpoint: str, clients: Any) -> dict[str, Any]:
    """The estate, and nothing that the tests of other files left."""
    urlopen(Request(f"{endpoint}/moto-api/reset", method="POST"))  # noqa: S310 - loopback
    return made(clients)


@pytest.fixture(scope="module")
def places(clients: Any, estate: dict[str, Any]) -> Callable[[str], list[Place]]:
    """Reads the estate with an operation and names every place of the answers."""

    @functools.cache
    def read(operation: str) -> list[Place]:
        service, name = operation.split(".")
        client = clients(service)
        methods = {api: method for method, api in client.meta.method_to_api_mapping.items()}
        found: list[Place] = []
        for request in RECORDED[operation].get("read", [{}]):
            answer = getattr(client, methods[name])(**_filled(request, estate))
            del answer["ResponseMetadata"]
            found.extend(_places(answer))
        return found

    return read


@pytest.fixture(scope="module")
def counted(places: Callable[[str], list[Place]]) -> Callable[[str], Counter[str]]:
    """Reads the estate with an operation and counts what its answers hold, by path."""
    return lambda operation: Counter(path for path, _ in places(operation))


def _filled(request: Any, estate: dict[str, Any]) -> Any:
    """Put the names of the estate in place of `{name}`."""
    if isinstance(request, dict):
        return {key: _filled(value, estate) for key, value in request.items()}
    if isinstance(request, list):
        return [_filled(value, estate) for value in request]
    if isinstance(request, str) and request.startswith("{"):
        return estate[request.strip("{}")]
    return request


def _places(value: Any, path: str = "") -> Iterator[Place]:
    """Name every place of an answer: `A.B` for a member, `A[]` for each entry of a list."""
    yield path, value
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _places(member, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for entry in value:
            yield from _places(entry, f"{path}[]")


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


@pytest.mark.parametrize("operation", sorted(RECORDED))
def test_nothing_is_missing_that_aws_always_answers(
    counted: Callable[[str], Counter[str]], operation: str
) -> None:
    found = counted(operation)

    lacking = {
        path: f"{found[path]} of {found[_parent(path)]}"
        for path in RECORDED[operation]["always"]
        if found[path] != found[_parent(path)]
    }
    assert lacking == {}
    members = [path for path in RECORDED[operation]["always"] if path.endswith("]") or "." in path]
    assert not members or any(found[path] for path in members), "the estate shows none of it"


@pytest.mark.parametrize(
    "operation", [name for name in sorted(RECORDED) if "often" in RECORDED[name]]
)
def test_with_every_feature_on_there_is_what_aws_often_answers(
    counted: Callable[[str], Counter[str]], operation: str
) -> None:
    found = counted(operation)

    expected = set(RECORDED[operation]["often"]) - set(RECORDED[operation].get("not_here", {}))
    assert [path for path in sorted(expected) if found[_parent(path)] and not found[path]] == []


@pytest.mark.parametrize(
    "operation", [name for name in sorted(RECORDED) if "never" in RECORDED[name]]
)
def test_nothing_is_answered_that_aws_leaves_out(
    counted: Callable[[str], Counter[str]], operation: str
) -> None:
    found = counted(operation)

    assert {path: found[path] for path in RECORDED[operation]["never"] if found[path]} == {}


@pytest.mark.parametrize(
    "operation", [name for name in sorted(RECORDED) if "formats" in RECORDED[name]]
)
def test_values_have_the_form_of_those_of_aws(
    places: Callable[[str], list[Place]], operation: str
) -> None:
    formats = RECORDED[operation]["formats"]
    found = [(path, value) for path, value in places(operation) if path in formats]

    assert {path for path, _ in found} == set(formats)
    assert [
        (path, value) for path, value in found if not re.fullmatch(formats[path], str(value))
    ] == []
