"""Backup plans and their selections: versions, guard rails, what moto does not have at all."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from moto.backup import urls
from moto.backup.exceptions import (
    AlreadyExistsException,
    InvalidParameterValueException,
    InvalidRequestException,
    ResourceNotFoundException,
)
from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from .patching import replace

__all__ = ["install"]

_PATHS = (
    "{0}/backup/plans/(?P<plan>[^/]+)/versions/$",
    "{0}/backup/plans/(?P<plan>[^/]+)/selections/$",
    "{0}/backup/plans/(?P<plan>[^/]+)/selections/(?P<selection>[^/]+)$",
)
_COLD_DAYS = 90  # API_Lifecycle: cold storage lasts so long at least
_CONTINUOUS_DAYS = range(1, 36)
_OPERATORS = ("StringEquals", "StringLike", "StringNotEquals", "StringNotLike")
_DOCUMENT = ("BackupPlanName", "Rules", "AdvancedBackupSettings", "ScanSettings")

_get_dict = Plan.to_get_dict


def _selections(plan: Any) -> dict[str, dict[str, Any]]:
    """Return the selections of a plan by id, kept in the plan itself."""
    return plan.__dict__.setdefault("selections", {})


def _plan(self: BackupBackend, plan_id: str) -> Any:
    plan = self.plans.get(plan_id)
    if plan is None or plan.deletion_date is not None:
        raise ResourceNotFoundException("Failed reading Backup plan with provided version")
    return plan


def _check(document: dict[str, Any]) -> None:
    for rule in document["Rules"]:
        kept = (rule.get("Lifecycle") or {}).get("DeleteAfterDays")
        if rule.get("EnableContinuousBackup") and kept is not None and kept not in _CONTINUOUS_DAYS:
            # The range is documented (aws/aws-cdk#17602); the words are our assumption.
            raise InvalidParameterValueException(
                "Invalid lifecycle. With EnableContinuousBackup DeleteAfterDays must be "
                f"{_CONTINUOUS_DAYS.start} to {_CONTINUOUS_DAYS.stop - 1}"
            )
        for holder in (rule, *rule.get("CopyActions", [])):
            lifecycle = holder.get("Lifecycle") or {}
            cold = lifecycle.get("MoveToColdStorageAfterDays") or 0
            delete = lifecycle.get("DeleteAfterDays") or 0
            if cold > 0 and 0 < delete < cold + _COLD_DAYS:
                # API_Lifecycle has the rule; the words are our assumption.
                raise InvalidParameterValueException(
                    "Invalid lifecycle. DeleteAfterDays must be at least "
                    f"{_COLD_DAYS} days more than MoveToColdStorageAfterDays"
                )


def _create(
    self: BackupBackend, backup_plan: dict[str, Any], backup_plan_tags: Any, creator_request_id: str
) -> Plan:
    _check(backup_plan)
    asked = deepcopy(backup_plan)
    for other in self.plans.values():
        if other.deletion_date is None and getattr(other, "asked", None) == asked:
            raise AlreadyExistsException("Backup plan with the same plan document already exists")
    plan: Any = Plan(backup_plan, creator_request_id, self)
    plan.asked = asked
    if backup_plan_tags:
        self.tag_resource(plan.backup_plan_arn, backup_plan_tags)
    self.plans[plan.backup_plan_id] = plan
    return plan


def _get(self: BackupBackend, backup_plan_id: str, version_id: str | None) -> Plan:
    plan = _plan(self, backup_plan_id)
    if version_id and plan.version_id != version_id:
        raise ResourceNotFoundException("Failed reading Backup plan with provided version")
    return plan


def _update(self: BackupResponse) -> ActionResult:
    plan = _plan(self.backup_backend, self.path.rstrip("/").split("/")[-1])
    document = self._get_param("BackupPlan")
    _check(document)
    fresh: Any = Plan(deepcopy(document), plan.creator_request_id, self.backup_backend)
    known = {rule["RuleName"]: rule["RuleId"] for rule in plan.backup_plan["Rules"]}
    for rule in fresh.backup_plan["Rules"]:
        rule["RuleId"] = known.get(rule["RuleName"], rule["RuleId"])
    plan.asked, plan.backup_plan = document, fresh.backup_plan
    plan.advanced_backup_settings = fresh.advanced_backup_settings
    plan.version_id = fresh.version_id
    return ActionResult(plan.to_dict())


def _versions(self: BackupResponse) -> ActionResult:
    """Answer the version that there is: an update does not keep the one before."""
    plan = _plan(self.backup_backend, self.path.split("/plans/")[1].split("/")[0])
    return ActionResult({"BackupPlanVersionsList": [plan.to_list_dict()]})


def _answered(self: Any) -> dict[str, Any]:
    answer = _get_dict(self)
    document = {member: self.backup_plan.get(member) for member in _DOCUMENT}
    answer["BackupPlan"] = {name: value for name, value in document.items() if value is not None}
    return answer


def _delete(self: BackupBackend, backup_plan_id: str) -> tuple[str, str, float, str]:
    plan = _plan(self, backup_plan_id)
    if _selections(plan):
        raise InvalidRequestException(
            "Related backup plan selections must be deleted prior to backup plan deletion"
        )
    plan.deletion_date = unix_time()
    self.tagger.delete_all_tags_for_resource(plan.backup_plan_arn)
    return plan.backup_plan_id, plan.backup_plan_arn, plan.deletion_date, plan.version_id


def _selected(self: BackupResponse) -> Any:
    """Return the plan that a path below it names."""
    plan_id = self.path.split("/plans/")[1].split("/")[0]
    try:
        return _plan(self.backup_backend, plan_id)
    except ResourceNotFoundException:
        raise InvalidParameterValueException(f"Cannot find Backup plan with ID {plan_id}") from None


def _create_selection(self: BackupResponse) -> ActionResult:
    plan, asked = _selected(self), self._get_param("BackupSelection") or {}
    conditions = asked.get("Conditions") or {}
    if not (asked.get("Resources") or asked.get("ListOfTags") or any(conditions.values())):
        # API_BackupSelection wants one of them; the words are our assumption.
        raise InvalidParameterValueException("A selection needs resources, tags or conditions")
    selection = {
        "SelectionId": str(mock_random.uuid4()),
        "BackupPlanId": plan.backup_plan_id,
        "CreationDate": unix_time(),
        "CreatorRequestId": self._get_param("CreatorRequestId"),
        "BackupSelection": {
            "SelectionName": asked["SelectionName"],
            "IamRoleArn": asked["IamRoleArn"],
            "Resources": asked.get("Resources") or [],
            "NotResources": asked.get("NotResources") or [],
            "ListOfTags": asked.get("ListOfTags") or [],
            "Conditions": {name: conditions.get(name) or [] for name in _OPERATORS},
        },
    }
    _selections(plan)[selection["SelectionId"]] = selection
    answer = ("SelectionId", "BackupPlanId", "CreationDate")
    return ActionResult({name: selection[name] for name in answer})


def _get_selection(self: BackupResponse) -> ActionResult:
    return ActionResult(_named_selection(self))


def _named_selection(self: BackupResponse) -> dict[str, Any]:
    plan, selection_id = _selected(self), self.path.rstrip("/").split("/")[-1]
    selection = _selections(plan).get(selection_id)
    if selection is None:
        raise ResourceNotFoundException(f"Cannot find Backup selection with ID {selection_id}")
    return selection


def _delete_selection(self: BackupResponse) -> EmptyResult:
    selection = _named_selection(self)
    del _selections(_selected(self))[selection["SelectionId"]]
    return EmptyResult()


def _list_selections(self: BackupResponse) -> ActionResult:
    return ActionResult(
        {
            "BackupSelectionsList": [
                {
                    **{name: value for name, value in entry.items() if name != "BackupSelection"},
                    "IamRoleArn": entry["BackupSelection"]["IamRoleArn"],
                    "SelectionName": entry["BackupSelection"]["SelectionName"],
                }
                for entry in _selections(_selected(self)).values()
            ]
        }
    )


def install() -> None:
    """Add what moto's plans lack, and the selections."""
    for path in _PATHS:
        urls.url_paths[path] = urls.response.dispatch
    replace(Plan, to_get_dict=_answered)
    replace(
        BackupBackend, create_backup_plan=_create, delete_backup_plan=_delete, get_backup_plan=_get
    )
    replace(
        BackupResponse,
        create_backup_selection=_create_selection,
        delete_backup_selection=_delete_selection,
        get_backup_selection=_get_selection,
        list_backup_plan_versions=_versions,
        list_backup_selections=_list_selections,
        update_backup_plan=_update,
    )
