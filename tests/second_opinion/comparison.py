"""Where the scanner and the pack differ, and whether that is explained."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from tests.second_opinion.case import Case, Judged

__all__ = ["Comparison", "Difference", "cases", "checks"]

HERE: Final = Path(__file__).parent
STACKS: Final = ("dev", "prod", "global")


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def checks() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the checks that both have: rules of the pack, and the way to their resources."""
    return _read("checks.toml")


def cases() -> list[Case]:
    """Return the stacks as they are, then each with one safe thing turned off."""
    plain = [Case(name="as it is", stack=stack) for stack in STACKS]
    return plain + [
        Case(
            name=entry["name"],
            stack=entry["stack"],
            mutations=(entry,) if "target" in entry else (),
            config=entry.get("config", {}),
            noticed=tuple(entry.get("noticed", ())),
        )
        for entry in _read("mutations.toml")["mutation"]
    ]


@dataclass(frozen=True, order=True)
class Difference:
    """One resource on which they differ."""

    check: str
    scanner: str
    pack: str
    case: str
    resource: str
    words: str


@dataclass
class Comparison:
    """What came of all cases.

    Attributes:
        agreed: How often both passed and both failed a resource.
        explained: Differences that differences.toml explains, by its entry.
        unexplained: The others.
        unnoticed: Cases that did not come up, or where a check did not fail, and how.
        foreign: Resources that the scanner saw and the stack does not have.
    """

    agreed: Counter[str] = field(default_factory=Counter)
    explained: Counter[int] = field(default_factory=Counter)
    unexplained: list[Difference] = field(default_factory=list)
    unnoticed: list[tuple[str, str]] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)
    entries: Sequence[Mapping[str, str]] = field(
        default_factory=lambda: _read("differences.toml").get("difference", [])
    )

    def add(self, judged: Judged) -> None:
        """Take in one case."""
        for difference in self._differences(judged):
            number = next((i for i, e in enumerate(self.entries) if _covers(e, difference)), None)
            if number is None:
                self.unexplained.append(difference)
            else:
                self.explained[number] += 1
        failed = {opinion.check for opinion in judged.opinions if not opinion.passed}
        missing = [check for check in judged.case.noticed if check not in failed]
        self.unnoticed += [(judged.case.label, f"{check} did not fail") for check in missing]

    @property
    def unneeded(self) -> list[Mapping[str, str]]:
        """Explanations that no difference needs."""
        return [entry for i, entry in enumerate(self.entries) if not self.explained[i]]

    def _differences(self, judged: Judged) -> Iterator[Difference]:
        shared = checks()
        for opinion in judged.opinions:
            urn = judged.verdicts.urn(opinion.arn)
            if not urn:
                self.foreign[opinion.check] += 1
                continue
            check = shared[opinion.check]
            against = judged.verdicts.against(check["rules"], urn, check.get("through", ()))
            if against is not opinion.passed:
                self.agreed["pass" if opinion.passed else "fail"] += 1
                continue
            yield Difference(
                check=opinion.check,
                case=judged.case.label,
                resource=urn.rpartition("::")[2],
                scanner="pass" if opinion.passed else "fail",
                pack="fail" if against else "pass",
                words=opinion.words,
            )


def _covers(entry: Mapping[str, str], difference: Difference) -> bool:
    return (
        entry["check"] == difference.check
        and entry["scanner"] == difference.scanner
        and fnmatchcase(difference.case, entry.get("case", "*"))
        and fnmatchcase(difference.resource, entry.get("resource", "*"))
    )
