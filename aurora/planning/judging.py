"""Judges a plan or a state by the policy pack, in this process, as the engine would judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aurora.planning.recorder import STACK_TYPE, Recording, Registration
from aurora.planning.report import Location, StackReport, ordered
from policies.environment import Environment, Found, stated
from policies.estate import Estate
from policies.exemption import Exemptions
from policies.judge import Judge, Overrides
from policies.registry import rules
from policies.view import View
from policies.wire import view

__all__ = ["judge_plan", "judge_views", "plan_views"]

PROVIDER = "pulumi:providers:"


def judge_plan(
    recording: Recording,
    environment: Environment | Found,
    *,
    overrides: Overrides | None = None,
    exemptions: Exemptions | None = None,
    locations: Mapping[str, Location] | None = None,
    file: str = "",
) -> StackReport:
    """Return what the policy pack says of a plan."""
    return judge_views(
        recording.stack,
        plan_views(recording),
        environment,
        overrides=overrides,
        exemptions=exemptions,
        locations=locations,
        file=file,
    )


def judge_views(
    stack: str,
    views: Iterable[View],
    environment: Environment | Found,
    *,
    overrides: Overrides | None = None,
    exemptions: Exemptions | None = None,
    locations: Mapping[str, Location] | None = None,
    file: str = "",
) -> StackReport:
    """Return what the policy pack says of resources, from wherever they came."""
    found = environment if isinstance(environment, Found) else Found(environment, "the caller")
    estate = Estate(stated(view, found) for view in views)
    judge = Judge(rules().values(), found.environment, overrides)
    findings = tuple(judge.everything(estate))
    exempt = exemptions or Exemptions()
    stack_urn = next((view.urn for view in estate.resources), "")
    own = [view for view in estate.resources if _is_resource(view)]
    return StackReport(
        stack=stack,
        environment=found.environment.value,
        resources=len(own),
        regions=tuple(sorted({view.region for view in own} - {""})),
        rules=judge.active,
        findings=ordered((*exempt.apply(findings), *exempt.review(findings, stack_urn))),
        names={view.urn: (view.name, view.type) for view in estate.resources},
        locations=locations or {},
        file=file,
    )


def plan_views(recording: Recording) -> Iterator[View]:
    """Yield the resources of a plan as the engine would send them, the stack itself first."""
    name = f"{recording.project}-{recording.stack}"
    urn = f"urn:pulumi:{recording.stack}::{recording.project}::{STACK_TYPE}::{name}"
    yield view(type_=STACK_TYPE, name=name, urn=urn, props={})
    providers = {r.urn: r.props for r in recording.resources if r.type.startswith(PROVIDER)}
    for registration in recording.resources:
        if registration.custom:
            yield _view(registration, providers)


def _view(registration: Registration, providers: Mapping[str, Mapping[str, Any]]) -> View:
    props: Mapping[str, Any] = registration.props
    return view(
        type_=registration.type,
        name=registration.name,
        urn=registration.urn,
        props=props,
        protect=registration.protect,
        ignore_changes=registration.ignore_changes,
        provider=providers.get(registration.provider.rpartition("::")[0], {}),
        dependencies=registration.property_dependencies,
    )


def _is_resource(view: View) -> bool:
    """Return whether it is a thing in the cloud: no provider, component or stack."""
    return view.type.startswith("aws:") and not view.type.startswith(PROVIDER)
