"""aurora-tls-required."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aurora.catalogue.engines import ENGINES
from aurora.catalogue.parameters import tls_parameter
from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, CLUSTER_PARAMETER_GROUP
from policies.view import Undecided, View

ON: Final = frozenset({"1", "on", "true"})
"""Values of a boolean parameter; the engines take any of them."""


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The cluster's own parameter group must require TLS."""
    engine = cluster.text("engine")
    if engine not in ENGINES:
        return
    name = tls_parameter(engine).name
    groups = context.estate.linked(cluster, "dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP)
    if not groups:
        own = cluster.get("dbClusterParameterGroupName", default="default.")
        if isinstance(own, str) and own.startswith("default."):
            yield Violation(f"the default parameter group does not set {name}")
        return
    for group in groups:
        if not any(_is_on(parameter, name) for parameter in group.mappings("parameters")):
            yield Violation(f"the parameter group {group.name} does not set {name}")


def _is_on(parameter: Mapping[str, Any], name: str) -> bool:
    named, value = parameter.get("name"), parameter.get("value")
    if named is not UNKNOWN and named != name:
        return False
    if UNKNOWN in (named, value):
        raise Undecided("dbClusterParameterGroupName")
    return str(value).lower() in ON


GROUP = Sketch(
    CLUSTER_PARAMETER_GROUP,
    "group",
    {
        "family": "aurora-mysql8.0",
        "parameters": [{"name": "require_secure_transport", "value": "ON"}],
    },
)
LINK = {"dbClusterParameterGroupName": ("group",)}

RULE = Rule(
    id="aurora-tls-required",
    title="A cluster accepts connections over TLS only",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("dbClusterParameterGroupName",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "Without it the server accepts a client that does not ask for TLS: its password and rows "
        "cross the network in clear. No client notices the difference, so nobody finds out."
    ),
    remedy=(
        "set rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL) in the "
        "cluster's parameter group"
    ),
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, LINK), GROUP),
    bad=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}, LINK),
        Sketch(CLUSTER_PARAMETER_GROUP, "group", {"family": "aurora-mysql8.0"}),
    ),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html",
)
