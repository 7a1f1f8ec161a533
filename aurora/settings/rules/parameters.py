"""Rules about cluster parameters."""

from __future__ import annotations

from collections.abc import Iterable

from aurora.catalogue import engines
from aurora.catalogue.parameters import parameters, platform_parameters, tls_parameter
from aurora.settings.environments import GlobalSettings
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Stack, stacks

__all__ = ["TABLES"]

VERSION = ("/engine.type",)


def foreign_parameters(stack: Stack) -> Iterable[Finding]:
    """Find parameters that only the other engine has."""
    engine = stack.settings.engine
    other = next(name for name in engines.ENGINES if name != engine.type)
    own, foreign = parameters(engine.type), parameters(other)
    for name in engine.parameters:
        if name in foreign and name not in own:
            same = tls_parameter(engine.type).name if foreign[name].tls else ""
            yield Finding(
                message=f"{engines.label(engine.type)} has no parameter {name}; it is one of "
                f"{engines.label(other)}",
                allowed=f"here it is {same}" if same else "",
                below=(name,),
            )


def platform_overrides(stack: Stack) -> Iterable[Finding]:
    """Find parameters that the platform sets, set to something else."""
    engine = stack.settings.engine
    for name, value in platform_parameters(engine.type).items():
        if name in engine.parameters and text(engine.parameters[name]) != value.lower():
            yield Finding(
                message=f"{name} is set by the platform to {value}, and is given here otherwise",
                allowed=value,
                below=(name,),
            )


def text(value: object) -> str:
    """Return a parameter's value as the engine would read it."""
    return str(value).lower()


def rpo(stack: Stack) -> Iterable[Finding]:
    """Find a recovery point objective that stops the writer, or that AWS does not take."""
    value = stack.settings.engine.parameters.get("rds.global_db_rpo")
    if value is None or stack.settings.engine.type != "aurora-postgresql":
        return
    if isinstance(stack.settings, GlobalSettings) and len(stack.settings.others) < 2:
        yield Finding(
            message="rds.global_db_rpo with fewer than two other regions: when the one lags, every "
            "write waits",
            allowed="two or more other regions, or no rds.global_db_rpo",
            below=("rds.global_db_rpo",),
        )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-032",
                name="parameter-of-other-engine",
                severity=Severity.REFUSE,
                at="engine.parameters",
                reads=VERSION,
                find=foreign_parameters,
                remedy="take it out, or write this engine's name of it",
            ),
            Rule(
                code="AUR-033",
                name="parameter-set-by-platform",
                severity=Severity.WARN,
                at="engine.parameters",
                reads=VERSION,
                find=platform_overrides,
                remedy="take it out; connections without TLS are refused on purpose",
            ),
            Rule(
                code="AUR-034",
                name="global-rpo-with-one-other-region",
                severity=Severity.WARN,
                at="engine.parameters",
                reads=("/regions", "/origin"),
                find=rpo,
                remedy="take it out, or add a region",
            ),
        ),
    ),
)
