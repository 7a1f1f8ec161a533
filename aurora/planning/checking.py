"""Checks a stack from its file alone: settings, plan, policies. No engine, account or network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from aurora.environments.program import run
from aurora.errors import BadInput, Problem
from aurora.planning.judging import judge_plan
from aurora.planning.recorder import record
from aurora.planning.report import Location, Report, StackReport
from aurora.settings.load import judge
from aurora.settings.stackfile import NAMESPACE, StackFile
from policies.environment import Environment
from policies.exemption import load as load_exemptions
from policies.registry import rules

__all__ = ["check", "check_file", "stack_files"]


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
    report = judge_plan(
        recording,
        Environment(loaded.settings.environment),
        exemptions=load_exemptions(file.parent / "policies" / "exemptions.toml", rules(), today),
        locations=_locations(source, file),
        file=file.name,
    )
    return replace(report, warnings=loaded.warnings)


def _locations(source: StackFile, file: Path) -> dict[str, Location]:
    return {
        f"{NAMESPACE}:{'.'.join(map(str, path))}": Location(file.name, line)
        for path, line in source.lines.items()
    }
