"""aurora-no-ignored-guarded-props."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from policies.view import View

GUARDED = frozenset(
    {
        "*",
        "backupRetentionPeriod",
        "dbClusterParameterGroupName",
        "deletionProtection",
        "enabledCloudwatchLogsExports",
        "engineVersion",
        "finalSnapshotIdentifier",
        "globalClusterIdentifier",
        "iamDatabaseAuthenticationEnabled",
        "kmsKeyId",
        "publiclyAccessible",
        "replicationSourceIdentifier",
        "skipFinalSnapshot",
        "storageEncrypted",
        "vpcSecurityGroupIds",
    }
)
MEMBER = frozenset({"engineVersion", "globalClusterIdentifier", "replicationSourceIdentifier"})
"""What a failover or an upgrade of a global database changes on its members."""


def check(subject: View, context: Context) -> Iterator[Violation]:
    """Only a member of a global database, or a version that is a floor, may be ignored."""
    allowed: frozenset[str] = frozenset()
    if subject.given("globalClusterIdentifier") and subject.type == CLUSTER:
        allowed = MEMBER
    elif subject.get("autoMinorVersionUpgrade", default=True) is True:
        allowed = frozenset({"engineVersion"})
    for path in sorted(set(subject.ignore_changes) & GUARDED - allowed):
        yield Violation(f"changes of {path} are ignored", property=path, key=path)


RULE = Rule(
    id="aurora-no-ignored-guarded-props",
    title="No guarded property of a database is ignored",
    severity=Severity.HIGH,
    types=(
        CLUSTER,
        INSTANCE,
        GLOBAL_CLUSTER,
    ),
    properties=("engine",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "What ignore_changes names is never compared again: encryption, protection or backups "
        "could be turned off by hand and no plan would ever say so. Only what a failover changes "
        "must be ignored."
    ),
    remedy="take the property out of ignore_changes",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, ignore_changes=("tags",)),),
    bad=(
        Sketch(
            CLUSTER, "cluster", {"engine": "aurora-mysql"}, ignore_changes=("deletionProtection",)
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    url="https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
)
