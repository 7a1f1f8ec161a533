"""aurora check."""

from __future__ import annotations

from pathlib import Path

import click

from aurora.cli.group import Project, project
from aurora.planning.reports import FORMATS, write

__all__ = ["check"]

REFUSED = 1


@click.command()
@click.argument("stacks", nargs=-1, metavar="[STACK...]")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead."
)
@project
def check(project: Project, stacks: tuple[str, ...], format_: str, output: Path | None) -> int:
    """Judge stack files by settings and policies: no engine, no account, no network.

    Without a STACK all stack files of the project are judged.
    """
    from aurora.planning.checking import check as check_stacks

    report = check_stacks(project.root, stacks)
    text = write(report, format_)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
    return REFUSED if report.refused else 0
