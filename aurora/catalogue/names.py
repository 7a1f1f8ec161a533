"""Names that AWS and the engines take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts

__all__ = ["EngineNames", "IDENTIFIER", "IDENTIFIER_WORDS", "SQL_NAME", "engine_names"]

IDENTIFIER = re.compile(facts("names")["identifier"]["pattern"])
"""An identifier of a cluster, an instance or a global cluster, as the provider takes it."""

IDENTIFIER_WORDS: str = facts("names")["identifier"]["words"]

SQL_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")
"""A database or a master user: a letter, then letters, digits and underscores."""


@dataclass(frozen=True, kw_only=True)
class EngineNames:
    """What an engine takes as the name of a database and of the master user.

    Attributes:
        database_length: Longest database name.
        username_length: Longest master user name.
        username_length_documented: What the API's text says, where it is less; else the same.
        reserved_users: Refused as master user, in any case of letters.
        reserved_prefix: Refused at the beginning of a master user's name; may be empty.
        reserved_databases: Refused as database.
        obvious_users: Taken, but the first that an intruder tries.
    """

    database_length: int
    username_length: int
    username_length_documented: int
    reserved_users: frozenset[str]
    reserved_prefix: str = ""
    reserved_databases: frozenset[str]
    obvious_users: frozenset[str]

    def reserves_user(self, name: str) -> bool:
        """Tell whether the engine keeps a master user name for itself."""
        lower = name.lower()
        prefixed = bool(self.reserved_prefix) and lower.startswith(self.reserved_prefix)
        return lower in self.reserved_users or prefixed


@cache
def engine_names(engine: str) -> EngineNames:
    """Return what an engine takes as names."""
    entry = facts("names")[engine]
    longest = entry["username_length"]
    return EngineNames(
        database_length=entry["database_length"],
        username_length=longest,
        username_length_documented=entry.get("username_length_documented", longest),
        reserved_users=frozenset(entry["reserved_users"]),
        reserved_prefix=entry.get("reserved_prefix", ""),
        reserved_databases=frozenset(entry["reserved_databases"]),
        obvious_users=frozenset(entry["obvious_users"]),
    )
