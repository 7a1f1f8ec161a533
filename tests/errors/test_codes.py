"""Every code that is used is explained, every code that is explained is used."""

from __future__ import annotations

import re
from pathlib import Path

from aurora.errors import AuroraError, BadInput, Failed, Problem, Refused
from aurora.errors.codes import codes

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"AUR-\d{3}")


def used() -> set[str]:
    found: set[str] = set()
    for folder in ("aurora", "components", "policies"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".toml") and "codes" not in path.parts:
                found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return found


def test_used_and_explained_codes_are_the_same() -> None:
    # AUR-012 stands in docstrings as the example of a code.
    assert used() - {"AUR-012"} == set(codes()) - {"AUR-012"}


def test_each_code_says_what_why_and_what_to_do() -> None:
    for code in codes().values():
        assert CODE.fullmatch(code.code)
        assert code.title, code.code
        assert not code.title.endswith("."), code.code
        assert code.why, code.code
        assert code.remedy, code.code


def test_the_tree_and_its_exit_codes() -> None:
    assert {error: error.exit_code for error in (Refused, BadInput, Failed)} == {
        Refused: 1,
        BadInput: 2,
        Failed: 3,
    }
    assert all(issubclass(error, AuroraError) for error in (Refused, BadInput, Failed))


def test_a_problem_reads_as_what_where_allowed_and_remedy() -> None:
    problem = Problem(
        code="AUR-001", message="36 is too long", where="x.yaml:3", allowed="1 to 35", remedy="35"
    )
    assert str(problem) == "AUR-001 x.yaml:3: 36 is too long\n  allowed: 1 to 35\n  do: 35"
