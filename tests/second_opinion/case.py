"""One estate that both judge: a stack as it is, or with one safe thing turned off."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policies.registry import rules
from policies.rule import Level
from tests.lifecycle.estate import Estate
from tests.second_opinion.scanner import Opinion, Scanner
from tests.second_opinion.verdicts import Verdicts

__all__ = ["Case", "Judged"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A stack and what is changed in it.

    Attributes:
        name: What is turned off; `as it is` for the stack itself.
        stack: The stack.
        mutations: Each with `target` (a type or a name), `set` and `remove`.
        config: Settings that are put over those of the stack file, one level deep.
        noticed: Checks of the scanner that must fail, so that a mutation that does nothing is seen.
    """

    name: str
    stack: str
    mutations: tuple[Mapping[str, Any], ...] = ()
    config: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    noticed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Stack and name."""
        return f"{self.stack}, {self.name}"


@dataclass(frozen=True)
class Judged:
    """What both say of a case."""

    case: Case
    opinions: list[Opinion]
    verdicts: Verdicts


class _Project(Estate):
    """A project whose policies let everything through, by its policy configuration."""

    def __init__(self, folder: Path, case: Case) -> None:
        super().__init__(folder, copied=("policies",))
        levels = "".join(f'{id_} = "{Level.ADVISORY}"\n' for id_ in rules())
        own = folder / "policies/configuration" / f"stack.{case.stack}.toml"
        own.write_text(f"[levels]\n{levels}", encoding="utf-8")
        (folder / "__main__.py").rename(folder / "original.py")
        shutil.copy(Path(__file__).with_name("program.py"), folder / "__main__.py")
        (folder / "mutations.json").write_text(json.dumps(case.mutations), encoding="utf-8")
        # The program and the pack of this folder, not those that are installed.
        self.variables["PYTHONPATH"] = str(folder)


def judge(case: Case, scanner: Scanner, checks: list[str]) -> Judged:
    """Bring a case up on an AWS of its own, and ask both."""
    with (
        tempfile.TemporaryDirectory(prefix="aurora-second-") as name,
        closing(_Project(Path(name), case)) as project,
    ):
        config = project.config(case.stack)
        config |= {key: {**config.get(key, {}), **given} for key, given in case.config.items()}
        result = project.environment(case.stack, config).up()
        assert not [f for f in result.findings if f.level == "mandatory"]
        verdicts = Verdicts.of(project.root, project.export(case.stack))
        opinions = scanner.ask(checks, verdicts.regions, project.variables)
    return Judged(case, opinions, verdicts)
