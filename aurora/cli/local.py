"""aurora local: the embedded AWS."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from aurora.cli.group import Project, project
from aurora.cli.target import local_variables, refuse_remote_endpoint
from aurora.embedded import home
from aurora.embedded import local as server
from aurora.engine.progress import progress

__all__ = ["local"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


@click.group()
def local() -> None:
    """The embedded AWS: one background process on loopback, its state kept under .aurora/."""


@local.command()
@click.option("--port", type=click.IntRange(0, 65_535), help="Port on loopback; 0 takes any.")
@json_option
@project
def start(project: Project, port: int | None, as_json: bool) -> None:
    """Start it, unless it runs."""
    refuse_remote_endpoint(os.environ)
    _show(server.start(project.root, port), as_json)


@local.command()
@json_option
@project
def stop(project: Project, as_json: bool) -> None:
    """Stop it; its state stays."""
    _show(server.stop(project.root), as_json)


@local.command()
@json_option
@project
def status(project: Project, as_json: bool) -> None:
    """Say whether it runs, where, and what it holds."""
    _show(server.status(project.root), as_json)


@local.command()
@json_option
@project
def reset(project: Project, as_json: bool) -> None:
    """Empty it. The states of the stacks on it are emptied too."""
    _show(server.reset(project.root), as_json)


@local.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead of exports.")
@project
def env(project: Project, as_json: bool) -> None:
    """Print what makes plain pulumi, the AWS CLI and boto3 use it: eval "$(aurora local env)"."""
    variables = local_variables(project.root, progress())
    if as_json:
        click.echo(json.dumps(variables, indent=2))
        return
    for name in home.CONFLICTING:
        click.echo(f"unset {name}")
    for name, value in variables.items():
        click.echo(f"export {name}={shlex.quote(value)}")


def _show(found: server.Status, as_json: bool) -> None:
    values: dict[str, Any] = {**vars(found), "resources": dict(found.resources)}
    if as_json:
        click.echo(json.dumps(values))
        return
    if not found.running:
        click.echo("The embedded AWS is not running.")
        return
    since = datetime.fromtimestamp(found.since or 0, UTC).astimezone().strftime("%H:%M:%S")
    click.echo(f"The embedded AWS runs at {found.endpoint}, process {found.pid}, since {since}.")
    click.echo(f"It holds {_counts(found.resources)}.")


def _counts(resources: Mapping[str, int]) -> str:
    parts = [f"{count} {service}" for service, count in sorted(resources.items()) if count]
    return ", ".join(parts) or "nothing"
