"""aurora-cluster-iam-authentication."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

ENGINES = ("aurora", "mysql", "postgres")
"""Engines whose clusters can; others than Aurora's are Multi-AZ clusters of RDS."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """IAM authentication must be on; it adds a way in and takes none away."""
    if not cluster.text("engine", "aurora").startswith(ENGINES):
        return
    if not cluster.flag("iamDatabaseAuthenticationEnabled"):
        yield Violation("only passwords are accepted")


RULE = Rule(
    id="aurora-cluster-iam-authentication",
    title="A cluster accepts IAM identities",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("iamDatabaseAuthenticationEnabled",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "With IAM authentication people and programs connect with a token of fifteen minutes that "
        "IAM grants and CloudTrail records, in place of a password that is copied around and "
        "never expires."
    ),
    remedy="set iamDatabaseAuthenticationEnabled to true",
    setting="aurora:database.iamAuthentication",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"iamDatabaseAuthenticationEnabled": True}),),
    bad=(Sketch(CLUSTER, "cluster", {"iamDatabaseAuthenticationEnabled": False}),),
    absent=Verdict.VIOLATION,
    defaults={"iamDatabaseAuthenticationEnabled": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html",
)
