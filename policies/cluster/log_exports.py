"""aurora-cluster-log-exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

WANTED: Final[Mapping[str, frozenset[str]]] = {
    "aurora-postgresql": frozenset({"postgresql"}),
    "aurora-mysql": frozenset({"audit", "error", "slowquery"}),
    "aurora": frozenset({"audit", "error", "slowquery"}),
}
"""The log types that each engine must export."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Each wanted type must be exported: one violation for each that is missing."""
    wanted = WANTED.get(cluster.text("engine"), frozenset())
    for missing in sorted(wanted - set(cluster.texts("enabledCloudwatchLogsExports"))):
        yield Violation(f"the {missing} log is not exported", key=missing)


RULE = Rule(
    id="aurora-cluster-log-exports",
    title="A cluster exports its logs to CloudWatch",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("enabledCloudwatchLogsExports",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A log on the instance is rotated away within days and lost with the instance. Exported, "
        "it can be kept, searched, alarmed on, and shown to an auditor."
    ),
    remedy="name the missing types in enabledCloudwatchLogsExports",
    setting="aurora:logs.exports",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "enabledCloudwatchLogsExports": ["slowquery", "error", "audit"],
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "enabledCloudwatchLogsExports": ["error", "slowquery"]},
        ),
    ),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html",
)
