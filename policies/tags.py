"""The tags that a resource will have: its own and its provider's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aurora.values import UNKNOWN
from policies.view import Undecided, View

__all__ = ["tags_of"]


def tags_of(view: View) -> Mapping[str, Any]:
    """Return the tags by name. Raises Undecided where none of them is known yet.

    The provider adds its default tags to `tagsAll`, which a plan without an engine does not have.
    """
    tags = view.get("tagsAll") if view.given("tagsAll") else view.get("tags", default={})
    if tags is UNKNOWN:
        raise Undecided("tags")
    return {**_defaults(view), **(tags if isinstance(tags, Mapping) else {})}


def _defaults(view: View) -> Mapping[str, Any]:
    """Return the provider's default tags, which arrive as a JSON text."""
    given = view.provider.get("defaultTags")
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return {}
    tags = given.get("tags") if isinstance(given, Mapping) else None
    return tags if isinstance(tags, Mapping) else {}
