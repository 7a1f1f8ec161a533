"""Rules of alarms, topics, secrets, roles, parameters and log groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aurora.embedded.provider.calls.policy_document import equivalent
from aurora.embedded.provider.plan.conversion import empty
from aurora.embedded.provider.plan.rules.registry import Planned, plans, refuses
from aurora.values import UNKNOWN


@refuses("aws:cloudwatch/metricAlarm:MetricAlarm")
def metric_alarm(planned: Planned) -> Iterator[str]:
    """A traditional alarm needs an operator, periods and one statistic."""
    given = planned.inputs
    names = ("metricName", "metricQueries", "statistic", "extendedStatistic")
    if all(given.get(name) is not UNKNOWN for name in names):
        reason = _traditional(planned)
        if reason:
            yield reason
    queries = given.get("metricQueries")
    for query in queries if isinstance(queries, list) else ():
        if not isinstance(query, dict) or query.get("expression") in (None, "", UNKNOWN):
            continue
        if not empty(query.get("metric")):
            yield "No metric_query may have both `expression` and a `metric` specified"


def _traditional(planned: Planned) -> str | None:
    given = planned.inputs
    if not given.get("metricName") and not given.get("metricQueries"):
        return None
    if empty(given.get("comparisonOperator")):
        return "comparison_operator is required for traditional metric alarms"
    if empty(given.get("evaluationPeriods")):
        return "evaluation_periods is required for traditional metric alarms"
    statistics = [n for n in ("statistic", "extendedStatistic") if not empty(given.get(n))]
    if given.get("metricName") and len(statistics) != 1:
        return (
            "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm"
        )
    return None


@refuses("aws:sns/topic:Topic")
def topic(planned: Planned) -> Iterator[str]:
    """What only a FIFO topic has is refused on another; the name must fit the kind."""
    given = planned.inputs
    fifo, name = given.get("fifoTopic"), given.get("name")
    if fifo is UNKNOWN:
        return
    form = r"[0-9A-Za-z_-]{1,251}\.fifo" if fifo is True else r"[0-9A-Za-z_-]{1,256}"
    if isinstance(name, str) and not planned.prior and not re.fullmatch(form, name):
        yield f"invalid topic name: {name}"
    if fifo is True:
        return
    if not empty(given.get("archivePolicy")):
        yield "message archive policy can only be set for FIFO topics"
    if not empty(given.get("fifoThroughputScope")):
        yield "FIFO throughput scope can only be set for FIFO topics"
    if given.get("contentBasedDeduplication") is True:
        yield "content-based deduplication can only be set for FIFO topics"


@refuses("aws:sns/topicSubscription:TopicSubscription")
def subscription_refusal(planned: Planned) -> Iterator[str]:
    """A scope says what a filter applies to."""
    if not empty(planned.inputs.get("filterPolicyScope")) and "filterPolicy" not in planned.inputs:
        yield "filter_policy is required when filter_policy_scope is set"


@plans("aws:sns/topicSubscription:TopicSubscription")
def subscription(planned: Planned) -> None:
    """A scope that leaves the program goes back to the default while there is a filter."""
    if "filterPolicyScope" in planned.inputs or not planned.prior:
        return
    before = planned.prior.get("filterPolicyScope")
    if not empty(planned.inputs.get("filterPolicy")) and before:
        planned.values["filterPolicyScope"] = "MessageAttributes"
        if before != "MessageAttributes":
            planned.changed.add("filterPolicyScope")
    else:
        planned.keep("filterPolicyScope")


@refuses("aws:secretsmanager/secretRotation:SecretRotation")
def rotation(planned: Planned) -> Iterator[str]:
    """Rules of rotation go with rotation."""
    enabled = planned.inputs.get("rotationEnabled")
    rules = planned.inputs.get("rotationRules")
    if enabled is UNKNOWN:
        return
    if enabled is False and rules is not None:
        yield (
            "`rotation_rules` cannot be set when `rotation_enabled` is `false`; remove the "
            "`rotation_rules` block to disable rotation"
        )
    if enabled is not False and rules is None:
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
    tiers = (planned.prior.get("tier"), planned.values.get("tier"))
    if "tier" in changed and tiers == ("Advanced", "Standard"):
        planned.replaces.add("tier")


@plans("aws:cloudwatch/logGroup:LogGroup")
def log_group(planned: Planned) -> None:
    """AWS itself sets the retention of a delivery group."""
    if not planned.prior or "logGroupClass" in planned.changed:
        return
    if planned.values.get("logGroupClass") == "DELIVERY":
        planned.keep("retentionInDays")


@plans("aws:iam/role:Role")
def role(planned: Planned) -> None:
    """Policies of a role are the same when their names and what they mean are."""
    if not planned.prior or "inlinePolicies" not in planned.changed:
        return
    old = _documents(planned.prior.get("inlinePolicies"))
    new = _documents(planned.values.get("inlinePolicies"))
    if old is None or new is None or old.keys() != new.keys():
        return
    if all(equivalent(old[name], new[name]) for name in old):
        planned.keep("inlinePolicies")


def _documents(policies: Any) -> dict[str, str] | None:
    """Return a role's documents by name, None while something is unknown; an empty one is none."""
    if policies is UNKNOWN:
        return None
    found: dict[str, str] = {}
    for policy in policies or ():
        name, document = policy.get("name") or "", policy.get("policy") or "{}"
        if name is UNKNOWN or document is UNKNOWN:
            return None
        if name or not equivalent(document, "{}"):
            found[name] = document
    return found
