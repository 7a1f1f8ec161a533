"""The commands, each imported only when it is called: `aurora check` must not wait for the rest."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click

from aurora.errors import BadInput, Problem

__all__ = ["Project", "aurora", "project"]

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "check": ("check", "Judge stack files: no engine, no account, no network."),
    "preview": ("stacks", "Show what an up would change."),
    "up": ("stacks", "Bring a stack to what its file says."),
    "refresh": ("stacks", "Take over into the state what AWS has."),
    "drift": ("stacks", "Find what was changed behind the engine's back."),
    "destroy": ("stacks", "Delete a stack; a protected one is refused."),
    "outputs": ("stacks", "Print a stack's outputs."),
    "local": ("local", "The embedded AWS: start, stop, status, reset, env."),
    "explain": ("explain", "Explain an error code, a policy rule or a setting."),
    "demo": ("demo", "Bring the three stacks up on the embedded AWS."),
}
"""Module and one line of help of each command."""


class Commands(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"aurora.cli.{COMMANDS[cmd_name][0]}")
        return getattr(module, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with; suggest one for a misspelt name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            ctx.fail(f"there is no command {args[0]}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


class Project:
    """The project that the command works on."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def interactive(self) -> bool:
        """Whether a person watches: progress goes to a terminal only."""
        return sys.stderr.isatty()


project = click.make_pass_decorator(Project)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder. Default: the nearest one above with a Pulumi.yaml.",
)
@click.version_option(version("aurora-platform"), message="%(version)s")
@click.pass_context
def aurora(context: click.Context, folder: Path | None) -> None:
    """Amazon Aurora estates from stack files, with policies, on AWS or on an embedded one.

    Exit codes: 0 done, 1 refused by a policy or drift found, 2 bad input, 3 engine or AWS failed.
    """
    context.obj = Project(_root(folder))


def _root(folder: Path | None) -> Path:
    start = (folder or Path.cwd()).resolve()
    for candidate in (start, *start.parents):
        if (candidate / "Pulumi.yaml").is_file():
            return candidate
        if folder:
            break
    raise BadInput(
        Problem(
            code="AUR-501",
            message=f"{start.name or start} is not a project, nor is any folder above it",
            allowed="a folder with a Pulumi.yaml",
            remedy="change into the project, or name it with --project",
        )
    )
