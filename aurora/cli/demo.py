"""aurora demo: the three stacks on the embedded AWS, and what a newcomer may try next."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

import click
from rich import box
from rich.console import Console
from rich.table import Table

from aurora.cli.group import Project, project
from aurora.cli.target import local_variables, refuse_remote_endpoint
from aurora.cli.watch import Watch
from aurora.embedded import local as server
from aurora.engine.environment import Environment
from aurora.engine.progress import progress
from aurora.engine.results import Result

__all__ = ["demo"]

STACKS: Final = ("dev", "prod", "global")
NEXT: Final = """
What was checked: every stack file against AWS's limits, every plan against the policy pack, before
anything was touched; then the real Pulumi engine made each resource on the embedded AWS.

Try next:
  .venv/bin/aurora check                      judge the stack files, without an engine
  .venv/bin/aurora drift prod --local         change something with boto3 first: drift finds it
  .venv/bin/aurora destroy prod --local       refused, it is protected; the message says how
  .venv/bin/aurora explain aurora-tls-required
  eval "$(.venv/bin/aurora local env)"        then pulumi, aws and boto3 talk to the embedded AWS
  .venv/bin/aurora local stop                 its state is kept for the next start
"""


@click.command()
@project
def demo(project: Project) -> None:
    """Bring the three stacks up on the embedded AWS."""
    refuse_remote_endpoint(os.environ)
    status = server.start(project.root)
    click.echo(f"The embedded AWS runs at {status.endpoint}.", err=True)
    variables = local_variables(project.root, progress())
    results: dict[str, Result] = {}
    for stack in STACKS:
        click.echo(f"Bringing up {stack} ...", err=True)
        with Watch(f"up {stack}", shown=project.interactive) as watch:
            environment = Environment(stack, project.root, variables=variables, on_event=watch)
            results[stack] = environment.up()
    console = Console(width=None if project.interactive else 110)
    console.print(_stacks(results))
    console.print(_endpoints(results))
    console.print(NEXT, highlight=False, markup=False)


def _stacks(results: Mapping[str, Result]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="The three stacks", title_justify="left")
    for column in ("stack", "environment", "regions", "resources", "policies", "time"):
        table.add_column(column, justify="right" if column in ("resources", "time") else "left")
    for stack, result in results.items():
        regions = ", ".join(_regions(result))
        changed = sum(1 for change in result.changes if change.operation.value != "delete")
        advised = len({finding.rule for finding in result.findings})
        verdict = f"passed, {advised} advised" if advised else "passed"
        table.add_row(
            stack,
            str(result.outputs.get("environment", "")),
            regions,
            str(changed + result.unchanged),
            verdict,
            f"{result.duration:.0f} s",
        )
    return table


def _endpoints(results: Mapping[str, Result]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="Where to connect", title_justify="left")
    for column in ("stack", "region", "writer endpoint"):
        table.add_column(column, overflow="fold")
    for stack, result in results.items():
        everywhere = result.outputs.get("globalEndpoint")
        if everywhere:
            table.add_row(stack, "the one that writes", str(everywhere))
        for region, values in _regions(result).items():
            table.add_row(stack, region, str(values.get("writerEndpoint", "")))
    return table


def _regions(result: Result) -> Mapping[str, Mapping[str, Any]]:
    regions = result.outputs.get("regions", {})
    return regions if isinstance(regions, Mapping) else {}
