"""Names that the provider itself makes at create: a prefix and a unique ending."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime

from aurora.embedded.provider.calls.contract import Call, Properties

__all__ = ["given_or_unique", "name_and_prefix", "unique_suffix"]

_counter = itertools.count(1)
_ENDING = re.compile(r"^(?P<prefix>.+)[0-9a-f]{26}$", re.DOTALL)


def unique_suffix() -> str:
    """Return 26 hex digits: the time to a tenth of a millisecond, then a counter."""
    now = datetime.now(UTC)
    return f"{now:%Y%m%d%H%M%S}{now.microsecond // 100:04d}{next(_counter):08x}"


def given_or_unique(
    call: Call,
    *,
    name: str = "name",
    prefix: str = "namePrefix",
    lead: str = "terraform-",
    ending: str = "",
) -> str:
    """Return the name in the inputs, else the prefix (or `lead`) with a unique suffix.

    Args:
        call: The create.
        name: The property that holds the name.
        prefix: The property that holds the prefix.
        lead: The prefix when neither is given.
        ending: Put behind a name that is made here, such as `.fifo`.
    """
    given = call.inputs.get(name)
    if given:
        return str(given)
    return f"{call.inputs.get(prefix) or lead}{unique_suffix()}{ending}"


def name_and_prefix(name: str, *, ending: str = "") -> Properties:
    """Return `name` and the `namePrefix` that a read derives from it.

    A name that ends in a unique suffix has a prefix, also when it was given in full.
    """
    match = _ENDING.match(name.removesuffix(ending) if ending else name)
    return {"name": name, "namePrefix": match["prefix"] if match else ""}
