"""Log groups: class, deletion protection, key, retention that AWS knows, what a deletion takes."""

from __future__ import annotations

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.kms.models import kms_backends
from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.logs.models import LogGroup, LogsBackend, logs_backends
from moto.logs.responses import LogsResponse

from .patching import replace

__all__ = ["install"]

_DELIVERY = "DELIVERY"
_DELIVERY_DAYS = 2  # API_PutRetentionPolicy: the only retention of that class
_CLASSES = frozenset({"STANDARD", "INFREQUENT_ACCESS", _DELIVERY})
_DAYS = frozenset(
    # API_PutRetentionPolicy
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545}
    | {731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)

_init = LogGroup.__init__
_describe_dict = LogGroup.to_describe_dict
_create = LogsBackend.create_log_group


def _made(self: Any, *args: Any, **settings: Any) -> None:
    _init(self, *args, **settings)
    self.log_group_class = "STANDARD"
    self.deletion_protection_enabled = False


def _described(self: Any) -> dict[str, Any]:
    filters = logs_backends[self.account_id][self.region].filters
    return {
        **_describe_dict(self),
        "deletionProtectionEnabled": self.deletion_protection_enabled,
        "logGroupClass": self.log_group_class,
        "metricFilterCount": len(filters.get_matching_filters(None, self.name)),
    }


def _create_group(self: LogsResponse) -> str:
    name, key = self._get_param("logGroupName"), self._get_param("kmsKeyId")
    kind = self._get_param("logGroupClass") or "STANDARD"
    if kind not in _CLASSES:
        raise InvalidParameterException(f"Unknown log group class {kind}.")
    if key:
        _require_key(self, name, key)
    group: Any = _create(self.logs_backend, name, self._get_param("tags"), kmsKeyId=key)
    group.log_group_class = kind
    group.deletion_protection_enabled = bool(self._get_param("deletionProtectionEnabled"))
    if kind == _DELIVERY:
        group.retention_in_days = _DELIVERY_DAYS
    return ""


def _require_key(self: LogsResponse, name: str, key: str) -> None:
    backend = kms_backends[self.current_account][self.region]
    if backend.any_id_to_key_id(key) not in backend.keys:
        arn = f"arn:{self.partition}:logs:{self.region}:{self.current_account}:log-group:{name}"
        raise InvalidParameterException(
            f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'"
        )


def _named(self: LogsResponse) -> Any:
    """Return the group that a request names, by its name or by its ARN."""
    named = self._get_param("logGroupName") or self._get_param("logGroupIdentifier") or ""
    name = named.removesuffix(":*").rpartition(":log-group:")[2]
    group = self.logs_backend.groups.get(name)
    if group is None:
        raise ResourceNotFoundException
    return group


def _associate(self: LogsResponse) -> str:
    group, key = _named(self), self._get_param("kmsKeyId")
    _require_key(self, group.name, key)
    group.kms_key_id = key
    return ""


def _disassociate(self: LogsResponse) -> str:
    _named(self).kms_key_id = None
    return ""


def _protect(self: LogsResponse) -> str:
    group = _named(self)
    group.deletion_protection_enabled = bool(self._get_param("deletionProtectionEnabled"))
    return ""


def _put_retention(self: LogsResponse) -> str:
    group, days = _named(self), self._get_param("retentionInDays")
    if days not in _DAYS:
        raise InvalidParameterException(
            constraint=f"Member must satisfy enum value set: {sorted(_DAYS)}",
            parameter="retentionInDays",
            value=days,
        )
    if group.log_group_class != _DELIVERY:
        group.set_retention_policy(days)
    return ""


def _delete(self: LogsResponse) -> str:
    group, backend = _named(self), self.logs_backend
    if group.deletion_protection_enabled:
        # The code is of the operation's model; the words are our assumption.
        raise JsonRESTError(
            "ValidationException",
            f"The log group {group.name} is protected: disable its deletion protection first.",
        )
    backend.delete_log_group(group.name)
    backend.tagger.delete_all_tags_for_resource(group.arn)
    for entry in backend.filters.get_matching_filters(None, group.name):
        backend.filters.delete_filter(entry["filterName"], group.name)
    return ""


def _tagged(self: LogsResponse) -> str:
    arn = self._get_param("resourceArn")
    name = arn.rpartition(":log-group:")[2]
    if ":log-group:" in arn and name not in self.logs_backend.groups:
        raise ResourceNotFoundException
    return json.dumps({"tags": self.logs_backend.list_tags_for_resource(arn)})


def install() -> None:
    """Add what moto's log groups lack."""
    replace(LogGroup, __init__=_made, to_describe_dict=_described)
    replace(
        LogsResponse,
        associate_kms_key=_associate,
        create_log_group=_create_group,
        delete_log_group=_delete,
        disassociate_kms_key=_disassociate,
        list_tags_for_resource=_tagged,
        put_log_group_deletion_protection=_protect,
        put_retention_policy=_put_retention,
    )
