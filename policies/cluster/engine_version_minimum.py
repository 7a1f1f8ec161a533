"""aurora-cluster-engine-version-minimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from packaging.version import InvalidVersion, Version

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
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View

MINIMUM: Final[Mapping[str, str]] = {
    "aurora-mysql": "3.04.0",
    "aurora-postgresql": "14.6",
}
"""The oldest long-term-support release in standard support of each engine (AWS calendars)."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A version must be named, at least the minimum; a member of a global database follows it."""
    engine = cluster.known("engine", default="")
    minimum: Mapping[str, Any] = context.parameters["minimum"]
    if engine not in minimum:
        return
    given = cluster.known("engineVersion")
    if given is None:
        if not cluster.given("globalClusterIdentifier") or cluster.type == GLOBAL_CLUSTER:
            yield Violation("AWS picks the version")
    elif _number(given) < Version(minimum[engine]):
        yield Violation(f"{given} is older than {minimum[engine]}")


def _number(version: str) -> Version:
    """Return the number to compare: `3.10.0` of `8.0.mysql_aurora.3.10.0`."""
    try:
        return Version(version.rpartition("aurora.")[2])
    except InvalidVersion:
        return Version("0")


RULE = Rule(
    id="aurora-cluster-engine-version-minimum",
    title="A cluster runs a version that is still supported",
    severity=Severity.HIGH,
    types=(
        CLUSTER,
        GLOBAL_CLUSTER,
    ),
    properties=("engineVersion",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A version past its end of support gets no fixes, is charged Extended Support by the hour "
        "and is upgraded by AWS at a time of its choosing. Without a version AWS picks its "
        "default of the day."
    ),
    remedy="set engineVersion to a supported release",
    setting="aurora:engine.version",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.0"},
        ),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-postgresql", "engineVersion": "11.8"}),),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="minimum",
            description="Oldest version allowed by engine; Aurora's own number for MySQL.",
            schema={"type": "object", "additionalProperties": {"type": "string"}},
            production=MINIMUM,
            global_=MINIMUM,
            development=MINIMUM,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html",
)
