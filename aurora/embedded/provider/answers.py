"""A plan as the engine's diff."""

from __future__ import annotations

from typing import Any

from pulumi.runtime.proto import provider_pb2

from aurora.embedded.provider.plan.plan import Plan
from aurora.embedded.provider.schema import ResourceType

__all__ = ["compared"]


def compared(type_: ResourceType, planned: Plan) -> Any:
    """Return the answer to a diff: what changes, where, and what that replaces."""
    kinds = provider_pb2.PropertyDiff.Kind
    changes = provider_pb2.DiffResponse.DiffChanges
    return provider_pb2.DiffResponse(
        changes=changes.Value("DIFF_SOME" if planned.changed else "DIFF_NONE"),
        diffs=sorted(planned.changed),
        replaces=sorted(planned.replaces),
        stables=sorted(
            name
            for name, property_ in type_.properties.items()
            if property_.force_new and name not in planned.replaces
        ),
        detailedDiff={
            item.path: provider_pb2.PropertyDiff(
                kind=kinds.Value(f"{item.kind}_REPLACE" if item.force_new else item.kind)
            )
            for item in planned.differences
        },
        hasDetailedDiff=True,
        deleteBeforeReplace=planned.delete_before_replace,
    )
