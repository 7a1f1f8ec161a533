"""Checks a stack from a file alone, of its settings or of its state: no engine, no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from aurora.environments.program import run
from aurora.errors import BadInput, Problem
from aurora.planning.judging import judge_plan, judge_views
from aurora.planning.recorder import record
from aurora.planning.report import Location, Report, StackReport
from aurora.planning.state import read as read_state
from aurora.settings.load import judge
from aurora.settings.stackfile import NAMESPACE, StackFile
from policies.configuration import configuration, stack_environment
from policies.environment import Environment, find
from policies.exemption import load as load_exemptions
from policies.judge import Overrides
from policies.registry import rules

__all__ = ["check", "check_file", "check_state", "stack_files"]


def stack_files(root: Path) -> tuple[Path, ...]:
    """Return the stack files of a project, by name."""
    return tuple(sorted(root.glob("Pulumi.*.yaml")))


def check(root: Path, stacks: tuple[str, ...] = (), today: date | None = None) -> Report:
    """Return what is wrong with the stacks of a project; with all of them when none is named.

    Args:
        root: The project's folder.
        stacks: Names of stacks.
        today: The day on which exemptions are looked at. Default: the clock's.

    Raises:
        BadInput: With everything that is wrong with the files of all those stacks.
    """
    files = [root / f"Pulumi.{stack}.yaml" for stack in stacks] or list(stack_files(root))
    if not files:
        raise BadInput(
            Problem(
                code="AUR-400",
                message="there is no stack file here",
                where=root.name,
                allowed="a folder with Pulumi.<stack>.yaml files",
                remedy="run it in the folder of the project",
            )
        )
    reports: list[StackReport] = []
    problems: list[Problem] = []
    for file in files:
        try:
            reports.append(check_file(file, today or date.today()))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(*problems)
    return Report(tuple(reports))


def check_file(file: Path, today: date) -> StackReport:
    """Return what the policies say of one stack file. Raises BadInput when it is wrong itself."""
    source = StackFile.read(file)
    stack = file.name.removeprefix("Pulumi.").removesuffix(".yaml")
    loaded = judge(source.config, stack, source)
    recording = record(
        lambda: run(source.config, stack), project=NAMESPACE, stack=stack, config=source.config
    )
    folder, environment = file.parent / "policies", Environment(loaded.settings.environment)
    report = judge_plan(
        recording,
        environment,
        overrides=_overrides(folder, environment, stack),
        exemptions=load_exemptions(folder / "exemptions.toml", rules(), today),
        locations=_locations(source, file),
        file=file.name,
    )
    return replace(report, warnings=loaded.warnings)


def check_state(
    root: Path, path: Path, environment: Environment | None = None, today: date | None = None
) -> StackReport:
    """Return what the policies say of a deployed stack, from the file of its exported state.

    Args:
        root: The project's folder, whose policy configuration and exemptions hold.
        path: What `pulumi stack export` wrote.
        environment: The kind of environment. Default: what the policy configuration of the stack,
            the stack's name or a tag says; else production, with a finding that says so.
        today: The day on which exemptions are looked at. Default: the clock's.

    Raises:
        BadInput: The file is no exported state, or a policy configuration is wrong.
    """
    state, folder = read_state(path), root / "policies"
    named = stack_environment(folder / "configuration", state.stack, rules())
    tags = [view.get("tags.Environment") for view in state.views]
    found = find(
        {}, {}, environment or named, state.stack, [tag for tag in tags if isinstance(tag, str)]
    )
    return judge_views(
        state.stack or path.stem,
        state.views,
        found,
        overrides=_overrides(folder, found.environment, state.stack),
        exemptions=load_exemptions(folder / "exemptions.toml", rules(), today or date.today()),
    )


def _overrides(folder: Path, environment: Environment, stack: str) -> Overrides:
    return configuration(folder / "configuration", environment, stack, rules()).overrides


def _locations(source: StackFile, file: Path) -> dict[str, Location]:
    return {
        f"{NAMESPACE}:{'.'.join(map(str, path))}": Location(file.name, line)
        for path, line in source.lines.items()
    }
