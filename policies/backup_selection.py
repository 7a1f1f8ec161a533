"""What a backup selection selects: by ARN, by pattern, by tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

from policies.estate import Estate
from policies.tags import tags_of
from policies.tokens import CLUSTER
from policies.view import View

__all__ = ["selects"]

RESOURCE_TAG: Final = "aws:ResourceTag/"
CONDITIONS: Final = {
    "stringEquals": (True, False),
    "stringLikes": (True, True),
    "stringNotEquals": (False, False),
    "stringNotLikes": (False, True),
}
"""For each kind of condition, whether the tag must match, and whether the value is a pattern."""


def selects(selection: View, cluster: View, estate: Estate) -> bool:
    """Return whether a selection covers a cluster.

    As AWS reads it: named by ARN or pattern, or any of the tags; then all conditions; and never
    what `notResources` names.
    """
    if _named(selection, "notResources", cluster, estate):
        return False
    conditions = _conditions(selection.get("conditions"))
    everything = bool(conditions) or bool(_list(selection.get("notResources")))
    named = _named(selection, "resources", cluster, estate) or (
        everything and not _list(selection.get("resources"))
    )
    if named and not conditions:
        return True
    tags = tags_of(cluster)
    tagged = any(
        str(condition.get("type", "")).upper() == "STRINGEQUALS"
        and tags.get(condition.get("key")) == condition.get("value")
        for condition in _mappings(selection.get("selectionTags"))
    )
    return (named or tagged) and all(_holds(tags, *condition) for condition in conditions)


def _conditions(value: Any) -> list[tuple[str, Mapping[str, Any]]]:
    blocks = value if isinstance(value, list) else [value]
    return [
        (kind, condition)
        for block in blocks
        if isinstance(block, Mapping)
        for kind in CONDITIONS
        for condition in _mappings(block.get(kind))
    ]


def _holds(tags: Mapping[str, Any], kind: str, condition: Mapping[str, Any]) -> bool:
    wanted, pattern = CONDITIONS[kind]
    given = tags.get(str(condition.get("key", "")).removeprefix(RESOURCE_TAG))
    value = str(condition.get("value", ""))
    same = isinstance(given, str) and (fnmatchcase(given, value) if pattern else given == value)
    return same is wanted


def _named(selection: View, property_: str, cluster: View, estate: Estate) -> bool:
    if cluster in estate.linked(selection, property_, CLUSTER):
        return True
    texts = (item for item in _list(selection.get(property_)) if isinstance(item, str))
    return any(_covers(text, cluster) for text in texts)


def _covers(pattern: str, cluster: View) -> bool:
    """Return whether an ARN with wildcards is the cluster's, as far as its parts are known."""
    parts = pattern.split(":", 6)
    if len(parts) < 6:  # a wildcard stands for the rest of the parts
        return fnmatchcase(f"arn:aws:rds:{cluster.region}", pattern)
    if not fnmatchcase("rds", parts[2]):
        return False
    kind, name = (parts[5], parts[6]) if len(parts) > 6 else (parts[5], "*")
    identifier = cluster.get("clusterIdentifier")
    known = identifier if isinstance(identifier, str) else ""
    region = not cluster.region or fnmatchcase(cluster.region, parts[3])
    return region and fnmatchcase("cluster", kind) and (name == "*" or fnmatchcase(known, name))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in _list(value) if isinstance(item, Mapping))
