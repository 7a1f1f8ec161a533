"""The `aurora` command: arguments in, exit codes out, no logic of its own."""

from __future__ import annotations

import sys

import click

from aurora.cli.group import aurora
from aurora.errors import AuroraError, BadInput, Problem

__all__ = ["main"]

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""


def main() -> None:
    """Run the command and end the process with the exit code of the error, if there is one."""
    try:
        code = _run()
    except AuroraError as error:
        print(error, file=sys.stderr)
        codes = sorted({problem.code for problem in error.problems})
        if codes:
            print(f"More: aurora explain {codes[0]}", file=sys.stderr)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(INTERRUPTED)
    sys.exit(code)


def _run() -> int:
    """Run the command; what click finds wrong with the arguments is bad input like any other."""
    try:
        code = aurora.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return BadInput.exit_code
    except click.ClickException as error:
        raise BadInput(
            Problem(code="AUR-500", message=error.format_message(), remedy="see aurora --help")
        ) from None
    return code if isinstance(code, int) else 0
