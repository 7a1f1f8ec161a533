"""aurora-log-group-managed."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, LOG_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Every exported type must have its group; names are compared where they are known."""
    identifier = cluster.get("clusterIdentifier")
    given = [group.get("name") for group in context.estate.of_type(LOG_GROUP)]
    names = {name for name in given if isinstance(name, str)}
    unknown = any(name is UNKNOWN for name in given)
    for type_ in cluster.texts("enabledCloudwatchLogsExports"):
        if isinstance(identifier, str):
            missing = f"/aws/rds/cluster/{identifier}/{type_}" not in names
        else:
            missing = not any(name.endswith(f"/{type_}") for name in names)
        if missing and not unknown:
            yield Violation(f"RDS makes the group of the {type_} log", key=type_)


RULE = Rule(
    id="aurora-log-group-managed",
    title="Each exported log has a log group of the program",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("enabledCloudwatchLogsExports",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Where no group exists RDS makes one: unencrypted, and kept for ever. It is also in the "
        "way later, when a program wants to own a group of that name."
    ),
    remedy=(
        "add a LogGroup named /aws/rds/cluster/CLUSTER/TYPE for each exported type, before the "
        "cluster"
    ),
    setting="aurora:logs",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"clusterIdentifier": "shop", "enabledCloudwatchLogsExports": ["audit"]},
        ),
        Sketch(LOG_GROUP, "logs", {"name": "/aws/rds/cluster/shop/audit"}),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"clusterIdentifier": "shop", "enabledCloudwatchLogsExports": ["audit"]},
        ),
    ),
    absent=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html",
)
