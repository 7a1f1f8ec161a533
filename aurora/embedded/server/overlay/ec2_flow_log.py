"""Flow logs: a destination by ARN, its options, and the fields that AWS always answers."""

from __future__ import annotations

import base64
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.responses.flow_logs import FlowLogs
from moto.logs.models import logs_backends
from moto.moto_api._internal import mock_random

from .patching import replace

__all__ = ["install"]

_answer = FlowLogs.create_flow_logs
_create = FlowLogsBackend.create_flow_logs
_CLOUDWATCH = "cloud-watch-logs"


def _created(self: Any, *args: Any, **kwargs: Any) -> tuple[list[Any], list[Any]]:
    logs, errors = _create(self, *args, **kwargs)
    for log in logs:
        if log.log_destination_type == _CLOUDWATCH:
            _name_group(self, log)
        if log.log_destination is None and log.log_group_name:
            vars(log).update(log_destination=None)
    return logs, errors


def _name_group(backend: Any, log: Any) -> None:
    """Fill in the log group of an ARN and whether it is there to deliver to."""
    if log.log_destination and not log.log_group_name:
        log.log_group_name = log.log_destination.split(":log-group:")[-1].removesuffix(":*")
    groups = logs_backends[backend.account_id][backend.region_name].groups
    there = log.log_group_name in groups
    log.deliver_logs_status = "SUCCESS" if there else "FAILED"
    log.deliver_logs_error_message = None if there else "Access error"


def _answered(self: FlowLogs) -> ActionResult:
    answer = _answer(self)
    result: Any = answer.result
    options = self._get_param("DestinationOptions")
    defaults = {
        "FileFormat": "plain-text",
        "HiveCompatiblePartitions": False,
        "PerHourPartition": False,
    }
    for name in result["FlowLogIds"]:
        log = self.ec2_backend.flow_logs[name]
        vars(log).update(
            deliver_cross_account_role=self._get_param("DeliverCrossAccountRole"),
            tag_field_specifications=self._get_param("TagFieldSpecifications"),
        )
        if options:
            vars(log).update(destination_options={**defaults, **options})
    result["ClientToken"] = self._get_param("ClientToken") or _token()
    return answer


def _token() -> str:
    """Return what AWS answers to a request without a token: thirty-two bytes in base 64."""
    return base64.b64encode(bytes(mock_random.choices(range(256), k=32))).decode()


def install() -> None:
    """Make flow logs answer as AWS does."""
    replace(FlowLogsBackend, create_flow_logs=_created)
    replace(FlowLogs, create_flow_logs=_answered)
