"""`python -m aurora.engine.install`: make sure that there is an engine, and say which."""

from __future__ import annotations

import sys

from aurora.engine.find import find
from aurora.errors import AuroraError

__all__ = ["main"]


def main() -> int:
    """Find or install the engine and print one line: what, where, why. Returns the exit code."""
    try:
        print(find())
    except AuroraError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
