"""Judges a recorded plan by the policy pack, in this process, as the engine would judge it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aurora.planning.recorder import Recording, Registration
from aurora.planning.report import Location, StackReport
from policies.environment import Environment
from policies.estate import Estate
from policies.exemption import Exemptions
from policies.judge import Judge, Overrides
from policies.registry import rules
from policies.view import View
from policies.wire import view

__all__ = ["judge_plan", "judge_views"]


def judge_plan(
    recording: Recording,
    environment: Environment,
    *,
    overrides: Overrides | None = None,
    exemptions: Exemptions | None = None,
    locations: Mapping[str, Location] | None = None,
    file: str = "",
) -> StackReport:
    """Return what the policy pack says of a plan."""
    views = [_view(registration) for registration in recording.resources if registration.custom]
    return judge_views(
        recording.stack,
        views,
        environment,
        overrides=overrides,
        exemptions=exemptions,
        locations=locations,
        file=file,
    )


def judge_views(
    stack: str,
    views: Iterable[View],
    environment: Environment,
    *,
    overrides: Overrides | None = None,
    exemptions: Exemptions | None = None,
    locations: Mapping[str, Location] | None = None,
    file: str = "",
) -> StackReport:
    """Return what the policy pack says of resources, from wherever they came."""
    estate = Estate(views)
    judge = Judge(rules().values(), environment, overrides)
    findings = tuple(judge.everything(estate))
    exempt = exemptions or Exemptions()
    stack_urn = next((view.urn for view in estate.resources), "")
    return StackReport(
        stack=stack,
        environment=environment.value,
        resources=len(estate.resources),
        regions=tuple(sorted({view.region for view in estate.resources} - {""})),
        rules=judge.active,
        findings=(*exempt.apply(findings), *exempt.review(findings, stack_urn)),
        names={view.urn: (view.name, view.type) for view in estate.resources},
        locations=locations or {},
        file=file,
    )


def _view(registration: Registration) -> View:
    props: Mapping[str, Any] = registration.props
    return view(
        type_=registration.type,
        name=registration.name,
        urn=registration.urn,
        props=props,
        protect=registration.protect,
        ignore_changes=registration.ignore_changes,
        dependencies=registration.property_dependencies,
    )
