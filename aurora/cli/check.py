"""aurora check."""

from __future__ import annotations

import gc
from itertools import zip_longest
from pathlib import Path

import click

from aurora.cli.group import Project, project
from aurora.planning.collector import paused
from aurora.planning.reports import FORMATS, write

__all__ = ["check"]

REFUSED = 1
ENVIRONMENTS = ("production", "global", "development")


@click.command()
@click.argument("stacks", nargs=-1, metavar="[STACK...]")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Judge what is deployed: a file that pulumi stack export wrote. May be repeated.",
)
@click.option(
    "--environment",
    type=click.Choice(ENVIRONMENTS),
    help="What a state is for, where neither its name nor its tags say it.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(list(FORMATS)),
    multiple=True,
    default=["text"],
    show_default=True,
    help="May be repeated: each goes to the --output of the same place, or is printed.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file instead. May be repeated.",
)
@project
def check(
    project: Project,
    stacks: tuple[str, ...],
    states: tuple[Path, ...],
    environment: str | None,
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
) -> int:
    """Judge stack files by settings and policies: no engine, no account, no network.

    Without a STACK, and without a state, all stack files of the project are judged.
    """
    if len(outputs) > len(formats):
        raise click.UsageError(f"--output is given {len(outputs)} times, --format {len(formats)}")
    with paused():
        texts, refused = _judged(project.root, stacks, states, environment, formats)
        gc.freeze()  # the command ends here: a last collection would be for nothing
    for text, output in zip_longest(texts, outputs):
        if output:
            output.write_text(text, encoding="utf-8")
        else:
            click.echo(text, nl=False)
    return REFUSED if refused else 0


def _judged(
    root: Path,
    stacks: tuple[str, ...],
    states: tuple[Path, ...],
    environment: str | None,
    formats: tuple[str, ...],
) -> tuple[list[str], bool]:
    """Return the report in each format, and whether it refuses; imports the platform only here."""
    from aurora.planning.checking import check as check_stacks
    from aurora.planning.checking import check_state
    from aurora.planning.report import Report
    from policies.environment import Environment

    kind = Environment(environment) if environment else None
    planned = check_stacks(root, stacks).stacks if stacks or not states else ()
    deployed = tuple(check_state(root, path, kind) for path in states)
    report = Report((*planned, *deployed))
    return [write(report, format_) for format_ in formats], report.refused
