"""`aws:backup/plan:Plan` and `aws:backup/selection:Selection`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.blocks import Field, Names, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import wait

__all__ = ["Plan", "Selection"]

_SERVICE = "backup"
_GONE = "ResourceNotFoundException"
_INVALID = "InvalidParameterValueException"
_HAS_SELECTIONS = "Related backup plan selections must be deleted prior to backup"
_NO_PLAN = "Cannot find Backup plan"
_TAGS = frozenset({"tags", "tagsAll"})
_LIFECYCLE: Names = {
    "DeleteAfterDays": "deleteAfter",
    "MoveToColdStorageAfterDays": "coldStorageAfter",
    "OptInToArchiveForSupportedResources": "optInToArchiveForSupportedResources",
}
_RULE: Names = {
    "CompletionWindowMinutes": Field("completionWindow", zero=0),
    "CopyActions": Field(
        "copyActions",
        names={
            "DestinationBackupVaultArn": "destinationVaultArn",
            "Lifecycle": Field("lifecycle", names=_LIFECYCLE),
        },
    ),
    "EnableContinuousBackup": Field("enableContinuousBackup", zero=False),
    "Lifecycle": Field("lifecycle", names=_LIFECYCLE),
    "RecoveryPointTags": "recoveryPointTags",
    "RuleName": "ruleName",
    "ScanActions": Field(
        "scanActions", names={"MalwareScanner": "malwareScanner", "ScanMode": "scanMode"}
    ),
    "ScheduleExpression": "schedule",
    "ScheduleExpressionTimezone": "scheduleExpressionTimezone",
    "StartWindowMinutes": Field("startWindow", zero=0),
    "TargetBackupVaultName": "targetVaultName",
    "TargetLogicallyAirGappedBackupVaultArn": "targetLogicallyAirGappedBackupVaultArn",
}
_SETTINGS: Names = {
    "AdvancedBackupSettings": Field(
        "advancedBackupSettings",
        names={"BackupOptions": "backupOptions", "ResourceType": "resourceType"},
    ),
}
_SCANS: Names = {
    "ScanSettings": Field(
        "scanSettings",
        names={
            "MalwareScanner": "malwareScanner",
            "ResourceTypes": "resourceTypes",
            "ScannerRoleArn": "scannerRoleArn",
        },
    ),
}
_CONDITION: Names = {"ConditionKey": "key", "ConditionValue": "value"}
_CONDITIONS: Names = {
    "StringEquals": Field("stringEquals", names=_CONDITION),
    "StringLike": Field("stringLikes", names=_CONDITION),
    "StringNotEquals": Field("stringNotEquals", names=_CONDITION),
    "StringNotLike": Field("stringNotLikes", names=_CONDITION),
}
_SELECTION: Names = {
    "IamRoleArn": "iamRoleArn",
    "ListOfTags": Field("selectionTags", names={**_CONDITION, "ConditionType": "type"}),
    "NotResources": "notResources",
    "Resources": "resources",
    "SelectionName": "name",
}


class Plan(Calls):
    """A backup plan: each update of it makes a new version."""

    type = "aws:backup/plan:Plan"

    def create(self, call: Call) -> None:
        """Create the plan; its id is a UUID."""
        request = {
            "BackupPlan": _document(call.inputs),
            "BackupPlanTags": pack(_SERVICE, call.inputs.get("tagsAll")) or None,
        }
        with doing(call, f"creating Backup Plan ({call.inputs['name']})"):
            call.id = send(call, "CreateBackupPlan", request, service=_SERVICE)["BackupPlanId"]

    def read(self, call: Call) -> Properties | None:
        """Return the plan; its advanced settings stand beside the document, not in it."""
        try:
            answer = send(call, "GetBackupPlan", {"BackupPlanId": call.id}, service=_SERVICE)
            arn = answer["BackupPlanArn"]
            tags = read_tags(call, _SERVICE, arn)
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading Backup Plan ({call.id})", error)
        document = answer["BackupPlan"]
        return {
            "advancedBackupSettings": [],
            **from_aws(answer, _SETTINGS),
            **from_aws(document, _SCANS),
            "arn": arn,
            "name": document["BackupPlanName"],
            "rules": [_rule(entry) for entry in document.get("Rules", [])],
            "tagsAll": tags,
            "version": answer.get("VersionId", ""),
        }

    def update(self, call: Call) -> None:
        """Send the whole plan when anything of it changed, then the tags."""
        if call.changed - _TAGS:
            request = {"BackupPlan": _document(call.inputs), "BackupPlanId": call.id}
            with doing(call, f"updating Backup Plan ({call.id})"):
                send(call, "UpdateBackupPlan", request, service=_SERVICE)
        sync_tags(call, _SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the plan, again while selections of it are being deleted."""
        request = {"BackupPlanId": call.id}
        with doing(call, f"deleting Backup Plan ({call.id})"), ignoring(_GONE):
            retrying(
                call,
                lambda error: is_error(error, "InvalidRequestException", text=_HAS_SELECTIONS),
                lambda: send(call, "DeleteBackupPlan", request, service=_SERVICE),
            )


