"""Filters of log groups: a put over a filter, the fields of newer features, AWS's refusals."""

from __future__ import annotations

import json
from typing import Any

from moto.core.utils import unix_time_millis
from moto.logs.exceptions import (
    InvalidParameterException,
    LimitExceededException,
    ResourceNotFoundException,
)
from moto.logs.metric_filters import MetricFilters
from moto.logs.models import LogGroup, LogsBackend, SubscriptionFilter
from moto.logs.responses import LogsResponse
from moto.utilities.arns import parse_arn

from .patching import replace

__all__ = ["install"]

_PER_GROUP = 2  # CloudWatch Logs quotas: subscription filters per log group
_ADDED = {
    # request member -> value when it is not given
    "applyOnTransformedLogs": False,
    "distribution": "ByLogStream",
    "emitSystemFields": None,
}

_add_filter = MetricFilters.add_filter
_put_metric = LogsResponse.put_metric_filter
_describe_metric = LogsResponse.describe_metric_filters
_put_subscription = LogsBackend.put_subscription_filter
_put_subscription_request = LogsResponse.put_subscription_filter
_to_json = SubscriptionFilter.to_json


def _add(self: MetricFilters, name: str, pattern: str, group: str, transformations: Any) -> None:
    known = [
        entry
        for entry in self.metric_filters
        if (entry["filterName"], entry["logGroupName"]) == (name, group)
    ]
    for entry in known:
        self.metric_filters.remove(entry)
    _add_filter(self, name, pattern, group, transformations)
    self.metric_filters[-1]["creationTime"] = (
        known[0]["creationTime"] if known else int(unix_time_millis())
    )


def _delete_filter(self: MetricFilters, name: str, group: str) -> list[dict[str, Any]]:
    kept = [
        entry
        for entry in self.metric_filters
        if (entry["filterName"], entry["logGroupName"]) != (name, group)
    ]
    if len(kept) == len(self.metric_filters):
        raise ResourceNotFoundException("The specified metric filter does not exist.")
    self.metric_filters[:] = kept
    return kept


def _put_metric_filter(self: LogsResponse) -> str:
    _require_group(self)
    for entry in self._get_param("metricTransformations") or []:
        if entry.get("defaultValue") is not None and entry.get("dimensions"):
            # API_MetricTransformation; the words are our assumption.
            message = "A metric transformation with dimensions cannot have a default value."
            raise InvalidParameterException(message)
    answer = _put_metric(self)
    added = self.logs_backend.filters.metric_filters[-1]
    added["applyOnTransformedLogs"] = bool(self._get_param("applyOnTransformedLogs"))
    return answer


def _describe_metric_filters(self: LogsResponse) -> str:
    if self._get_param("logGroupName"):
        _require_group(self)
    return _describe_metric(self)


def _require_group(self: LogsResponse) -> LogGroup:
    group = self.logs_backend.groups.get(self._get_param("logGroupName"))
    if group is None:
        raise ResourceNotFoundException
    return group


def _put_on_group(self: Any, name: str, pattern: str, destination: str, role: str) -> None:
    known = self.subscription_filters.get(name)
    if known:
        known.update(pattern, destination, role)
        return
    if len(self.subscription_filters) >= _PER_GROUP:
        raise LimitExceededException
    self.subscription_filters[name] = SubscriptionFilter(
        name=name,
        log_group_name=self.name,
        filter_pattern=pattern,
        destination_arn=destination,
        role_arn=role,
    )


def _put_on_backend(
    self: LogsBackend, group: str, name: str, pattern: str, destination: str, role: str
) -> None:
    """Put a filter; moto takes a destination of CloudWatch Logs for a log group."""
    arn = parse_arn(destination)
    if arn.service == "logs" and arn.resource_type == "destination":
        if group not in self.groups:
            raise ResourceNotFoundException
        self.groups[group].put_subscription_filter(name, pattern, destination, role)
        return
    _put_subscription(self, group, name, pattern, destination, role)


def _put_subscription_filter(self: LogsResponse) -> str:
    group = _require_group(self)
    answer = _put_subscription_request(self)
    added = group.subscription_filters[self._get_param("filterName")]
    for member, default in _ADDED.items():
        value = self._get_param(member)
        setattr(added, member, default if value is None else value)
    return answer


def _describe_subscription_filters(self: LogsResponse) -> str:
    prefix = self._get_param("filterNamePrefix") or ""
    found = [
        entry.to_json()
        for name, entry in sorted(_require_group(self).subscription_filters.items())
        if name.startswith(prefix)
    ]
    return json.dumps({"subscriptionFilters": found})


def _as_json(self: SubscriptionFilter) -> dict[str, Any]:
    answer = {
        **_to_json(self),
        **{member: getattr(self, member, default) for member, default in _ADDED.items()},
    }
    return {member: value for member, value in answer.items() if value is not None}


def install() -> None:
    """Add what moto's filters lack."""
    replace(MetricFilters, add_filter=_add, delete_filter=_delete_filter)
    replace(SubscriptionFilter, to_json=_as_json)
    replace(LogGroup, put_subscription_filter=_put_on_group)
    replace(LogsBackend, put_subscription_filter=_put_on_backend)
    replace(
        LogsResponse,
        describe_metric_filters=_describe_metric_filters,
        describe_subscription_filters=_describe_subscription_filters,
        put_metric_filter=_put_metric_filter,
        put_subscription_filter=_put_subscription_filter,
    )
