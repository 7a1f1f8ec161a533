"""The rules as `pulumi_policy` policies, so that another pack can take in any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyConfigSchema,
    PolicyResource,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from aurora.values import UNKNOWN, UNKNOWN_ON_THE_WIRE
from policies.environment import Environment
from policies.estate import Estate
from policies.framework import frameworks
from policies.judge import Finding, Judge, Overrides
from policies.rule import Level, Rule, Verdict
from policies.view import View
from policies.wire import view

__all__ = ["message", "policies", "policy"]


def policies(rules: Iterable[Rule], environment: Environment) -> list[Policy]:
    """Return the rules as policies, each at its level for an environment."""
    return [policy(rule, rule.levels.of(environment), environment) for rule in rules]


def policy(rule: Rule, level: Level, environment: Environment = Environment.PRODUCTION) -> Policy:
    """Return one rule as a policy of the SDK; its parameters become the policy's configuration.

    What only the whole stack can tell of a rule on single resources (`stack_check`) is left out.
    """
    common: dict[str, Any] = {
        "name": rule.id,
        "description": rule.title,
        "enforcement_level": EnforcementLevel(level.value),
        "severity": Severity(rule.severity.value),
        "remediation_steps": rule.remedy,
        "url": rule.url or None,
        "tags": list(tags(rule)),
        "config_schema": PolicyConfigSchema({p.name: dict(p.schema) for p in rule.parameters}),
    }

    def one(args: ResourceValidationArgs, report: ReportViolation) -> None:
        judge = Judge((rule,), environment, _overrides(rule, args.get_config()))
        for finding in judge.resource(_view(args)):
            report(message(rule, finding), finding.urn)

    def all_(args: StackValidationArgs, report: ReportViolation) -> None:
        judge = Judge((rule,), environment, _overrides(rule, args.get_config()))
        for finding in judge.stack(Estate(_view(resource) for resource in args.resources)):
            report(message(rule, finding), finding.urn)

    if rule.stack:
        return StackValidationPolicy(validate=all_, **common)
    return ResourceValidationPolicy(validate=one, **common)


def tags(rule: Rule) -> Iterator[str]:
    """Yield `framework:requirement` for each requirement that a rule serves."""
    for framework in frameworks().values():
        for requirement in framework.of(rule.id):
            yield f"{framework.id}:{requirement}"


def message(rule: Rule, finding: Finding) -> str:
    """Return the text of a finding below its title: what is wrong, and what to do."""
    if finding.verdict is Verdict.UNDECIDED:
        return f"can't run policy '{rule.id}' during preview: {finding.message}"
    if finding.verdict is Verdict.EXEMPT:
        return finding.message
    where = f"[{finding.key}] " if finding.key else ""
    return f"{where}{finding.property}: {finding.message}. Do: {rule.remedy}"


def _overrides(rule: Rule, config: Mapping[str, Any]) -> Overrides:
    return Overrides(parameters={rule.id: {key: _whole(value) for key, value in config.items()}})


def _view(resource: ResourceValidationArgs | PolicyResource) -> View:
    raw: Final[Mapping[str, Any]] = resource.props["__target"]  # past the proxy, which raises
    links: Mapping[str, list[PolicyResource]] = getattr(resource, "property_dependencies", {})
    return view(
        type_=resource.resource_type,
        name=resource.name,
        urn=resource.urn,
        props={key: _whole(value) for key, value in raw.items()},
        protect=bool(resource.opts.protect),
        ignore_changes=tuple(resource.opts.ignore_changes or ()),
        provider=dict(resource.provider.props["__target"]) if resource.provider else {},
        dependencies={key: tuple(r.urn for r in found) for key, found in links.items()},
    )


def _whole(value: Any) -> Any:
    """Return a value of the SDK as ours: whole floats as int, the unknown sentinel as `UNKNOWN`."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case str() if value == UNKNOWN_ON_THE_WIRE:
            return UNKNOWN
        case Mapping():
            return {key: _whole(item) for key, item in value.items()}
        case list():
            return [_whole(item) for item in value]
        case _:
            return value
