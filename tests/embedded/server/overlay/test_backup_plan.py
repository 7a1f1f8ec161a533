"""Backup plans and selections of the embedded AWS."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

_ROLE = "arn:aws:iam::123456789012:role/backup"


@pytest.fixture
def backup(clients: Any) -> Any:
    return clients("backup")


@pytest.fixture
def document(backup: Any) -> dict[str, Any]:
    name = f"p-{uuid.uuid4().hex[:8]}"
    backup.create_backup_vault(BackupVaultName=name)
    return {"BackupPlanName": name, "Rules": [{"RuleName": "r", "TargetBackupVaultName": name}]}


@pytest.fixture
def plan(backup: Any, document: dict[str, Any]) -> str:
    return backup.create_backup_plan(BackupPlan=document)["BackupPlanId"]


def select(backup: Any, plan: str, **more: Any) -> str:
    asked = {"SelectionName": "s", "IamRoleArn": _ROLE, **more}
    answer = backup.create_backup_selection(BackupPlanId=plan, BackupSelection=asked)
    return answer["SelectionId"]


def test_update_makes_a_version_and_keeps_the_rules_id(
    backup: Any, plan: str, document: dict[str, Any]
) -> None:
    before = backup.get_backup_plan(BackupPlanId=plan)
    document["Rules"][0]["ScheduleExpression"] = "cron(0 12 * * ? *)"

    answer = backup.update_backup_plan(BackupPlanId=plan, BackupPlan=document)

    after = backup.get_backup_plan(BackupPlanId=plan)
    assert answer["VersionId"] == after["VersionId"] != before["VersionId"]
    (old,), (new,) = before["BackupPlan"]["Rules"], after["BackupPlan"]["Rules"]
    assert old["RuleId"] == new["RuleId"]
    assert (old["ScheduleExpression"], new["ScheduleExpression"]) == (
        "cron(0 5 ? * * *)",
        "cron(0 12 * * ? *)",
    )


def test_same_document_twice_is_refused_another_of_the_name_is_not(
    backup: Any, plan: str, document: dict[str, Any]
) -> None:
    with pytest.raises(ClientError, match="AlreadyExistsException"):
        backup.create_backup_plan(BackupPlan=document)

    document["Rules"][0]["StartWindowMinutes"] = 120
    other = backup.create_backup_plan(BackupPlan=document)["BackupPlanId"]

    assert other != plan


def test_deleted_plan_is_gone(backup: Any, plan: str) -> None:
    backup.delete_backup_plan(BackupPlanId=plan)

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.get_backup_plan(BackupPlanId=plan)


def test_too_short_time_in_cold_storage_is_refused(backup: Any, document: dict[str, Any]) -> None:
    document["Rules"][0]["Lifecycle"] = {"MoveToColdStorageAfterDays": 7, "DeleteAfterDays": 30}

    with pytest.raises(ClientError, match="InvalidParameterValueException"):
        backup.create_backup_plan(BackupPlan=document)


def test_selection_comes_back_whole(backup: Any, plan: str) -> None:
    tag = {"ConditionType": "STRINGEQUALS", "ConditionKey": "k", "ConditionValue": "v"}
    condition = {"ConditionKey": "aws:ResourceTag/k", "ConditionValue": "v"}
    selection = select(
        backup,
        plan,
        Resources=["*"],
        ListOfTags=[tag],
        Conditions={"StringLike": [condition]},
    )

    answer = backup.get_backup_selection(BackupPlanId=plan, SelectionId=selection)

    found = answer["BackupSelection"]
    assert (found["Resources"], found["ListOfTags"]) == (["*"], [tag])
    assert found["Conditions"]["StringLike"] == [condition]
    assert answer["CreationDate"]
    (listed,) = backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]
    assert (listed["SelectionId"], listed["SelectionName"]) == (selection, "s")


def test_plan_with_a_selection_cannot_be_deleted(backup: Any, plan: str) -> None:
    selection = select(backup, plan, Resources=["*"])
    with pytest.raises(ClientError, match="Related backup plan selections must be deleted prior"):
        backup.delete_backup_plan(BackupPlanId=plan)

    backup.delete_backup_selection(BackupPlanId=plan, SelectionId=selection)

    backup.delete_backup_plan(BackupPlanId=plan)


def test_selection_of_nothing_is_refused(backup: Any, plan: str) -> None:
    with pytest.raises(ClientError, match="InvalidParameterValueException"):
        select(backup, plan)


def test_unknown_plan_and_selection_have_their_own_codes(backup: Any, plan: str) -> None:
    with pytest.raises(ClientError, match="Cannot find Backup plan"):
        backup.get_backup_selection(BackupPlanId=str(uuid.uuid4()), SelectionId="x")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.get_backup_selection(BackupPlanId=plan, SelectionId=str(uuid.uuid4()))


@pytest.mark.parametrize(("days", "taken"), [(35, True), (36, False), (0, False)])
def test_continuous_backup_keeps_a_month(backup: Any, days: int, taken: bool) -> None:
    rule = {
        "RuleName": "continuous",
        "TargetBackupVaultName": "Default",
        "EnableContinuousBackup": True,
        "Lifecycle": {"DeleteAfterDays": days},
    }
    plan = {"BackupPlanName": uuid.uuid4().hex, "Rules": [rule]}
    if taken:
        assert backup.create_backup_plan(BackupPlan=plan)["BackupPlanId"]
    else:
        with pytest.raises(ClientError, match="InvalidParameterValueException"):
            backup.create_backup_plan(BackupPlan=plan)


def test_versions_of_a_plan(backup: Any, plan: str) -> None:
    (listed,) = backup.list_backup_plan_versions(BackupPlanId=plan)["BackupPlanVersionsList"]

    assert listed["VersionId"] == backup.get_backup_plan(BackupPlanId=plan)["VersionId"]
