"""aurora-global-rpo-parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.catalogue import parameters as facts
from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP, GLOBAL_CLUSTER
from policies.view import View, number

PARAMETER: Final = facts.parameters("aurora-postgresql")["rds.global_db_rpo"]
FEWEST = 3
"""Members from which AWS advises the parameter."""


def check(database: View, context: Context) -> Iterator[Violation]:
    """From three members on, each parameter group must set the bound."""
    if database.text("engine") != "aurora-postgresql":
        return
    members = context.estate.referring(database, CLUSTER, "globalClusterIdentifier")
    for member in members if len(members) >= FEWEST else ():
        groups = context.estate.linked(
            member, "dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP
        )
        given = [p for group in groups for p in group.mappings("parameters")]
        if not any(_bounds(parameter) for parameter in given):
            yield Violation(
                f"{member.name} sets no {PARAMETER.name} of {PARAMETER.low} or more seconds",
                key=member.name,
            )


def _bounds(parameter: Mapping[str, Any]) -> bool:
    if parameter.get("name") != PARAMETER.name:
        return False
    value = parameter.get("value")
    return value is UNKNOWN or number(value) >= (PARAMETER.low or 0)


RULE = Rule(
    id="aurora-global-rpo-parameter",
    title="A PostgreSQL global database of three regions bounds its data loss",
    severity=Severity.LOW,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "rds.global_db_rpo makes the writer wait when every other region lags too far behind. "
        "With one other region that stops all writes when it is lost, so AWS advises it from two "
        "on."
    ),
    remedy="set rds.global_db_rpo (seconds, 20 or more) in the parameter group of each member",
    setting="aurora:engine.parameters",
    check=check,
    good=(Sketch(GLOBAL_CLUSTER, "database", {"engine": "aurora-postgresql"}),),
    bad=(
        Sketch(GLOBAL_CLUSTER, "database", {"engine": "aurora-postgresql"}),
        *(
            Sketch(
                CLUSTER,
                name,
                {"engine": "aurora-postgresql"},
                {"globalClusterIdentifier": ("database",)},
            )
            for name in ("one", "two", "three")
        ),
    ),
    absent=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
)
