"""What a check found, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aurora.errors import Problem
from policies.judge import Finding
from policies.registry import rules
from policies.rule import Level, Rule, Severity, Verdict

__all__ = ["Location", "Outcome", "Report", "StackReport", "ordered", "outcome_of"]


class Outcome(StrEnum):
    """How a finding counts."""

    REFUSED = "refused"
    ADVISED = "advised"
    UNDECIDED = "undecided"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class Location:
    """Where a setting stands: file relative to the project, line from 1."""

    file: str
    line: int = 1


@dataclass(frozen=True, kw_only=True)
class StackReport:
    """One stack as it was judged.

    Attributes:
        stack: Stack name.
        environment: Kind of environment, the one that decided the levels.
        resources: Resources in the plan or state, components not counted.
        regions: Regions of those resources, sorted.
        rules: How many rules were on.
        findings: What the rules say, in the order of `ordered`.
        warnings: What the settings warn of.
        names: Logical name and type by URN.
        locations: Place of each settings key that the stack file gives.
        file: The stack file, relative to the project; empty for a state.
    """

    stack: str
    environment: str
    resources: int
    regions: tuple[str, ...]
    rules: int
    findings: tuple[Finding, ...]
    warnings: tuple[Problem, ...] = ()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)
    file: str = ""

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """Return the findings of one outcome."""
        return tuple(finding for finding in self.findings if outcome_of(finding) is outcome)

    def location(self, finding: Finding) -> Location | None:
        """Return where the setting behind a finding stands, or the nearest key above it."""
        key = rules()[finding.rule].setting
        while key:
            if key in self.locations:
                return self.locations[key]
            key = key.rpartition(".")[0]
        return Location(self.file) if self.file else None


@dataclass(frozen=True)
class Report:
    """All stacks of one check."""

    stacks: tuple[StackReport, ...]

    @property
    def refused(self) -> bool:
        """Whether any finding refuses its stack."""
        return any(stack.of(Outcome.REFUSED) for stack in self.stacks)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that have findings, by id."""
        named = {finding.rule for stack in self.stacks for finding in stack.findings}
        return tuple(rules()[id_] for id_ in sorted(named))


def outcome_of(finding: Finding) -> Outcome:
    """Return how a finding counts."""
    if finding.verdict in (Verdict.UNDECIDED, Verdict.EXEMPT):
        return Outcome(finding.verdict.value)
    return Outcome.ADVISED if finding.level is Level.ADVISORY else Outcome.REFUSED


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by resource, the resource with the worst finding first, then by name.

    Not in the order of registration: what waits for nothing is registered in any order, and two
    reports of one plan must not differ.
    """
    found = tuple(findings)
    worst: dict[str, tuple[int, int]] = {}
    for finding in found:
        worst[finding.urn] = min(worst.get(finding.urn, _weight(finding)), _weight(finding))

    def place(finding: Finding) -> tuple[object, ...]:
        own = (*_weight(finding), finding.rule, finding.key, finding.message)
        return (*worst[finding.urn], finding.urn.rpartition("::")[2], finding.urn, *own)

    return tuple(sorted(found, key=place))


def _weight(finding: Finding) -> tuple[int, int]:
    severity = tuple(Severity).index(finding.severity)
    return tuple(Outcome).index(outcome_of(finding)), -severity
