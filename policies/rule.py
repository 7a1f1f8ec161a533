"""A rule: what it asks, why, how to mend it, and a pure check beside its own examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from policies.environment import Environment
from policies.estate import Estate
from policies.view import View

__all__ = [
    "Check",
    "Context",
    "Level",
    "Levels",
    "Parameter",
    "Remediate",
    "Rule",
    "Severity",
    "Sketch",
    "Verdict",
    "Violation",
]


class Severity(StrEnum):
    """How bad a violation is, in the words of the scanners."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Level(StrEnum):
    """What the engine does with a violation."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    REMEDIATE = "remediate"
    DISABLED = "disabled"


class Verdict(StrEnum):
    """What a check says of a resource."""

    PASS = "pass"  # noqa: S105 - a verdict
    VIOLATION = "violation"
    UNDECIDED = "undecided"
    EXEMPT = "exempt"


@dataclass(frozen=True)
class Levels:
    """The level of a rule in each kind of environment."""

    production: Level
    global_: Level
    development: Level

    def of(self, environment: Environment) -> Level:
        """Return the level in an environment."""
        return {
            Environment.PRODUCTION: self.production,
            Environment.GLOBAL: self.global_,
            Environment.DEVELOPMENT: self.development,
        }[environment]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number or list that a rule lets its users set, with a default per environment.

    Attributes:
        name: camelCase name in a policy configuration file.
        description: Meaning, unit and range.
        schema: JSON schema of the value, without a default.
        production: Default in production.
        global_: Default in a global environment.
        development: Default in development.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    production: Any
    global_: Any
    development: Any

    def default(self, environment: Environment) -> Any:
        """Return the default in an environment."""
        return {
            Environment.PRODUCTION: self.production,
            Environment.GLOBAL: self.global_,
            Environment.DEVELOPMENT: self.development,
        }[environment]


@dataclass(frozen=True)
class Violation:
    """What is wrong with one resource.

    Attributes:
        message: One sentence; never holds a value that could be secret.
        property: The property to change; the rule's first one when empty.
        key: Tells several violations of one rule on one resource apart, such as a metric's name.
    """

    message: str
    property: str = ""
    key: str = ""


@dataclass(frozen=True)
class Context:
    """What a check may know besides the resource.

    Attributes:
        environment: The kind of environment.
        parameters: The rule's parameters, defaults filled in.
        estate: All resources; only the subject itself for a rule that needs no other.
    """

    environment: Environment
    parameters: Mapping[str, Any]
    estate: Estate


Check = Callable[[View, Context], Iterator[Violation]]
Remediate = Callable[[View, Context], Mapping[str, Any]]
"""Returns the top-level properties to set; none when there is nothing to mend."""


@dataclass(frozen=True)
class Sketch:
    """A resource of an example: enough of it to judge, and to test the judge.

    Attributes:
        type: Type token.
        name: Logical name.
        props: Properties by Pulumi name.
        links: For each property, the names of the example's resources that it refers to.
        protect: Pulumi's protection.
        ignore_changes: What the program ignores.
        provider: Properties of the provider resource.
    """

    type: str
    name: str
    props: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    protect: bool = False
    ignore_changes: tuple[str, ...] = ()
    provider: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of the pack.

    Attributes:
        id: kebab-case `<resource>-<condition>`; the policy's name, so never changed.
        title: The good condition, one sentence without a full stop.
        severity: How bad a violation is.
        types: Type tokens that are judged.
        properties: What the check reads of the subject; the first is the one to change.
        levels: Level per environment.
        rationale: Why, in two or three sentences.
        remedy: What to do, with the Pulumi property.
        setting: The key of our stack files that governs it; empty when none does.
        check: The pure check.
        stack_check: What only the whole stack can tell in addition, for a rule that is not `stack`.
        remediate: The pure remediation, run where the level is `remediate`; never a setting of a
            database.
        good: An example that passes; the first sketch is the subject.
        bad: An example that violates; the first sketch is the subject.
        absent: The verdict when the properties are absent, null or at the provider's default.
        defaults: What the provider fills in where a property is absent.
        unknown: The verdict when the first property is unknown at preview.
        parameters: What users may set.
        stack: Whether the check needs the other resources of the stack.
        never_exempt: No exemption can be written for it.
        url: AWS's page on the subject.
    """

    id: str
    title: str
    severity: Severity
    types: tuple[str, ...]
    properties: tuple[str, ...]
    levels: Levels
    rationale: str
    remedy: str
    setting: str = ""
    check: Check
    stack_check: Check | None = None
    remediate: Remediate | None = None
    good: tuple[Sketch, ...]
    bad: tuple[Sketch, ...]
    absent: Verdict
    defaults: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    unknown: Verdict = Verdict.UNDECIDED
    parameters: tuple[Parameter, ...] = ()
    stack: bool = False
    never_exempt: bool = False
    url: str = ""
