"""A candidate for a master password that the platform keeps itself."""

from __future__ import annotations

import secrets
import string

__all__ = ["candidate"]

LENGTH = 40
"""One less than Aurora MySQL takes; 238 bits in this alphabet."""

ALPHABET = string.ascii_letters + string.digits
"""No sign that RDS refuses or that a connection string has to escape."""


def candidate() -> str:
    """Return a random password. Only the first one of a stack is kept: see `MasterSecret`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
