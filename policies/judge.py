"""Runs the rules over resources: one pass, every finding, no rule able to stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from policies.environment import Environment
from policies.estate import Estate
from policies.rule import Check, Context, Level, Rule, Severity, Verdict, Violation
from policies.view import Undecided, View

__all__ = ["Finding", "Judge", "Overrides"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule says of one resource; a pass is not a finding.

    Attributes:
        rule: The rule's id.
        urn: The resource.
        verdict: `violation` or `undecided`.
        level: What the engine does with it; an undecided one is always advisory.
        severity: The rule's severity.
        message: What is wrong, one sentence.
        property: The property to change.
        key: Tells findings of one rule on one resource apart.
        justification: Why it is exempt, by whom and until when; empty when it is not.
    """

    rule: str
    urn: str
    verdict: Verdict
    level: Level
    severity: Severity
    message: str
    property: str
    key: str = ""
    justification: str = ""


@dataclass(frozen=True)
class Overrides:
    """What a policy configuration sets: levels and parameters by rule id."""

    levels: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))
    parameters: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def under(self, later: Overrides) -> Overrides:
        """Return these with later ones on top: a level or a parameter that both set is theirs."""
        ids = self.parameters.keys() | later.parameters.keys()
        return Overrides(
            {**self.levels, **later.levels},
            {id_: {**self.parameters.get(id_, {}), **later.parameters.get(id_, {})} for id_ in ids},
        )


class Judge:
    """The rules as they stand in one environment.

    Args:
        rules: The rules to run.
        environment: The kind of environment.
        overrides: Levels and parameters that a configuration sets.

    Attributes:
        active: How many of the rules are on.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        environment: Environment,
        overrides: Overrides | None = None,
    ) -> None:
        self.environment = environment
        self.overrides = overrides or Overrides()
        self.active = 0
        self._by_type: dict[tuple[bool, str], list[_Entry]] = {}
        for rule in rules:
            level = self.overrides.levels.get(rule.id, rule.levels.of(environment))
            if level is not Level.DISABLED:
                self.active += 1
                parameters = self._parameters(rule)
                for stack, check in _checks(rule):
                    for type_ in rule.types:
                        entry = _Entry(rule, check, level, parameters)
                        self._by_type.setdefault((stack, type_), []).append(entry)

    def _parameters(self, rule: Rule) -> Mapping[str, Any]:
        given = self.overrides.parameters.get(rule.id, {})
        return {p.name: given.get(p.name, p.default(self.environment)) for p in rule.parameters}

    def resource(self, view: View) -> Iterator[Finding]:
        """Yield what the rules that need no other resource say of one resource."""
        yield from self._run(view, Estate((view,)), stack=False)

    def remediations(self, view: View) -> Iterator[tuple[str, Mapping[str, Any] | str]]:
        """Yield, for each rule whose level is `remediate`, the properties to set, or why not."""
        for stack in (False, True):
            for entry in self._by_type.get((stack, view.type), ()):
                remediate = entry.rule.remediate
                if remediate is None or entry.level is not Level.REMEDIATE:
                    continue
                context = Context(self.environment, entry.parameters, Estate((view,)))
                try:
                    yield entry.rule.id, remediate(view, context)
                except Undecided as unknown:
                    yield entry.rule.id, f"{unknown.path} is not known yet"
                except Exception as error:
                    # Told as a finding; only the type, as for a check below.
                    yield entry.rule.id, f"the remediation failed ({type(error).__name__})"

    def stack(self, estate: Estate) -> Iterator[Finding]:
        """Yield what the rules that need the whole stack say of it."""
        for view in estate.resources:
            yield from self._run(view, estate, stack=True)

    def everything(self, estate: Estate) -> Iterator[Finding]:
        """Yield what all rules say of a stack, resource by resource."""
        for view in estate.resources:
            yield from self.resource(view)
            yield from self._run(view, estate, stack=True)

    def _run(self, view: View, estate: Estate, *, stack: bool) -> Iterator[Finding]:
        for entry in self._by_type.get((stack, view.type), ()):
            context = Context(self.environment, entry.parameters, estate)
            yield from _judge(entry, view, context)


@dataclass(frozen=True)
class _Entry:
    """A rule as it stands in an environment, with the check of one phase."""

    rule: Rule
    check: Check
    level: Level
    parameters: Mapping[str, Any]


def _checks(rule: Rule) -> Iterator[tuple[bool, Check]]:
    yield rule.stack, rule.check
    if rule.stack_check:
        yield True, rule.stack_check


def _judge(entry: _Entry, view: View, context: Context) -> Iterator[Finding]:
    rule, level = entry.rule, entry.level
    try:
        for violation in entry.check(view, context):
            yield _finding(rule, level, view, context, violation, Verdict.VIOLATION)
    except Undecided as unknown:
        missing = Violation(f"{unknown.path} is not known yet", property=unknown.path)
        yield _finding(rule, Level.ADVISORY, view, context, missing, Verdict.UNDECIDED)
    except Exception as error:
        # Only the type: the text of an exception can hold a property's value.
        crash = Violation(f"the rule itself failed ({type(error).__name__}); please report it")
        yield _finding(rule, level, view, context, crash, Verdict.VIOLATION)


def _masked(text: str, estate: Estate) -> str:
    """Return a message without the texts that a resource keeps secret: the subject or another."""
    for hidden in estate.hidden:
        text = text.replace(hidden, "[secret]")
    return text


def _finding(
    rule: Rule,
    level: Level,
    view: View,
    context: Context,
    violation: Violation,
    verdict: Verdict,
) -> Finding:
    return Finding(
        rule=rule.id,
        urn=view.urn,
        verdict=verdict,
        level=level,
        severity=rule.severity,
        message=_masked(violation.message, context.estate),
        property=violation.property or rule.properties[0],
        key=_masked(violation.key, context.estate),
    )
