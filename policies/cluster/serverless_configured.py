"""aurora-serverless-config-present."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.catalogue.classes import SERVERLESS
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(instance: View, context: Context) -> Iterator[Violation]:
    """The cluster of a serverless instance must have a scaling configuration."""
    if instance.text("instanceClass") != SERVERLESS:
        return
    for cluster in context.estate.linked(instance, "clusterIdentifier", CLUSTER):
        if not cluster.given("serverlessv2ScalingConfiguration"):
            yield Violation(f"the cluster {cluster.name} has no capacity")


RULE = Rule(
    id="aurora-serverless-config-present",
    title="A cluster with serverless instances has a capacity",
    severity=Severity.HIGH,
    types=(INSTANCE,),
    properties=("instanceClass",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "AWS refuses a db.serverless instance whose cluster has no scaling configuration, after "
        "the cluster has been made. The plan passes, the deployment stops half way."
    ),
    remedy="give the cluster a serverlessv2ScalingConfiguration",
    setting="aurora:serverless",
    check=check,
    good=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-mysql", "instanceClass": "db.serverless"},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(
            CLUSTER,
            "cluster",
            {"serverlessv2ScalingConfiguration": {"minCapacity": 2, "maxCapacity": 4}},
        ),
    ),
    bad=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-mysql", "instanceClass": "db.serverless"},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(CLUSTER, "cluster"),
    ),
    absent=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.create.html",
)
