"""Managed prefix lists: address ranges under a name, which security group rules refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policies.estate import Estate
from policies.firewall import PREFIX_LISTS, Opening
from policies.tokens import MANAGED_PREFIX_LIST, MANAGED_PREFIX_LIST_ENTRY
from policies.view import View

__all__ = ["prefix_lists", "prefixes"]


def prefix_lists(subject: View, opening: Opening, estate: Estate) -> Iterator[View]:
    """Yield the prefix lists of the program that a rule names.

    For an inline rule at preview only the property of all of them is known to refer to a list, so
    it is taken as named by each that names any.
    """
    if all(opening.values.get(name) is None for name in PREFIX_LISTS):
        return
    properties = [opening.path.partition(".")[0]] if opening.path else list(PREFIX_LISTS)
    for property_ in properties:
        yield from estate.linked(subject, property_, MANAGED_PREFIX_LIST)


def prefixes(list_: View, estate: Estate) -> Iterator[str]:
    """Yield the address blocks of a prefix list, as far as they are known."""
    entries = list_.get("entries", default=[])
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping) and isinstance(entry.get("cidr"), str):
            yield entry["cidr"]
    for entry in estate.referring(list_, MANAGED_PREFIX_LIST_ENTRY, "prefixListId"):
        if isinstance(block := entry.get("cidr"), str):
            yield block
