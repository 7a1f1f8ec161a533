"""aurora preview, up, refresh, drift, destroy, outputs: the engine on one stack."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from aurora.cli.group import Project, project
from aurora.cli.outcome import as_json, as_text
from aurora.cli.target import local_variables
from aurora.cli.watch import Watch
from aurora.engine.environment import Environment
from aurora.engine.progress import progress
from aurora.engine.results import Result

__all__ = ["destroy", "drift", "outputs", "preview", "refresh", "up"]

FOUND = 1
"""Exit code of drift that was found."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its stack, `--local` and `--json`."""
    for option in (
        project,
        click.option("--json", "as_json_", is_flag=True, help="Print JSON for machines."),
        click.option("--local", "on_local", is_flag=True, help="Work on the embedded AWS."),
        click.argument("stack"),
    ):
        command = option(command)
    return command


def _environment(project: Project, stack: str, on_local: bool, watch: Watch) -> Environment:
    variables = local_variables(project.root, progress()) if on_local else None
    return Environment(stack, project.root, variables=variables, on_event=watch)


def _show(result: Result, as_json_: bool, *, outputs: bool = True, **more: Any) -> None:
    click.echo(as_json(result, **more) if as_json_ else as_text(result, outputs=outputs))


def _watch(project: Project, title: str, as_json_: bool) -> Watch:
    return Watch(title, shown=project.interactive and not as_json_)


@click.command()
@_options
def preview(project: Project, stack: str, on_local: bool, as_json_: bool) -> None:
    """Show what an up would change; nothing is changed."""
    with _watch(project, f"preview {stack}", as_json_) as watch:
        result = _environment(project, stack, on_local, watch).preview()
    _show(result, as_json_, outputs=False)


@click.command()
@_options
def up(project: Project, stack: str, on_local: bool, as_json_: bool) -> None:
    """Bring a stack to what its file says, when the policies allow all of it."""
    with _watch(project, f"up {stack}", as_json_) as watch:
        result = _environment(project, stack, on_local, watch).up()
    _show(result, as_json_)


@click.command()
@_options
def refresh(project: Project, stack: str, on_local: bool, as_json_: bool) -> None:
    """Take over into the state what AWS has; AWS is not changed."""
    with _watch(project, f"refresh {stack}", as_json_) as watch:
        result = _environment(project, stack, on_local, watch).refresh()
    _show(result, as_json_, outputs=False)


@click.command()
@_options
def drift(project: Project, stack: str, on_local: bool, as_json_: bool) -> int:
    """Find what was changed behind the engine's back; exit code 1 when something was."""
    with _watch(project, f"drift {stack}", as_json_) as watch:
        result = _environment(project, stack, on_local, watch).drift()
    if as_json_:
        _show(result, True, drift=result.found)
    elif result.found:
        click.echo(as_text(result, outputs=False))
        click.echo(f"Drift: aurora up {stack} brings it back, aurora refresh {stack} accepts it.")
    else:
        click.echo(f"{stack}: no drift ({result.duration:.0f} s)")
    return FOUND if result.found else 0


@click.command()
@click.option(
    "--unprotect",
    is_flag=True,
    help="First take the protection off, on purpose; final snapshots are still made.",
)
@_options
def destroy(project: Project, stack: str, on_local: bool, as_json_: bool, unprotect: bool) -> None:
    """Delete everything of a stack; a protected one is refused before anything is touched."""
    with _watch(project, f"destroy {stack}", as_json_) as watch:
        environment = _environment(project, stack, on_local, watch)
        result = environment.destroy(unprotect=unprotect)
    _show(result, as_json_, outputs=False)


@click.command()
@_options
def outputs(project: Project, stack: str, on_local: bool, as_json_: bool) -> None:
    """Print what a stack exports; secrets are masked."""
    with _watch(project, f"outputs {stack}", as_json_) as watch:
        found = _environment(project, stack, on_local, watch).outputs()
    if as_json_:
        click.echo(json.dumps(dict(found), indent=2, default=str))
    else:
        for name, value in found.items():
            click.echo(f"{name}: {value}")
