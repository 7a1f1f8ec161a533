"""aurora-cluster-managed-master-password."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

INHERITED = (
    "snapshotIdentifier",
    "restoreToPointInTime",
    "replicationSourceIdentifier",
)
"""Ways to create a cluster whose master user comes from the source."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """RDS must manage the password wherever AWS allows it, and no program may hold it."""
    if cluster.given("masterPassword"):
        yield Violation("a master password stands in the program and its state", "masterPassword")
    if cluster.given("globalClusterIdentifier") or any(cluster.given(way) for way in INHERITED):
        return
    if not cluster.flag("manageMasterUserPassword"):
        yield Violation("RDS does not manage the master password")


RULE = Rule(
    id="aurora-cluster-managed-master-password",
    title="RDS manages the master password of a regional cluster",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("manageMasterUserPassword", "masterPassword"),
    levels=Levels(Level.MANDATORY, Level.DISABLED, Level.MANDATORY),
    rationale=(
        "A managed password is made by RDS, kept in Secrets Manager, rotated every seven days and "
        "never seen by Pulumi. A password in a program ends in its state, or in a log."
    ),
    remedy="set manageMasterUserPassword to true and remove masterPassword",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "masterUsername": "app_admin",
                "manageMasterUserPassword": True,
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "engine": "aurora-mysql",
                "masterUsername": "app_admin",
                "masterPassword": "not-a-real-one",
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    defaults={"manageMasterUserPassword": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html",
)
