"""allowed-regions."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.catalogue.regions import regions
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
    CLUSTER_SNAPSHOT,
    CLUSTER_SNAPSHOT_COPY,
    INSTANCE,
    KEY,
    PROXY,
    SECRET,
    SUBNET_GROUP,
)
from policies.view import View

COMMERCIAL = tuple(name for name, region in regions().items() if region.partition == "aws")


def check(subject: View, context: Context) -> Iterator[Violation]:
    """The region, the resource's or its provider's, must be allowed."""
    allowed = context.parameters["regions"]
    if subject.region and subject.region not in allowed:
        yield Violation(f"{subject.region} is not an allowed region")


RULE = Rule(
    id="allowed-regions",
    title="A resource lies in an allowed region",
    severity=Severity.MEDIUM,
    types=(
        CLUSTER,
        INSTANCE,
        SUBNET_GROUP,
        KEY,
        SECRET,
        PROXY,
        CLUSTER_SNAPSHOT,
        CLUSTER_SNAPSHOT_COPY,
    ),
    properties=("region",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale="Where data may lie is decided by law and contract, not by who edits a stack file.",
    remedy="choose one of the allowed regions",
    setting="aurora:region",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"region": "eu-west-1"}),),
    bad=(Sketch(CLUSTER, "cluster", {"region": "cn-north-1"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    parameters=(
        Parameter(
            name="regions",
            description="Regions that may be used; by default all of the commercial partition.",
            schema={"type": "array", "items": {"type": "string"}},
            production=COMMERCIAL,
            global_=COMMERCIAL,
            development=COMMERCIAL,
        ),
    ),
    url="https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html",
)
