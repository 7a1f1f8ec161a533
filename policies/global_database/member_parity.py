"""aurora-global-member-parity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.catalogue.limits import limit
from aurora.values import UNKNOWN
from policies.cluster_parameters import parameters
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View

SETTINGS: Final[Mapping[str, Any]] = {
    "backupRetentionPeriod": limit("backup-retention-days").default,
    "copyTagsToSnapshot": False,
    "deletionProtection": False,
    "enabledCloudwatchLogsExports": [],
    "engine": None,
    "engineVersion": None,
    "iamDatabaseAuthenticationEnabled": False,
    "storageEncrypted": False,
}
"""What must be alike, with what AWS does where it is absent; None where it takes the database's."""


def check(database: View, context: Context) -> Iterator[Violation]:
    """Each setting must have one value over all members; unknown ones are left out."""
    members = context.estate.referring(database, CLUSTER, "globalClusterIdentifier")
    for setting, default in SETTINGS.items():
        values = [member.get(setting, default) for member in members]
        known = {_text(value) for value in values if value is not UNKNOWN and value is not None}
        if len(known) > 1:
            yield Violation(f"{setting} differs between the members", setting, setting)
    groups = [parameters(member, context.estate) for member in members]
    own = [frozenset(group.items()) for group in groups if group is not None]
    if len(set(own)) > 1:
        yield Violation(
            "the parameters differ between the members",
            "dbClusterParameterGroupName",
            "parameters",
        )


def _text(value: object) -> str:
    return str(sorted(map(str, value)) if isinstance(value, list) else value).lower()


RULE = Rule(
    id="aurora-global-member-parity",
    title="The members of a global database are set up alike",
    severity=Severity.MEDIUM,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "After a switchover another region writes with its own settings: its backups, its logs, "
        "its protection. What was set in the first region only is then missing where it matters."
    ),
    remedy="give all members the same settings",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1", "backupRetentionPeriod": 14},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            CLUSTER,
            "two",
            {"engine": "aurora-mysql", "region": "eu-west-1", "backupRetentionPeriod": 14},
            {"globalClusterIdentifier": ("database",)},
        ),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1", "backupRetentionPeriod": 14},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            CLUSTER,
            "two",
            {"engine": "aurora-mysql", "region": "eu-west-1", "backupRetentionPeriod": 7},
            {"globalClusterIdentifier": ("database",)},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
)
