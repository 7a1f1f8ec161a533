"""required-tags."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from aurora.values import UNKNOWN
from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    CLUSTER_SNAPSHOT,
    GLOBAL_CLUSTER,
    INSTANCE,
    KEY,
    LOG_GROUP,
    PROXY,
    SECRET,
    SECURITY_GROUP,
    SUBNET_GROUP,
    TOPIC,
)
from policies.view import Undecided, View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Each name must be among the resource's tags and its provider's default tags."""
    tags = subject.get("tagsAll") if subject.given("tagsAll") else subject.get("tags", default={})
    if tags is UNKNOWN:
        raise Undecided("tags")
    names = {**_defaults(subject), **tags}
    for name in context.parameters["required"]:
        if name not in names:
            yield Violation(f"the tag {name} is missing", key=name)


def _defaults(subject: View) -> Mapping[str, Any]:
    """Return the provider's default tags, which arrive as a JSON text."""
    given = subject.provider.get("defaultTags")
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return {}
    tags = given.get("tags") if isinstance(given, Mapping) else None
    return tags if isinstance(tags, Mapping) else {}


RULE = Rule(
    id="required-tags",
    title="A resource carries the tags that the company asks for",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        INSTANCE,
        GLOBAL_CLUSTER,
        SUBNET_GROUP,
        CLUSTER_PARAMETER_GROUP,
        CLUSTER_SNAPSHOT,
        SECURITY_GROUP,
        KEY,
        SECRET,
        PROXY,
        TOPIC,
        LOG_GROUP,
    ),
    properties=("tags",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "Costs, ownership and access go by tags. A database without them belongs to nobody on the "
        "day that somebody must decide about it."
    ),
    remedy="add the missing tags to the resource or to the default tags of its provider",
    setting="aurora:tags",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"tags": {"Environment": "Production"}}),),
    bad=(Sketch(CLUSTER, "cluster", {"tags": {"Owner": "shop"}}),),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="required",
            description="Names of the tags.",
            schema={"type": "array", "items": {"type": "string"}},
            production=("Environment",),
            global_=("Environment",),
            development=("Environment",),
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html",
)
