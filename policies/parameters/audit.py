"""aurora-mysql-audit-parameters."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster_parameters import parameters
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View

ON = ("1", "on", "true")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The log must be on and have events."""
    if cluster.text("engine") != "aurora-mysql":
        return
    found = parameters(cluster, context.estate)
    if found is None:
        return
    if found.get("server_audit_logging", "0").lower() not in ON:
        yield Violation("server_audit_logging is off", key="server_audit_logging")
    if not found.get("server_audit_events", "").strip():
        yield Violation("server_audit_events is empty", key="server_audit_events")


RULE = Rule(
    id="aurora-mysql-audit-parameters",
    title="A MySQL cluster writes an audit log",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "Exporting the audit log does nothing by itself: the log stays empty until "
        "server_audit_logging is on and server_audit_events says what to record."
    ),
    remedy="set server_audit_logging to 1 and server_audit_events in the cluster parameter group",
    setting="aurora:logs.exports",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "group",
            {
                "family": "aurora-mysql8.0",
                "parameters": [
                    {"name": "server_audit_logging", "value": "1"},
                    {"name": "server_audit_events", "value": "CONNECT,QUERY_DDL"},
                ],
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql"},
            {"dbClusterParameterGroupName": ("group",)},
        ),
        Sketch(
            CLUSTER_PARAMETER_GROUP,
            "group",
            {
                "family": "aurora-mysql8.0",
                "parameters": [{"name": "server_audit_logging", "value": "1"}],
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html",
)