class Selection(Calls):
    """What a plan backs up: every property replaces it."""

    type = "aws:backup/selection:Selection"

    def create(self, call: Call) -> None:
        """Create the selection, again while its role is not known everywhere."""
        inputs = call.inputs
        conditions: dict[str, Any] = {}
        for entry in inputs.get("conditions") or []:
            conditions.update(to_aws(entry, _CONDITIONS))
        request = {
            "BackupPlanId": inputs["planId"],
            "BackupSelection": {**to_aws(inputs, _SELECTION), "Conditions": conditions},
        }
        with doing(call, f"creating Backup Selection ({inputs['name']})"):
            answer = retrying(
                call,
                lambda error: (
                    is_error(error, _INVALID, text="cannot be assumed")
                    or is_error(error, _INVALID, text="is not authorized to call")
                ),
                lambda: send(call, "CreateBackupSelection", request, service=_SERVICE),
            )
        call.id = answer["SelectionId"]
        wait(
            call,
            f"waiting for Backup Selection ({call.id}) create",
            lambda: "found" if _selection(call, inputs["planId"], call.id) else None,
            ("found",),
            minutes=2,
        )

    def read(self, call: Call) -> Properties | None:
        """Return the selection; conditions come back as one entry, also empty ones."""
        known = call.prior or call.inputs
        plan = known.get("planId")
        if not known:
            plan, bar, call.id = call.id.partition("|")
            if not bar or not plan or not call.id or "|" in call.id:
                return None
        answer = _selection(call, str(plan), call.id)
        if answer is None:
            return None
        selection = answer["BackupSelection"]
        found = {
            "notResources": [],
            "resources": [],
            "selectionTags": [],
            **from_aws(selection, _SELECTION),
            "planId": answer["BackupPlanId"],
        }
        if selection.get("Conditions") is not None:
            found["conditions"] = [from_aws(selection["Conditions"], _CONDITIONS)]
        return found

    def update(self, call: Call) -> None:
        """Refuse: every change makes a new selection.

        Raises:
            CallError: always.
        """
        raise CallError(f"updating Backup Selection ({call.id}): nothing changes in place")

    def delete(self, call: Call) -> None:
        """Delete the selection; whatever AWS finds invalid counts as done."""
        request = {"BackupPlanId": call.prior["planId"], "SelectionId": call.id}
        with doing(call, f"deleting Backup Selection ({call.id})"), ignoring(_INVALID):
            send(call, "DeleteBackupSelection", request, service=_SERVICE)


def _document(inputs: Properties) -> dict[str, Any]:
    rules = [_own_tags(to_aws(rule, _RULE)) for rule in inputs["rules"] if rule.get("ruleName")]
    return {
        "BackupPlanName": inputs["name"],
        "Rules": rules,
        **to_aws(inputs, _SETTINGS),
        **to_aws(inputs, _SCANS),
    }


def _rule(rule: Mapping[str, Any]) -> Properties:
    return from_aws(_own_tags(dict(rule)), _RULE)


def _own_tags(rule: dict[str, Any]) -> dict[str, Any]:
    """Leave out the tags of recovery points that belong to AWS."""
    tags = rule.get("RecoveryPointTags")
    if tags:
        own = {key: value for key, value in tags.items() if not key.startswith("aws:")}
        rule["RecoveryPointTags"] = own
    return rule


def _selection(call: Call, plan: str, identity: str) -> Mapping[str, Any] | None:
    request = {"BackupPlanId": plan, "SelectionId": identity}
    try:
        return send(call, "GetBackupSelection", request, service=_SERVICE)
    except ClientError as error:
        if is_error(error, _GONE) or is_error(error, _INVALID, text=_NO_PLAN):
            return None
        call.fail(f"reading Backup Selection ({identity})", error)
