"""aurora-parameter-family-matches."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Family, engine and major version must agree wherever they are known."""
    engine, version = cluster.get("engine"), cluster.get("engineVersion")
    for group in context.estate.linked(
        cluster, "dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP
    ):
        family = group.text("family")
        if not isinstance(engine, str):
            continue
        if not family.startswith(engine):
            yield Violation(f"{group.name} is of {family}, the engine is {engine}")
        elif isinstance(version, str) and family != f"{engine}{_major(version)}":
            yield Violation(f"{group.name} is of {family}, the version is {version}")


def _major(version: str) -> str:
    """Return what the family ends with: 8.0, 8.4 or 17 of 8.0.mysql_aurora.3.10.0, 8.4.7, 17.7."""
    parts = version.split(".")
    return ".".join(parts[:2]) if "mysql" in version or parts[0] in ("5", "8") else parts[0]


RULE = Rule(
    id="aurora-parameter-family-matches",
    title="A parameter group is of its cluster's family",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("engineVersion",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS refuses a group of another family after the cluster was asked for, and a major "
        "upgrade with the old group stops half way."
    ),
    remedy="give the parameter group the family of the engine and its major version",
    setting="aurora:engine.version",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.0"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(CLUSTER_PARAMETER_GROUP, "group", {"family": "aurora-mysql8.0"}),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-postgresql", "engineVersion": "17.7"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(CLUSTER_PARAMETER_GROUP, "group", {"family": "aurora-postgresql16"}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html",
)
