"""aurora-cluster-data-api-off."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """SQL must only come through the VPC."""
    if cluster.flag("enableHttpEndpoint"):
        yield Violation("SQL can be sent over HTTPS, past the VPC")


RULE = Rule(
    id="aurora-cluster-data-api-off",
    title="The Data API of a cluster is off",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("enableHttpEndpoint",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "The Data API lets whoever holds the secret and an IAM permission send SQL over HTTPS "
        "from anywhere, past the VPC and the security groups. In development that is what makes "
        "it handy."
    ),
    remedy="leave enableHttpEndpoint false",
    setting="aurora:dataApi",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"enableHttpEndpoint": False}),),
    bad=(Sketch(CLUSTER, "cluster", {"enableHttpEndpoint": True}),),
    absent=Verdict.PASS,
    defaults={"enableHttpEndpoint": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html",
)
