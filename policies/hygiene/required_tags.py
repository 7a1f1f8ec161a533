"""required-tags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from policies.environment import Environment, read
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
from policies.tags import tags_of
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
from policies.view import View

ENVIRONMENT: Final = "Environment"
"""The tag that says what a resource is for."""


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Each name must be among the tags, and the environment's tag must not say another one."""
    tags = tags_of(subject)
    for name in context.parameters["required"]:
        if name not in tags:
            yield Violation(f"the tag {name} is missing", key=name)
    said = read(str(tags.get(ENVIRONMENT, "")))
    development = context.environment is Environment.DEVELOPMENT
    if said and (said is Environment.DEVELOPMENT) is not development:
        yield Violation(
            f"the tag says {said.value}, the stack is {context.environment.value}",
            key=f"{ENVIRONMENT}-value",
        )


def remediate(subject: View, context: Context) -> Mapping[str, Any]:
    """Add the missing tags whose values are configured."""
    present, values = tags_of(subject), context.parameters["values"]
    missing = {
        name: values[name]
        for name in context.parameters["required"]
        if name in values and name not in present
    }
    return {"tags": {**subject.get("tags", default={}), **missing}} if missing else {}


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
    remediate=remediate,
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
        Parameter(
            name="values",
            description="Values by tag, which a remediation adds where a required tag is missing.",
            schema={"type": "object", "additionalProperties": {"type": "string"}},
            production={},
            global_={},
            development={},
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html",
)
