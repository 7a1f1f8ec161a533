"""The tagging API: every key once, a token that is empty at the end of a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.resourcegroupstaggingapi.responses import ResourceGroupsTaggingAPIResponse

from .patching import replace

__all__ = ["install"]

_serialized = ResourceGroupsTaggingAPIResponse.serialized
_keys = ResourceGroupsTaggingAPIBackend._get_tag_keys_generator
_values = ResourceGroupsTaggingAPIBackend._get_tag_values_generator


def _ended(self: ResourceGroupsTaggingAPIResponse, action_result: ActionResult) -> Any:
    result = action_result.result
    if isinstance(result, dict) and result.get("PaginationToken", "") is None:
        result["PaginationToken"] = ""
    return _serialized(self, action_result)


def _distinct_keys(self: ResourceGroupsTaggingAPIBackend) -> Iterator[str]:
    yield from sorted(set(_keys(self)))


def _distinct_values(self: ResourceGroupsTaggingAPIBackend, tag_key: str) -> Iterator[str]:
    yield from sorted(set(_values(self, tag_key)))


def install() -> None:
    """Make lists of the tagging API answer as AWS does."""
    replace(
        ResourceGroupsTaggingAPIBackend,
        _get_tag_keys_generator=_distinct_keys,
        _get_tag_values_generator=_distinct_values,
    )
    replace(ResourceGroupsTaggingAPIResponse, serialized=_ended)
