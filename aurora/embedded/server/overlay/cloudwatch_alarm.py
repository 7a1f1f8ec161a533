"""CloudWatch alarms: their first state, fields that moto loses, filters, composite alarms."""

from __future__ import annotations

import json
import re
from typing import Any

from moto.cloudwatch.exceptions import (
    InvalidParameterValue,
    ResourceNotFoundException,
    ValidationError,
)
from moto.cloudwatch.models import Alarm, CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.serialize import return_if_not_empty

from aurora.catalogue.limits import limit

from .patching import replace

__all__ = ["install"]

# API_PutMetricAlarm: what moto's alarm has no place for; request member -> attribute.
_MORE = {
    "EvaluationCriteria": "evaluation_criteria",
    "EvaluationInterval": "evaluation_interval",
    "EvaluationWindow": "evaluation_window",
    "WarmUpConfiguration": "warm_up_configuration",
}
_SUPPRESSOR = {
    "ActionsSuppressor": "actions_suppressor",
    "ActionsSuppressorExtensionPeriod": "actions_suppressor_extension_period",
    "ActionsSuppressorWaitPeriod": "actions_suppressor_wait_period",
}
# What a put over an alarm leaves as it is.
_STATE = (
    "history",
    "state_reason",
    "state_reason_data",
    "state_transitioned_timestamp",
    "state_updated_timestamp",
    "state_value",
)
# API_PutMetricAlarm: the pattern of ExtendedStatistic, with its short and its long forms.
_EXTENDED = re.compile(r"^(?:(?:p|tm|wm|tc|ts)\d{1,3}(?:\.\d+)?|IQM|(?:TM|WM|PR|TC|TS)\(.*:.*\))$")
_REFERENCE = re.compile(
    r"\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^()\s\"']+))\s*\)"
)
_PAGE = 50
_SHORT_PERIODS = frozenset({10, 20, 30})
_MINUTE, _HOUR = 60, 3600
# Only an alarm over expressions has queries in its answer.
_QUERIES = {
    **CloudWatchResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER,
    "MetricAlarm.Metrics": return_if_not_empty,
}

_put = CloudWatchBackend.put_metric_alarm
_put_request = CloudWatchResponse.put_metric_alarm
_list_tags = CloudWatchBackend.list_tags_for_resource
_set_state = Alarm.update_state
_metric_data = CloudWatchResponse.get_metric_data


def _put_alarm(self: Any, **settings: Any) -> Alarm:
    known = self.alarms.get(settings["name"])
    # moto knows percentiles only; tags of a put over an alarm are ignored (API_PutMetricAlarm).
    extended, tags = settings.pop("extended_statistic", None), settings.pop("tags", None)
    if extended and not _EXTENDED.match(extended):
        raise InvalidParameterValue(
            f"The value {extended} for parameter ExtendedStatistic is not supported."
        )
    _check_span(settings.get("period"), settings.get("evaluation_periods"))
    alarm: Any = _put(self, **settings, tags=None if known else tags)
    alarm.extended_statistic = extended
    alarm.state_value = "INSUFFICIENT_DATA"
    alarm.state_reason_data = None
    alarm.state_transitioned_timestamp = alarm.state_updated_timestamp
    if known:
        for name in _STATE:
            setattr(alarm, name, getattr(known, name))
    return alarm


def _check_span(period: Any, periods: Any) -> None:
    """Refuse an alarm that looks at more than a day, or a week where its period is an hour."""
    if not period or not periods:
        return
    if int(period) not in _SHORT_PERIODS and int(period) % _MINUTE:
        raise ValidationError("Period must be 10, 20, 30 or a multiple of 60")
    name = "alarm-span-seconds-hourly" if int(period) >= _HOUR else "alarm-span-seconds"
    most = int(limit(name).high or 0)
    if int(period) * int(periods) > most:
        # The ranges are documented (botocore); the words of both refusals are our assumption.
        raise ValidationError(
            f"Metrics cannot be checked across more than {most} seconds "
            f"(EvaluationPeriods * Period must be <= {most})"
        )


def _put_metric(self: CloudWatchResponse) -> ActionResult:
    answer = _put_request(self)
    alarm: Any = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
    for member, attribute in _MORE.items():
        setattr(alarm, attribute, self._get_param(member))
    queries = self._get_param("Metrics", [])
    for query, asked in zip(alarm.metric_data_queries, queries, strict=False):
        query.account_id = asked.get("AccountId")
    return answer


def _put_composite(self: CloudWatchResponse) -> EmptyResult:
    backend, rule = self.cloudwatch_backend, self._get_param("AlarmRule")
    if rule != rule.strip():
        # The code is AWS's; the words of the two refusals here are our assumption.
        raise ValidationError("AlarmRule must not begin or end with a blank")
    missing = sorted(name for name in _references(rule) if name not in backend.alarms)
    if missing:
        listed = ", ".join(missing)
        raise ValidationError(
            f"Could not save the composite alarm as alarms [{listed}] in the alarm rule "
            "do not exist"
        )
    alarm: Any = backend.put_metric_alarm(
        name=self._get_param("AlarmName"),
        namespace="",
        metric_name="",
        comparison_operator="",
        evaluation_periods=0,
        period=0,
        threshold=0,
        statistic="",
        description=self._get_param("AlarmDescription"),
        dimensions=[],
        alarm_actions=self._get_param("AlarmActions", []),
        ok_actions=self._get_param("OKActions", []),
        insufficient_data_actions=self._get_param("InsufficientDataActions", []),
        actions_enabled=self._get_bool_param("ActionsEnabled", True),
        rule=rule,
        tags=self._get_param("Tags", []),
    )
    for member, attribute in _SUPPRESSOR.items():
        setattr(alarm, attribute, self._get_param(member))
    if alarm.state_reason_data is None:
        alarm.state_reason_data = _triggering(backend, rule)
    return EmptyResult()


