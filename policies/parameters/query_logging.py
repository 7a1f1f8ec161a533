"""aurora-pg-query-logging."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster_parameters import parameters
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Both parameters must be set to something that logs."""
    if cluster.text("engine") != "aurora-postgresql":
        return
    found = parameters(cluster, context.estate)
    if found is None:
        return
    if found.get("log_statement", "none") == "none":
        yield Violation("log_statement is not set", key="log_statement")
    if found.get("log_min_duration_statement", "-1") == "-1":
        yield Violation("log_min_duration_statement is not set", key="log_min_duration_statement")


RULE = Rule(
    id="aurora-pg-query-logging",
    title="A PostgreSQL cluster logs its statements",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Without these parameters the exported log holds errors only. What changed the data, and "
        "which statement was slow, is then not known after the fact."
    ),
    remedy=(
        "set log_statement (ddl or mod) and log_min_duration_statement in the cluster parameter "
        "group"
    ),
    setting="aurora:logs.exports",
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
                    {"name": "log_statement", "value": "ddl"},
                    {"name": "log_min_duration_statement", "value": "1000"},
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
            CLUSTER_PARAMETER_GROUP, "group", {"family": "aurora-postgresql17", "parameters": []}
        ),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Concepts.PostgreSQL.html",
)
