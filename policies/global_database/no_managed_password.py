"""aurora-global-no-managed-password."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A member must not ask for a managed password, nor hold one in the program."""
    if not cluster.given("globalClusterIdentifier"):
        return
    if cluster.flag("manageMasterUserPassword"):
        yield Violation("AWS refuses a managed password here", property="manageMasterUserPassword")
    if cluster.given("masterPassword"):
        yield Violation("a master password stands in the program and its state", "masterPassword")


RULE = Rule(
    id="aurora-global-no-managed-password",
    title="A member of a global database takes no managed or plain password",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=(
        "globalClusterIdentifier",
        "manageMasterUserPassword",
        "masterPassword",
    ),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "AWS does not support a managed password on a cluster that belongs to a global database. "
        "The password therefore comes from a secret of its own, and reaches the cluster by the "
        "write-only property."
    ),
    remedy="use masterPasswordWo with a secret of your own, replicated to each region",
    setting="aurora:database.credentials",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "region": "us-east-1", "masterPasswordWo": "from a secret"},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {"engine": "aurora-mysql", "region": "us-east-1", "manageMasterUserPassword": True},
            {"globalClusterIdentifier": ("database",)},
        ),
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html",
)
