"""Plans that the provider refuses, in its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.plan.plan import Plan, PlanRefused
from aurora.values import UNKNOWN

Planning = Callable[..., Plan]
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("alarm", {"metricName": "m", "namespace": "n"},
     "comparison_operator is required for traditional metric alarms"),
    ("alarm", {"metricName": "m", "comparisonOperator": "LessThanThreshold"},
     "evaluation_periods is required for traditional metric alarms"),
    ("alarm", {"metricName": "m", "comparisonOperator": "LessThanThreshold",
               "evaluationPeriods": 1},
     "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm"),
    ("alarm", {"comparisonOperator": "LessThanThreshold", "evaluationPeriods": 1,
               "metricQueries": [{"id": "a", "expression": "b",
                                  "metric": {"metricName": "m", "period": 60, "stat": "Sum"}}]},
     "No metric_query may have both `expression` and a `metric` specified"),
    ("topic", {"name": "a.b"}, "invalid topic name: a.b"),
    ("topic", {"name": "a", "fifoTopic": True}, "invalid topic name: a"),
    ("topic", {"name": "a", "contentBasedDeduplication": True},
     "content-based deduplication can only be set for FIFO topics"),
    ("topic", {"name": "a", "fifoThroughputScope": "Topic"},
     "FIFO throughput scope can only be set for FIFO topics"),
    ("topic", {"name": "a", "archivePolicy": "{}"},
     "message archive policy can only be set for FIFO topics"),
    ("subscription", {"topic": "arn:aws:sns:us-east-1:123456789012:t", "protocol": "sqs",
                      "endpoint": "e", "filterPolicyScope": "MessageBody"},
     "filter_policy is required when filter_policy_scope is set"),
    ("rotation", {"secretId": "s"},
     "`rotation_rules` is required unless `rotation_enabled` is `false`"),
    ("rotation", {"secretId": "s", "rotationEnabled": False,
                  "rotationRules": {"automaticallyAfterDays": 1}},
     "`rotation_rules` cannot be set when `rotation_enabled` is `false`; remove the "
     "`rotation_rules` block to disable rotation"),
    ("topic", {"name": "a", "region": "cn-north-1"},
     "partition (aws-cn) for per-resource Region (cn-north-1) is not the provider's configured "
     "partition (aws)"),
    ("topic", {"name": "a", "region": "nowhere"},
     "partition () for per-resource Region (nowhere) is not the provider's configured "
     "partition (aws)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "words"), REFUSED)
def test_plans_that_the_provider_refuses(
    planning: Planning, kind: str, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(PlanRefused) as refused:
        planning(kind, {}, **given)
    assert str(refused.value) == words


def test_what_is_unknown_is_not_refused(planning: Planning) -> None:
    planning("alarm", {}, metricName=UNKNOWN, namespace="n")
    planning("topic", {}, name=UNKNOWN)
    planning("topic", {}, name="a", fifoTopic=UNKNOWN, contentBasedDeduplication=True)
    planning("rotation", {}, secretId="s", rotationEnabled=UNKNOWN)
