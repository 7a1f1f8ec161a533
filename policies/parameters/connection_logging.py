"""aurora-pg-connection-logging."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster_parameters import parameters
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View

NAMES = ("log_connections", "log_disconnections")
ON = ("1", "on", "true", "all")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Both parameters must be on."""
    if cluster.text("engine") != "aurora-postgresql":
        return
    found = parameters(cluster, context.estate)
    for name in NAMES if found is not None else ():
        if (found or {}).get(name, "0").lower() not in ON:
            yield Violation(f"{name} is off", key=name)


RULE = Rule(
    id="aurora-pg-connection-logging",
    title="A PostgreSQL cluster logs who connects",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Who was connected at a time is the first question after an incident. The log answers it "
        "only when both parameters were on before."
    ),
    remedy="set log_connections and log_disconnections to 1 in the cluster parameter group",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-postgresql"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "group",
            {
                "family": "aurora-postgresql17",
                "parameters": [
                    {"name": "log_connections", "value": "1"},
                    {"name": "log_disconnections", "value": "1"},
                ],
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-postgresql"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "group",
            {
                "family": "aurora-postgresql17",
                "parameters": [{"name": "log_connections", "value": "1"}],
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Concepts.PostgreSQL.html",
)
