"""aurora-pg-pgaudit."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster_parameters import parameters
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The library must be loaded and told what to record."""
    if cluster.text("engine") != "aurora-postgresql":
        return
    found = parameters(cluster, context.estate)
    if found is None:
        return
    libraries = found.get("shared_preload_libraries", "").replace(" ", "").split(",")
    if "pgaudit" not in libraries:
        yield Violation("pgaudit is not loaded", key="shared_preload_libraries")
    if found.get("pgaudit.log", "none") in ("", "none"):
        yield Violation("pgaudit.log is not set", key="pgaudit.log")


RULE = Rule(
    id="aurora-pg-pgaudit",
    title="A PostgreSQL cluster audits with pgaudit",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "pgaudit records which objects a statement read and changed, which the statement text "
        "alone does not tell when it calls a function. Loading it needs a restart, so it is cheap "
        "only at the start."
    ),
    remedy=(
        "add pgaudit to shared_preload_libraries and set pgaudit.log in the cluster parameter group"
    ),
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
                    {"name": "shared_preload_libraries", "value": "pg_stat_statements,pgaudit"},
                    {"name": "pgaudit.log", "value": "ddl,role"},
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
                "parameters": [{"name": "shared_preload_libraries", "value": "pg_stat_statements"}],
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html",
)
