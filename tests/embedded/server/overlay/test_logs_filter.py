"""Filters of log groups of the embedded AWS."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

_METRIC = {"metricName": "m", "metricNamespace": "n", "metricValue": "1"}


@pytest.fixture
def logs(clients: Any) -> Any:
    return clients("logs")


@pytest.fixture
def group(logs: Any) -> str:
    name = f"g-{uuid.uuid4().hex[:8]}"
    logs.create_log_group(logGroupName=name)
    return name


@pytest.fixture
def destination(logs: Any, group: str) -> str:
    return logs.put_destination(
        destinationName=f"d-{group}",
        targetArn="arn:aws:kinesis:us-east-1:123456789012:stream/s",
        roleArn="arn:aws:iam::123456789012:role/r",
    )["destination"]["arn"]


def put_metric(logs: Any, group: str, **more: Any) -> list[dict[str, Any]]:
    settings = {"filterName": "f", "filterPattern": "ERROR", "metricTransformations": [_METRIC]}
    logs.put_metric_filter(logGroupName=group, **{**settings, **more})
    return logs.describe_metric_filters(logGroupName=group)["metricFilters"]


def subscribe(logs: Any, group: str, destination: str, **more: Any) -> list[dict[str, Any]]:
    settings = {"filterName": "f", "filterPattern": "", **more}
    logs.put_subscription_filter(logGroupName=group, destinationArn=destination, **settings)
    return logs.describe_subscription_filters(logGroupName=group)["subscriptionFilters"]


def test_put_over_a_metric_filter_leaves_one(logs: Any, group: str) -> None:
    (first,) = put_metric(logs, group)
    (second,) = put_metric(logs, group, filterPattern="WARN", applyOnTransformedLogs=True)

    assert (first["applyOnTransformedLogs"], second["applyOnTransformedLogs"]) == (False, True)
    assert second["filterPattern"] == "WARN"
    assert second["creationTime"] == first["creationTime"]


def test_metric_filter_needs_its_group(logs: Any) -> None:
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        put_metric(logs, "no-such-group")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.describe_metric_filters(logGroupName="no-such-group")


def test_default_value_excludes_dimensions(logs: Any, group: str) -> None:
    both = {**_METRIC, "defaultValue": 0, "dimensions": {"a": "$.a"}}

    with pytest.raises(ClientError, match="InvalidParameterException"):
        put_metric(logs, group, metricTransformations=[both])


def test_metric_filter_is_deleted_once(logs: Any, group: str) -> None:
    put_metric(logs, group)
    logs.delete_metric_filter(logGroupName=group, filterName="f")

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.delete_metric_filter(logGroupName=group, filterName="f")


def test_subscription_keeps_what_newer_features_set(
    logs: Any, group: str, destination: str
) -> None:
    (plain,) = subscribe(logs, group, destination)
    (full,) = subscribe(
        logs, group, destination, distribution="Random", emitSystemFields=["@aws.account"]
    )

    assert (plain["distribution"], plain["applyOnTransformedLogs"]) == ("ByLogStream", False)
    assert (full["distribution"], full["emitSystemFields"]) == ("Random", ["@aws.account"])


def test_third_subscription_is_refused_and_the_second_can_change(
    logs: Any, group: str, destination: str
) -> None:
    subscribe(logs, group, destination, filterName="a")
    subscribe(logs, group, destination, filterName="b")

    with pytest.raises(ClientError, match="LimitExceededException"):
        subscribe(logs, group, destination, filterName="c")
    found = subscribe(logs, group, destination, filterName="b", filterPattern="ERROR")
    assert [entry["filterPattern"] for entry in found] == ["", "ERROR"]
