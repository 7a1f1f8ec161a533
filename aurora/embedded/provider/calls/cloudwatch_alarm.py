"""`aws:cloudwatch/metricAlarm:MetricAlarm` and `aws:cloudwatch/compositeAlarm:CompositeAlarm`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from aurora.embedded.provider.calls.blocks import Field, Names, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["CompositeAlarm", "MetricAlarm"]

_SERVICE = "cloudwatch"
_TAGS = frozenset({"tags", "tagsAll"})
_ACTIONS: Names = {
    "AlarmActions": "alarmActions",
    "InsufficientDataActions": "insufficientDataActions",
    "OKActions": "okActions",
}
_COMMON: Names = {**_ACTIONS, "AlarmDescription": "alarmDescription"}
_PLAIN: Names = {
    "ActionsEnabled": Field("actionsEnabled", zero=False),
    "ComparisonOperator": "comparisonOperator",
    "DatapointsToAlarm": "datapointsToAlarm",
    "EvaluateLowSampleCountPercentile": "evaluateLowSampleCountPercentiles",
    "EvaluationPeriods": "evaluationPeriods",
    "EvaluationWindow": Field(
        "evaluationWindow",
        names={"WallClockWindow": Field("wallClockWindow", names={"Timezone": "timezone"})},
    ),
    "ExtendedStatistic": "extendedStatistic",
    "MetricName": "metricName",
    "Namespace": "namespace",
    "Period": "period",
    "Statistic": "statistic",
    "Threshold": "threshold",
    "ThresholdMetricId": "thresholdMetricId",
    "TreatMissingData": "treatMissingData",
    "Unit": "unit",
}
_QUERY: Names = {
    "AccountId": "accountId",
    "Expression": "expression",
    "Id": "id",
    "Label": "label",
    "Period": "period",
    "ReturnData": Field("returnData", zero=False),
}
_CRITERIA: Names = {
    "EvaluationCriteria": Field(
        "evaluationCriteria",
        names={
            "PromQLCriteria": Field(
                "promqlCriteria",
                names={
                    "PendingPeriod": "pendingPeriod",
                    "Query": "query",
                    "RecoveryPeriod": "recoveryPeriod",
                },
            ),
        },
    ),
    "EvaluationInterval": "evaluationInterval",
}
_WARM_UP: Names = {
    "WarmUpConfiguration": Field(
        "warmUpConfiguration",
        names={
            "OnlyStartEvaluatingAfterWarmUpPeriodEnds": (
                "onlyStartEvaluatingAfterWarmUpPeriodEnds"
            ),
            "WarmUpPeriodDurationInMinutes": "warmUpPeriodDurationInMinutes",
        },
    ),
}
_TEXTS = (
    "alarmDescription",
    "comparisonOperator",
    "evaluateLowSampleCountPercentiles",
    "extendedStatistic",
    "metricName",
    "namespace",
    "statistic",
    "thresholdMetricId",
    "unit",
)
_NUMBERS = ("datapointsToAlarm", "evaluationPeriods", "period", "threshold")
_LISTS = ("alarmActions", "insufficientDataActions", "okActions")


class _Alarm(Calls):
    """What both kinds share: one put for everything, a read by name and kind."""

    put: ClassVar[str]
    kind: ClassVar[str]
    words: ClassVar[str]
    name: ClassVar[str]

    def create(self, call: Call) -> None:
        """Put the alarm; one of the same name is taken over."""
        name = call.inputs[self.name]
        request = {
            **self.request(call.inputs),
            "Tags": pack(_SERVICE, call.inputs.get("tagsAll")) or None,
        }
        with doing(call, f"creating {self.words} ({name})"):
            send(call, self.put, request, service=_SERVICE)
        call.id = name

    def read(self, call: Call) -> Properties | None:
        """Return the alarm of this name and kind."""
        with doing(call, f"reading {self.words} ({call.id})"):
            alarms = listed(
                call,
                "DescribeAlarms",
                f"{self.kind}s",
                {"AlarmNames": [call.id], "AlarmTypes": [self.kind]},
                service=_SERVICE,
            )
            if len(alarms) != 1:
                return None
            arn = alarms[0]["AlarmArn"]
            tags = read_tags(call, _SERVICE, arn)
        return {
            **self.properties(alarms[0]),
            self.name: alarms[0]["AlarmName"],
            "arn": arn,
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Put the alarm again with all its fields, then change its tags."""
        if call.changed - _TAGS:
            with doing(call, f"updating {self.words} ({call.id})"):
                send(call, self.put, self.request(call.inputs), service=_SERVICE)
        sync_tags(call, _SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the alarm."""
        with (
            doing(call, f"deleting {self.words} ({call.id})"),
            ignoring("ResourceNotFoundException", "ResourceNotFound"),
        ):
            send(call, "DeleteAlarms", {"AlarmNames": [call.id]}, service=_SERVICE)

    def request(self, inputs: Properties) -> dict[str, Any]:
        """Return the parameters of the put, without tags."""
        raise NotImplementedError

    def properties(self, alarm: Mapping[str, Any]) -> Properties:
        """Return the properties of AWS's answer, without name, ARN and tags."""
        raise NotImplementedError


class MetricAlarm(_Alarm):
    """An alarm on a metric, on metric math or on a PromQL query."""

    type = "aws:cloudwatch/metricAlarm:MetricAlarm"
    put = "PutMetricAlarm"
    kind = "MetricAlarm"
    words = "CloudWatch Metric Alarm"
    name = "name"

    def request(self, inputs: Properties) -> dict[str, Any]:
        """Return the put: a PromQL alarm takes none of a plain alarm's fields."""
        request = {
            "AlarmName": inputs["name"],
            **to_aws(inputs, _COMMON),
            **to_aws(inputs, _WARM_UP),
        }
        if inputs.get("evaluationCriteria"):
            return {**request, **to_aws(inputs, _CRITERIA)}
        request.update(to_aws(inputs, _PLAIN))
        request.setdefault("TreatMissingData", "missing")
        if inputs.get("actionsEnabled") is None:
            request["ActionsEnabled"] = True
        if not inputs.get("thresholdMetricId"):
            request["Threshold"] = inputs.get("threshold") or 0
        if inputs.get("dimensions"):
            request["Dimensions"] = _dimensions(inputs["dimensions"])
        queries = [_query(entry) for entry in inputs.get("metricQueries") or [] if entry.get("id")]
        if queries:
            request["Metrics"] = queries
        return request

    def properties(self, alarm: Mapping[str, Any]) -> Properties:
        """Return the alarm; what belongs to the other form is cleared."""
        found: Properties = {
            **dict.fromkeys(_TEXTS, ""),
            **dict.fromkeys(_NUMBERS, 0),
            **{name: [] for name in _LISTS},
            "dimensions": _map(alarm.get("Dimensions", [])),
            "evaluationCriteria": None,
            "evaluationInterval": None,
            "treatMissingData": "missing",
            **from_aws(alarm, {**_COMMON, **_PLAIN, **_CRITERIA, **_WARM_UP}),
        }
        if alarm.get("Metrics"):
            found["metricQueries"] = [_metric_query(entry) for entry in alarm["Metrics"]]
        return found


class CompositeAlarm(_Alarm):
    """An alarm on the states of other alarms."""

    type = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
    put = "PutCompositeAlarm"
    kind = "CompositeAlarm"
    words = "CloudWatch Composite Alarm"
    name = "alarmName"

    def request(self, inputs: Properties) -> dict[str, Any]:
        """Return the put; the suppressor travels as three fields."""
        enabled = inputs.get("actionsEnabled")
        request = {
            "ActionsEnabled": True if enabled is None else enabled,
            "AlarmName": inputs["alarmName"],
            "AlarmRule": inputs["alarmRule"],
            **to_aws(inputs, _COMMON),
        }
        suppressor = inputs.get("actionsSuppressor")
        if suppressor:
            request["ActionsSuppressor"] = suppressor["alarm"]
            request["ActionsSuppressorExtensionPeriod"] = suppressor.get("extensionPeriod") or 0
            request["ActionsSuppressorWaitPeriod"] = suppressor.get("waitPeriod") or 0
        return request

    def properties(self, alarm: Mapping[str, Any]) -> Properties:
        """Return the alarm."""
        suppressor = None
        if alarm.get("ActionsSuppressor"):
            suppressor = {
                "alarm": alarm["ActionsSuppressor"],
                "extensionPeriod": alarm.get("ActionsSuppressorExtensionPeriod", 0),
                "waitPeriod": alarm.get("ActionsSuppressorWaitPeriod", 0),
            }
        return {
            **{name: [] for name in _LISTS},
            "alarmDescription": "",
            **from_aws(alarm, _COMMON),
            "actionsEnabled": alarm.get("ActionsEnabled", False),
            "actionsSuppressor": suppressor,
            "alarmRule": alarm.get("AlarmRule", ""),
        }


def _dimensions(dimensions: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in dimensions.items()]


def _map(dimensions: list[Mapping[str, str]]) -> dict[str, str]:
    return {entry["Name"]: entry["Value"] for entry in dimensions}


def _query(query: Properties) -> dict[str, Any]:
    sent, metric = to_aws(query, _QUERY), query.get("metric")
    if metric:
        sent["MetricStat"] = {
            "Metric": {
                "Dimensions": _dimensions(metric.get("dimensions") or {}) or None,
                "MetricName": metric["metricName"],
                "Namespace": metric.get("namespace") or None,
            },
            "Period": metric["period"],
            "Stat": metric["stat"],
            "Unit": metric.get("unit") or None,
        }
    return sent


def _metric_query(query: Mapping[str, Any]) -> Properties:
    found, stat = from_aws(query, _QUERY), query.get("MetricStat")
    if stat:
        metric = stat.get("Metric") or {}
        found["metric"] = {
            "dimensions": _map(metric.get("Dimensions", [])),
            "metricName": metric.get("MetricName", ""),
            "namespace": metric.get("Namespace", ""),
            "period": stat.get("Period", 0),
            "stat": stat.get("Stat", ""),
            "unit": stat.get("Unit", ""),
        }
    return found
