"""Rules of alarms, topics, secrets, parameters and log groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.rules.registry import Planned, plans, refuses
from aurora.values import UNKNOWN

PERIODS = frozenset({10, 20, 30})
QUERY_PERIODS = PERIODS | {1, 5}


@refuses("aws:cloudwatch/metricAlarm:MetricAlarm")
def metric_alarm(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """A traditional alarm needs an operator, periods and one statistic."""
    queries = inputs.get("metricQueries")
    names = ("metricName", "metricQueries", "statistic", "extendedStatistic")
    if all(inputs.get(name) is not UNKNOWN for name in names) and (
        inputs.get("metricName") or queries
    ):
        if empty(inputs.get("comparisonOperator")):
            yield "comparison_operator is required for traditional metric alarms"
        if empty(inputs.get("evaluationPeriods")):
            yield "evaluation_periods is required for traditional metric alarms"
        statistics = [n for n in ("statistic", "extendedStatistic") if not empty(inputs.get(n))]
        if inputs.get("metricName") and len(statistics) != 1:
            yield (
                "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric "
                "alarm"
            )
    yield from _periods("period", inputs.get("period"), PERIODS)
    for query in queries if isinstance(queries, list) else ():
        if isinstance(query, dict):
            if query.get("expression") and not empty(query.get("metric")):
                yield "No metric_query may have both `expression` and a `metric` specified"
            yield from _periods("period", query.get("period"), QUERY_PERIODS)


def _periods(name: str, seconds: Any, allowed: frozenset[int]) -> Iterator[str]:
    if isinstance(seconds, int) and seconds and seconds not in allowed and seconds % 60:
        words = ", ".join(map(str, sorted(allowed)))
        yield f'"{name}" must be {words} or a multiple of 60, got: {seconds}'


@refuses("aws:sns/topic:Topic")
def topic(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """What only a FIFO topic has is refused on another; the name must fit the kind."""
    fifo = inputs.get("fifoTopic") is True
    name = inputs.get("name")
    form = r"[0-9A-Za-z_-]{1,251}\.fifo" if fifo else r"[0-9A-Za-z_-]{1,256}"
    if isinstance(name, str) and not old and not re.fullmatch(form, name):
        yield f"invalid topic name: {name}"
    if fifo or inputs.get("fifoTopic") is UNKNOWN:
        return
    if inputs.get("archivePolicy"):
        yield "message archive policy can only be set for FIFO topics"
    if inputs.get("fifoThroughputScope"):
        yield "FIFO throughput scope can only be set for FIFO topics"
    if inputs.get("contentBasedDeduplication") is True:
        yield "content-based deduplication can only be set for FIFO topics"


@refuses("aws:sns/topicSubscription:TopicSubscription")
def subscription_refusal(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """A scope says what a filter applies to."""
    if inputs.get("filterPolicyScope") and "filterPolicy" not in inputs:
        yield "filter_policy is required when filter_policy_scope is set"


@plans("aws:sns/topicSubscription:TopicSubscription")
def subscription(planned: Planned) -> None:
    """A scope that leaves the program goes back to the default while there is a filter."""
    if "filterPolicyScope" in planned.inputs or not planned.prior:
        return
    before = planned.prior.get("filterPolicyScope")
    if planned.inputs.get("filterPolicy") and before:
        planned.values["filterPolicyScope"] = "MessageAttributes"
        (planned.changed.add if before != "MessageAttributes" else planned.changed.discard)(
            "filterPolicyScope"
        )
    else:
        planned.keep("filterPolicyScope")


@refuses("aws:secretsmanager/secretRotation:SecretRotation")
def rotation(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """Rules of rotation go with rotation."""
    enabled, rules = inputs.get("rotationEnabled"), inputs.get("rotationRules")
    if enabled is False and rules:
        yield (
            "`rotation_rules` cannot be set when `rotation_enabled` is `false`; remove the "
            "`rotation_rules` block to disable rotation"
        )
    if enabled is not False and enabled is not UNKNOWN and rules is None:
        yield "`rotation_rules` is required unless `rotation_enabled` is `false`"


@plans("aws:ssm/parameter:Parameter")
def parameter(planned: Planned) -> None:
    """A new value makes a new version; a tier can be raised, not lowered."""
    changed = planned.changed
    if not planned.prior:
        return
    if changed & {"value", "description"}:
        planned.values["version"] = UNKNOWN
    if "insecureValue" in changed:
        planned.values["value"] = UNKNOWN
    if "valueWoVersion" in changed:
        planned.values["hasValueWo"] = UNKNOWN
    if "tier" in changed:
        if planned.values.get("tier") == "Intelligent-Tiering":
            planned.keep("tier")
        elif (planned.prior.get("tier"), planned.values.get("tier")) == ("Advanced", "Standard"):
            planned.replaces.add("tier")


@plans("aws:cloudwatch/logGroup:LogGroup")
def log_group(planned: Planned) -> None:
    """AWS itself sets the retention of a delivery group."""
    if planned.values.get("logGroupClass") == "DELIVERY" and "logGroupClass" not in planned.changed:
        planned.keep("retentionInDays")
