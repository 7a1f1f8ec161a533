"""aurora-cluster-custom-parameter-group."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A group must be named that is not a default one."""
    name = cluster.get("dbClusterParameterGroupName")
    if not cluster.given("dbClusterParameterGroupName"):
        yield Violation("the default parameter group is used")
    elif isinstance(name, str) and name.startswith("default."):
        yield Violation(f"{name} is a default parameter group")


RULE = Rule(
    id="aurora-cluster-custom-parameter-group",
    title="A cluster has a parameter group of its own",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A default parameter group cannot be changed: to set one parameter later, a new group "
        "must be attached and every instance restarted. It also requires neither TLS nor an audit "
        "log."
    ),
    remedy="set dbClusterParameterGroupName to a group of your own",
    setting="aurora:engine.parameters",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {}, {"dbClusterParameterGroupName": ("group",)}),
        Sketch(CLUSTER_PARAMETER_GROUP, "group"),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"dbClusterParameterGroupName": "default.aurora-mysql8.0"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html",
)
