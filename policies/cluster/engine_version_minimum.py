"""aurora-cluster-engine-version-minimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.catalogue.engines import ENGINES, majors
from aurora.catalogue.versions import number, versions
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
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from policies.view import View


def _oldest_supported(engine: str) -> str:
    """Return the oldest version with long-term support whose major is in standard support."""
    current = {m.name for m in majors(engine).values() if not m.past_standard_support()}
    return next(v.name for v in versions(engine).values() if v.lts and v.major.name in current)


MINIMUM: Final[Mapping[str, str]] = {engine: _oldest_supported(engine) for engine in ENGINES}


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A version must be named, at least the minimum; a member of a global database follows it.

    An instance follows its cluster, and is judged by the version that it names all the same.
    """
    engine = cluster.text("engine")
    minimum: Mapping[str, Any] = context.parameters["minimum"]
    if engine not in minimum:
        return
    given = cluster.known("engineVersion")
    if given is None:
        member = cluster.type == CLUSTER and cluster.given("globalClusterIdentifier")
        if cluster.type != INSTANCE and not member:
            yield Violation("AWS picks the version")
    elif _older(str(given), str(minimum[engine])):
        yield Violation(f"{given} is older than {minimum[engine]}")


def _older(version: str, minimum: str) -> bool:
    """Return whether a version is older; a major version alone stands for its newest."""
    given = number(version)
    return given < number(minimum)[: len(given)] or not given


RULE = Rule(
    id="aurora-cluster-engine-version-minimum",
    title="A cluster runs a version that is still supported",
    severity=Severity.HIGH,
    types=(
        CLUSTER,
        INSTANCE,
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
            description="Oldest version allowed by engine, as the API spells it.",
            schema={"type": "object", "additionalProperties": {"type": "string"}},
            production=MINIMUM,
            global_=MINIMUM,
            development=MINIMUM,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html",
)
