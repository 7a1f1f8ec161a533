"""Exemptions: a rule that does not hold for some resources, for a reason and until a day.

They stand in a file that is reviewed like code. Each use is printed, one that has expired no longer
counts, and one that is expired or unused is itself a finding.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from aurora.errors import BadInput, Problem
from policies.judge import Finding
from policies.rule import Level, Rule, Severity, Verdict

__all__ = ["FILE", "Exemption", "Exemptions", "load"]

FILE: Final = Path(__file__).parent / "exemptions.toml"
"""The project's exemptions."""

FIELDS: Final = ("rule", "resource", "reason", "owner", "expires")


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """One exemption.

    Attributes:
        rule: The rule's id.
        resource: Pattern of the resource's logical name or URN; `*` stands for any characters.
        reason: Why the rule does not hold, for the one who reads it in a year.
        owner: Who answers for it.
        expires: The last day on which it counts.
    """

    rule: str
    resource: str
    reason: str
    owner: str
    expires: date

    def covers(self, finding: Finding) -> bool:
        """Return whether it is about a finding, whatever the day."""
        name = finding.urn.rpartition("::")[2]
        return self.rule == finding.rule and (
            fnmatchcase(name, self.resource) or fnmatchcase(finding.urn, self.resource)
        )


@dataclass(frozen=True)
class Exemptions:
    """All exemptions of a project, as of a day."""

    entries: tuple[Exemption, ...] = ()
    today: date = date.max

    def apply(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings; an exempt one becomes a note that says by whom and until when."""
        for finding in findings:
            yield self._applied(finding)

    def _applied(self, finding: Finding) -> Finding:
        if finding.verdict is not Verdict.VIOLATION:
            return finding
        for entry in self.entries:
            if entry.covers(finding) and self.today <= entry.expires:
                why = f"exempt until {entry.expires} by {entry.owner}: {entry.reason}"
                return replace(
                    finding,
                    verdict=Verdict.EXEMPT,
                    level=Level.ADVISORY,
                    message=f"{finding.message}; {why}",
                    justification=why,
                )
        return finding

    def review(self, findings: Iterable[Finding], stack_urn: str) -> Iterator[Finding]:
        """Yield a finding for each exemption that has expired or that nothing uses.

        Args:
            findings: What all rules say of the whole stack, before exemptions.
            stack_urn: What the findings are about.
        """
        found = tuple(findings)
        for entry in self.entries:
            used = any(entry.covers(finding) for finding in found)
            if self.today > entry.expires:
                yield _about(entry, stack_urn, f"the exemption expired on {entry.expires}")
            elif not used:
                yield _about(entry, stack_urn, f"nothing matches {entry.resource}; remove it")


def _about(entry: Exemption, urn: str, message: str) -> Finding:
    return Finding(
        rule=entry.rule,
        urn=urn,
        verdict=Verdict.VIOLATION,
        level=Level.ADVISORY,
        severity=Severity.LOW,
        message=f"{message} ({entry.owner}: {entry.reason})",
        property="exemption",
        key="exemption",
    )


def load(path: Path, rules: Mapping[str, Rule], today: date) -> Exemptions:
    """Return the exemptions of a file; none when there is no file.

    Raises:
        BadInput: With everything that is wrong with the file.
    """
    if not path.is_file():
        return Exemptions((), today)
    problems: list[Problem] = []
    entries: list[Exemption] = []
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_problem(path, 0, f"it is no TOML: {error}")) from None
    for number, entry in enumerate(document.get("exemption", []), 1):
        wrong = list(_wrong(entry, rules))
        problems += [_problem(path, number, text) for text in wrong]
        if not wrong:
            entries.append(Exemption(**entry))
    if problems:
        raise BadInput(*problems)
    return Exemptions(tuple(entries), today)


def _wrong(entry: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[str]:
    for name in FIELDS:
        if not entry.get(name):
            yield f"{name} is missing"
    for name in entry:
        if name not in FIELDS:
            yield f"{name} is not a field"
    rule = rules.get(str(entry.get("rule")))
    if entry.get("rule") and rule is None:
        yield f"there is no rule {entry['rule']}"
    if rule is not None and rule.never_exempt:
        yield f"nothing can be exempt from {rule.id}"
    if entry.get("expires") and not isinstance(entry["expires"], date):
        yield "expires is no date; write 2027-01-31 without quotes"


def _problem(path: Path, number: int, message: str) -> Problem:
    return Problem(
        code="AUR-401",
        message=message,
        where=f"{path.name}, exemption {number}" if number else path.name,
        allowed="rule, resource, reason, owner and expires, all of them",
        remedy="mend the entry, or remove it",
    )