def _triggering(backend: CloudWatchBackend, rule: str) -> str:
    """Return what a composite alarm answers of the alarms that decided its state."""
    alarms = [backend.alarms[name] for name in sorted(_references(rule))]
    return json.dumps(
        {
            "triggeringAlarms": [
                {
                    "arn": alarm.alarm_arn,
                    "state": {
                        "value": alarm.state_value,
                        "timestamp": f"{alarm.state_updated_timestamp:%Y-%m-%dT%H:%M:%S.%f}"[:-3]
                        + "+0000",
                    },
                }
                for alarm in alarms
            ]
        },
        separators=(",", ":"),
    )


def _describe(self: CloudWatchResponse) -> ActionResult:
    kinds = self._get_param("AlarmTypes") or ["MetricAlarm"]
    found = [
        alarm
        for _, alarm in sorted(self.cloudwatch_backend.alarms.items())
        if _kind(alarm) in kinds and _asked_for(self, alarm)
    ]
    start = int(self._get_param("NextToken") or 0)
    end = start + int(self._get_param("MaxRecords") or _PAGE)
    page = found[start:end]
    answer: dict[str, Any] = {
        "CompositeAlarms": [alarm for alarm in page if alarm.rule is not None],
        "MetricAlarms": [alarm for alarm in page if alarm.rule is None],
    }
    if end < len(found):
        answer["NextToken"] = str(end)
    return ActionResult(answer)


def _asked_for(response: CloudWatchResponse, alarm: Alarm) -> bool:
    names, prefix = response._get_param("AlarmNames"), response._get_param("AlarmNamePrefix")
    action, state = response._get_param("ActionPrefix"), response._get_param("StateValue")
    children = response._get_param("ChildrenOfAlarmName")
    parents = response._get_param("ParentsOfAlarmName")
    alarms = response.cloudwatch_backend.alarms
    return (
        (not names or alarm.name in names)
        and alarm.name.startswith(prefix or "")
        and (not action or any(entry.startswith(action) for entry in alarm.alarm_actions))
        and (not state or alarm.state_value == state)
        and (not children or alarm.name in _references(_rule(alarms.get(children))))
        and (not parents or parents in _references(_rule(alarm)))
    )


def _kind(alarm: Alarm) -> str:
    return "MetricAlarm" if alarm.rule is None else "CompositeAlarm"


def _rule(alarm: Alarm | None) -> str:
    return (alarm.rule or "") if alarm else ""


def _references(rule: str) -> set[str]:
    """Return the alarms that a rule names, by name also where it gives their ARNs."""
    names = ("".join(groups) for groups in _REFERENCE.findall(rule))
    return {re.sub(r"^arn:.*?:alarm:", "", name) for name in names}


def _delete(self: CloudWatchBackend, alarm_names: list[str]) -> None:
    for alarm in self.alarms.values():
        used = _references(_rule(alarm)) & set(alarm_names)
        if used and alarm.name not in alarm_names:
            # That AWS refuses is documented for composite alarms; the words are our assumption.
            raise ValidationError(
                f"{', '.join(sorted(used))} cannot be deleted: {alarm.name} depends on it"
            )
    for name in alarm_names:
        alarm = self.alarms.pop(name, None)
        if alarm:
            self.tagger.delete_all_tags_for_resource(alarm.alarm_arn)


def _update_state(self: Any, reason: str, reason_data: str, state_value: str) -> None:
    before = self.state_value
    _set_state(self, reason, reason_data, state_value)
    if before != state_value:
        self.state_transitioned_timestamp = self.state_updated_timestamp


def _got_metric_data(self: CloudWatchResponse) -> ActionResult:
    answer = _metric_data(self)
    result: Any = answer.result
    return ActionResult({"Messages": [], **result})


def _tags_of(self: CloudWatchBackend, arn: str) -> dict[str, str]:
    if ":alarm:" in arn and arn.split(":alarm:")[1] not in self.alarms:
        raise ResourceNotFoundException
    return _list_tags(self, arn)


def _untag(self: CloudWatchBackend, arn: str, tag_keys: list[str]) -> None:
    self.tagger.untag_resource_using_names(arn, tag_keys)


def install() -> None:
    """Add what moto's alarms lack."""
    replace(Alarm, update_state=_update_state)
    replace(
        CloudWatchBackend,
        delete_alarms=_delete,
        list_tags_for_resource=_tags_of,
        put_metric_alarm=_put_alarm,
        untag_resource=_untag,
    )
    replace(
        CloudWatchResponse,
        RESPONSE_KEY_PATH_TO_TRANSFORMER=_QUERIES,
        describe_alarms=_describe,
        get_metric_data=_got_metric_data,
        put_composite_alarm=_put_composite,
        put_metric_alarm=_put_metric,
    )
