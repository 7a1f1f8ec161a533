"""Plans of stack files, and the text that the golden files hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pulumi

from aurora.environments import build
from aurora.planning.recorder import Recording, Registration, record
from aurora.settings import Settings, load_file

ROOT = Path(__file__).parents[2]
STACKS = ("global", "prod", "dev")
EXAMPLES = tuple(sorted(path.name for path in (ROOT / "examples").glob("Pulumi.*.yaml")))

SHOWN = {
    "aws:rds/cluster:Cluster": (
        "clusterIdentifier",
        "engine",
        "engineVersion",
        "backupRetentionPeriod",
        "preferredBackupWindow",
        "preferredMaintenanceWindow",
        "databaseInsightsMode",
    ),
    "aws:rds/clusterInstance:ClusterInstance": (
        "instanceClass",
        "promotionTier",
        "preferredMaintenanceWindow",
        "monitoringInterval",
    ),
    "aws:rds/globalCluster:GlobalCluster": ("globalClusterIdentifier", "engineVersion"),
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": ("family",),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("metricName", "threshold"),
    "aws:cloudwatch/logGroup:LogGroup": ("name", "retentionInDays"),
    "aws:appautoscaling/target:Target": ("minCapacity", "maxCapacity"),
    "aws:ec2/subnet:Subnet": ("availabilityZone", "cidrBlock"),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ("cidrIpv4", "fromPort"),
    "aws:rds/eventSubscription:EventSubscription": ("sourceType",),
}
"""What a line shows besides the resource itself: values that an operator decided."""


def settings(stack: str) -> Settings:
    """Return the settings of one of the committed stacks."""
    return load_file(ROOT / f"Pulumi.{stack}.yaml").settings


def planned(given: Settings, stack: str) -> Recording:
    """Return the plan of settings, with the outputs exported."""

    def program() -> None:
        for name, value in build(given, stack).items():
            pulumi.export(name, value)

    return record(program, stack=stack)


@cache
def plan(stack: str) -> Recording:
    """Return the plan of one of the committed stacks."""
    return planned(settings(stack), stack)


def text(recording: Recording) -> str:
    """Return a plan as text: a line a resource, sorted by name."""
    return "\n".join(sorted(line(r, recording) for r in recording.resources)) + "\n"


def line(resource: Registration, recording: Recording) -> str:
    """Return a resource as one line: name, type, region, options, what an operator decided."""
    names = {r.urn: r.name for r in recording.resources}
    implied = {urn for urns in resource.property_dependencies.values() for urn in urns}
    after = sorted(names[urn] for urn in resource.dependencies if urn not in implied)
    type_ = resource.type.replace("aurora:index:", "").rpartition(":")[2]
    module = resource.type.split("/")[0].removeprefix("aws:") if resource.custom else "aurora"
    words = [resource.name, f"{module}.{type_}", *detail(resource)]
    if resource.protect:
        words.append("protected")
    if resource.ignore_changes:
        words.append("ignores=" + ",".join(resource.ignore_changes))
    if after:
        words.append("after=" + ",".join(after))
    return "  ".join(words)


def detail(resource: Registration) -> Iterator[str]:
    """Yield the region and the values that are shown of a type."""
    if region := resource.props.get("region"):
        yield region
    for name in SHOWN.get(resource.type, ()):
        if name in resource.props:
            yield f"{name}={resource.props[name]}"
