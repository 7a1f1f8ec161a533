"""Filters of log groups, as the real provider calls for them."""

from __future__ import annotations

import itertools
import zlib
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

NUMBERS = itertools.count(1)
TRANSFORMATION = {"name": "m", "namespace": "n", "value": "1", "unit": "None"}


@pytest.fixture
def group(clients: Any) -> str:
    name = f"filtered-{next(NUMBERS)}"
    clients("logs").create_log_group(logGroupName=name)
    return name


@pytest.fixture
def destination(clients: Any, group: str) -> str:
    return clients("logs").put_destination(
        destinationName=group,
        targetArn="arn:aws:kinesis:us-east-1:123456789012:stream/s",
        roleArn="arn:aws:iam::123456789012:role/r",
    )["destination"]["arn"]


@pytest.fixture
def metric(resource: Any) -> Any:
    return resource("aws:cloudwatch/logMetricFilter:LogMetricFilter")


@pytest.fixture
def subscription(resource: Any) -> Any:
    return resource("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")


def test_pattern_is_trimmed_and_zero_is_a_default(metric: Any, group: str, sent_to: Any) -> None:
    sent = sent_to("logs")

    state = metric.up(
        name="f",
        logGroupName=group,
        pattern=" ERROR ",
        metricTransformation={**TRANSFORMATION, "defaultValue": "0.0"},
    )

    request = sent.of("PutMetricFilter")
    assert request["filterPattern"] == "ERROR"
    assert request["metricTransformations"][0]["defaultValue"] == 0
    assert "applyOnTransformedLogs" not in request
    assert state["metricTransformation"] == {**TRANSFORMATION, "defaultValue": "0"}
    assert (metric.id, state["applyOnTransformedLogs"]) == ("f", False)


def test_metric_filter_changes_in_place(metric: Any, group: str) -> None:
    base = {"name": "f", "logGroupName": group, "metricTransformation": TRANSFORMATION}
    metric.up(**base, pattern="ERROR")

    state = metric.up(**base, pattern="")

    assert state["pattern"] == ""


def test_metric_filter_of_no_group_is_an_error(metric: Any) -> None:
    with pytest.raises(CallError, match=r"^putting CloudWatch Logs Metric Filter \(\): "):
        metric.up(name="f", logGroupName="no-such", pattern="", metricTransformation=TRANSFORMATION)


def test_metric_filter_is_imported_by_group_and_name(
    metric: Any, group: str, resource: Any, clients: Any
) -> None:
    metric.up(name="f", logGroupName=group, pattern="", metricTransformation=TRANSFORMATION)
    imported = resource(metric.kind)

    read = imported.imported(f"{group}:f")

    assert (imported.id, read["logGroupName"]) == ("f", group)
    assert resource(metric.kind).imported("f") is None
    clients("logs").delete_log_group(logGroupName=group)
    assert metric.refresh() is None
    metric.down()


def test_subscription_is_not_read_after_a_put(
    subscription: Any, group: str, destination: str
) -> None:
    base = {"name": "f", "logGroup": group, "destinationArn": destination}

    created = subscription.up(**base, filterPattern="", distribution="ByLogStream")
    updated = subscription.up(**base, filterPattern="ERROR", distribution="ByLogStream")

    assert "applyOnTransformedLogs" not in {**created, **updated}
    assert subscription.refresh()["applyOnTransformedLogs"] is False
    assert subscription.refresh()["filterPattern"] == "ERROR"
    assert subscription.id == f"cwlsf-{zlib.crc32(f'{group}-'.encode())}"


def test_subscription_is_imported_by_group_and_name_and_goes(
    subscription: Any, group: str, destination: str, resource: Any
) -> None:
    subscription.up(name="f", logGroup=group, destinationArn=destination, filterPattern="")
    imported = resource(subscription.kind)

    read = imported.imported(f"{group}|f")

    assert (imported.id, read["destinationArn"]) == (subscription.id, destination)
    assert resource(subscription.kind).imported(f"{group}:f") is None
    subscription.down()
    assert subscription.refresh() is None
    subscription.down()
