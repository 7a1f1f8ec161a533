"""Rules of RDS types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aurora.embedded.provider.calls.rds_versions import is_newer
from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.rules.registry import Planned, plans, refuses

RETENTION = frozenset({7, 731, *(31 * months for months in range(1, 24))})
"""Days of Performance Insights that an instance may ask for."""


@plans("aws:rds/cluster:Cluster")
def cluster(planned: Planned) -> None:
    """A version only goes up; a storage type replaces a cluster that is not Aurora's."""
    running = planned.prior.get("engineVersionActual")
    written = planned.values.get("engineVersion")
    known = isinstance(running, str) and isinstance(written, str)
    if "engineVersion" in planned.changed and known and not is_newer(written, running):
        planned.keep("engineVersion")  # AWS upgrades by itself and never goes back
    engine = planned.inputs.get("engine")
    if "storageType" in planned.changed and isinstance(engine, str):
        if not engine.startswith("aurora"):
            planned.replaces.add("storageType")
        elif planned.values.get("storageType") == "aurora" and empty(
            planned.prior.get("storageType")
        ):
            planned.keep("storageType")


@plans("aws:rds/parameterGroup:ParameterGroup")
def parameter_group(planned: Planned) -> None:
    """An apply method alone is no change: names and values are what counts."""
    if "parameters" in planned.changed:
        old, new = (_pairs(side.get("parameters")) for side in (planned.prior, planned.values))
        if old == new:
            planned.keep("parameters")


def _pairs(parameters: Any) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(p.get("name", "")).lower(), str(p.get("value", "")))
        for p in parameters or ()
        if isinstance(p, dict)
    )


@refuses("aws:rds/globalCluster:GlobalCluster")
def global_cluster(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """A source needs the permission to detach it again."""
    if "sourceDbClusterIdentifier" in inputs and "forceDestroy" not in inputs:
        group = "force_destroy,source_db_cluster_identifier"
        yield (
            'Missing required argument. "source_db_cluster_identifier": all of '
            f"`{group}` must be specified"
        )


@refuses("aws:rds/clusterInstance:ClusterInstance")
def cluster_instance(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """The retention must be one of two values or whole months."""
    days = inputs.get("performanceInsightsRetentionPeriod")
    if isinstance(days, int) and days not in RETENTION:
        name = "performance_insights_retention_period"
        yield f"expected {name} to be one of [7 731], got {days}"
        yield f"expected {name} to be divisible by 31, got: {days}"


@refuses("aws:rds/subnetGroup:SubnetGroup")
def subnet_group(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """AWS keeps the name `default` for itself."""
    name = inputs.get("name")
    if isinstance(name, str) and name.lower() == "default":
        yield '"Default" is not allowed as "name"'
