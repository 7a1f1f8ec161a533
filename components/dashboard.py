"""One dashboard over all clusters of an estate, a row of graphs a region."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pulumi
import pulumi_aws as aws

from aurora.catalogue.classes import SERVERLESS
from aurora.catalogue.metrics import NAMESPACE, metric, published
from aurora.catalogue.versions import version
from components.component import Component, ComponentArgs

__all__ = ["Dashboard", "DashboardArgs", "Watched"]

COLUMNS = 3
WIDTH = 8
HEIGHT = 6
"""CloudWatch lays a dashboard out on a grid of 24 columns."""


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A cluster on a dashboard.

    Attributes:
        cluster_identifier: The cluster.
        instances: Identifier and class of each instance by key.
        member: Whether it belongs to a global database.
    """

    cluster_identifier: str
    instances: Mapping[str, tuple[str, str]]
    member: bool = False


@dataclass(frozen=True, kw_only=True)
class DashboardArgs(ComponentArgs):
    """Arguments of a dashboard.

    AWS: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html

    Attributes:
        dashboard_name: Its name; CloudWatch has one of a name in an account. A change REPLACES it.
        clusters: The clusters by region, in the order of the rows. In place.
        engine: The engine, which decides what there is to see.
        engine_version: The version, likewise.
        period_seconds: Length of a period. In place.
    """

    dashboard_name: str
    clusters: Mapping[str, Watched]
    engine: str
    engine_version: str
    period_seconds: int = 300


@dataclass(frozen=True)
class Graph:
    """One graph of a row.

    Attributes:
        title: What it shows.
        metrics: The metrics; those that a cluster does not publish are left out.
        statistic: How values of a period become one.
    """

    title: str
    metrics: tuple[str, ...]
    statistic: Literal["Average", "Maximum", "Sum"] = "Average"


GRAPHS = (
    Graph("CPU", ("CPUUtilization",)),
    Graph("Connections", ("DatabaseConnections",), "Maximum"),
    Graph("Free memory", ("FreeableMemory",)),
    Graph("Capacity", ("ACUUtilization",), "Maximum"),
    Graph("Replica lag", ("AuroraReplicaLag",), "Maximum"),
    Graph("Lag behind the writing region", ("AuroraGlobalDBReplicationLag",), "Maximum"),
    Graph("Data at risk (RPO lag)", ("AuroraGlobalDBRPOLag",), "Maximum"),
    Graph("Statement latency", ("SelectLatency", "DMLLatency")),
    Graph("Commit latency", ("CommitLatency",)),
    Graph("Storage latency", ("ReadLatency", "WriteLatency")),
    Graph("Deadlocks", ("Deadlocks",), "Maximum"),
    Graph("Transaction identifiers in use", ("MaximumUsedTransactionIDs",), "Maximum"),
    Graph("Storage", ("VolumeBytesUsed",), "Maximum"),
    Graph("Storage operations", ("VolumeReadIOPs", "VolumeWriteIOPs"), "Sum"),
)


class Dashboard(Component):
    """A dashboard with a row of graphs for each region.

    Attributes:
        dashboard_name: Its name.
    """

    TYPE = "aurora:index:Dashboard"
    CHILDREN = ("dashboard",)

    dashboard_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        dashboard = aws.cloudwatch.Dashboard(
            f"{name}-dashboard",
            self.adapted(
                "dashboard",
                aws.cloudwatch.DashboardArgs(
                    region=args.region,
                    dashboard_name=args.dashboard_name,
                    dashboard_body=json.dumps(
                        {"widgets": widgets(args)}, sort_keys=True, separators=(",", ":")
                    ),
                ),
            ),
            self.under(fixed_name=True),
        )
        self.dashboard_name = dashboard.dashboard_name
        self.register_outputs({"dashboardName": self.dashboard_name})


def widgets(args: DashboardArgs) -> list[dict[str, Any]]:
    """Return the widgets: for each region a heading and below it its graphs."""
    found: list[dict[str, Any]] = []
    top = 0
    for region, watched in args.clusters.items():
        text = f"## {region}: {watched.cluster_identifier}"
        found.append(
            {
                "type": "text",
                "x": 0,
                "y": top,
                "width": COLUMNS * WIDTH,
                "height": 1,
                "properties": {"markdown": text},
            }
        )
        drawn = [
            (graph, series)
            for graph in GRAPHS
            if (series := lines(args, region, watched, graph.metrics))
        ]
        for index, (graph, series) in enumerate(drawn):
            row, column = divmod(index, COLUMNS)
            found.append(
                {
                    "type": "metric",
                    "x": column * WIDTH,
                    "y": top + 1 + row * HEIGHT,
                    "width": WIDTH,
                    "height": HEIGHT,
                    "properties": {
                        "title": graph.title,
                        "region": region,
                        "stat": graph.statistic,
                        "period": args.period_seconds,
                        "view": "timeSeries",
                        "metrics": series,
                    },
                }
            )
        top += 1 + -(-len(drawn) // COLUMNS) * HEIGHT
    return found


def lines(
    args: DashboardArgs, region: str, watched: Watched, names: Sequence[str]
) -> list[list[Any]]:
    """Return the lines of a graph: an entry for each instance or cluster that publishes it."""
    running = version(args.engine, args.engine_version)
    series: list[list[Any]] = []
    for name in names:
        known = metric(name)
        if known.where == "other-regions" and not watched.member:
            continue
        if known.per == "cluster":
            subjects = {"": (watched.cluster_identifier, "")}
        else:
            subjects = dict(watched.instances)
        series += [
            [NAMESPACE, name, known.dimension, identifier, {"region": region}]
            for identifier, class_ in subjects.values()
            if running is None or published(known, running, serverless=class_ == SERVERLESS)
        ]
    return series
