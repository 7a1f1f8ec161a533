"""The dashboard: a row a region, no graph that stays empty, nothing that overlaps."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import components as c
from aurora.catalogue.metrics import metric
from aurora.planning.recorder import record
from tests.components.samples import dashboard

PROVISIONED = {"1": ("shop-a-instance-1", "db.r6g.large")}
SERVERLESS = {"1": ("shop-b-instance-1", "db.serverless")}
CLUSTERS = {
    "eu-central-1": c.Watched(cluster_identifier="shop-a", instances=PROVISIONED, member=True),
    "eu-west-1": c.Watched(cluster_identifier="shop-b", instances=SERVERLESS, member=True),
}


def widgets(**changes: Any) -> list[dict[str, Any]]:
    recording = record(lambda: dashboard(**changes))
    return json.loads(recording.named("it-dashboard").props["dashboardBody"])["widgets"]


def metrics(found: list[dict[str, Any]]) -> list[list[Any]]:
    return [line for widget in found for line in widget["properties"].get("metrics", ())]


def test_each_region_has_a_row() -> None:
    found = widgets(clusters=CLUSTERS)
    titles = [w["properties"]["markdown"] for w in found if w["type"] == "text"]
    assert titles == ["## eu-central-1: shop-a", "## eu-west-1: shop-b"]
    assert {w["properties"]["region"] for w in found if w["type"] == "metric"} == set(CLUSTERS)


def test_lines_use_the_dimension_of_their_metric() -> None:
    for namespace, name, dimension, identifier, extra in metrics(widgets(clusters=CLUSTERS)):
        assert namespace == "AWS/RDS"
        assert dimension == metric(name).dimension
        assert identifier.startswith("shop-a" if extra["region"] == "eu-central-1" else "shop-b")


def test_engine_and_class_decide_what_there_is_to_see() -> None:
    mysql = {line[1] for line in metrics(widgets(clusters=CLUSTERS))}
    assert "SelectLatency" in mysql
    assert "MaximumUsedTransactionIDs" not in mysql
    postgresql = {
        line[1]
        for line in metrics(
            widgets(clusters=CLUSTERS, engine="aurora-postgresql", engine_version="17.7")
        )
    }
    assert "MaximumUsedTransactionIDs" in postgresql
    assert "SelectLatency" not in postgresql
    capacity = [line for line in metrics(widgets(clusters=CLUSTERS)) if line[1] == "ACUUtilization"]
    assert [line[3] for line in capacity] == ["shop-b-instance-1"]


def test_a_single_cluster_lags_behind_nobody() -> None:
    names = {line[1] for line in metrics(widgets())}
    assert not {name for name in names if "Global" in name}


def test_no_two_widgets_overlap_and_none_leaves_the_grid() -> None:
    boxes = [(w["x"], w["y"], w["width"], w["height"]) for w in widgets(clusters=CLUSTERS)]
    assert all(x + width <= 24 for x, _, width, _ in boxes)
    for (x, y, w, h), (a, b, v, g) in combinations(boxes, 2):
        assert x + w <= a or a + v <= x or y + h <= b or b + g <= y
