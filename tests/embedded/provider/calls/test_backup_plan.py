"""Backup plans and selections, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

NUMBERS = itertools.count(1)
ROLE = "arn:aws:iam::123456789012:role/backup"
RULE = {
    "ruleName": "r",
    "targetVaultName": "v",
    "schedule": "cron(0 12 * * ? *)",
    "completionWindow": 180.0,
    "startWindow": 60.0,
    "scheduleExpressionTimezone": "Etc/UTC",
}


@pytest.fixture
def plan(resource: Any) -> Any:
    made = resource("aws:backup/plan:Plan")
    made.name = f"called-{next(NUMBERS)}"
    made.up(name=made.name, rules=[RULE], tags={"a": "1"})
    return made


def test_plan_is_read_with_the_windows_of_its_rules(plan: Any) -> None:
    (rule,) = plan.state["rules"]

    assert (rule["completionWindow"], rule["startWindow"]) == (180, 60)
    assert rule["enableContinuousBackup"] is False
    assert "lifecycle" not in rule
    assert plan.state["tagsAll"] == {"a": "1"}
    assert plan.state["advancedBackupSettings"] == []


def test_rules_change_in_one_update_and_make_a_version(plan: Any, sent_to: Any) -> None:
    version, sent = plan.state["version"], sent_to("backup")
    lifecycle = {"coldStorageAfter": 7, "deleteAfter": 97}
    copy = {"destinationVaultArn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:v"}
    rule = {
        **RULE,
        "lifecycle": lifecycle,
        "copyActions": [copy],
        "recoveryPointTags": {"k": "v", "aws:x": "y"},
    }

    state = plan.up(name=plan.name, rules=[rule], tags={"a": "1"})

    assert sent.writes == ["UpdateBackupPlan", "GetBackupPlan"]
    sent_rule = sent.of("UpdateBackupPlan")["BackupPlan"]["Rules"][0]
    assert sent_rule["RecoveryPointTags"] == {"k": "v"}
    assert sent_rule["Lifecycle"] == {"MoveToColdStorageAfterDays": 7, "DeleteAfterDays": 97}
    assert state["rules"][0]["lifecycle"] == lifecycle
    assert state["rules"][0]["copyActions"] == [copy]
    assert state["version"] != version


def test_advanced_settings_come_from_beside_the_document(plan: Any) -> None:
    setting = {"resourceType": "EC2", "backupOptions": {"WindowsVSS": "enabled"}}

    state = plan.up(name=plan.name, rules=[RULE], advancedBackupSettings=[setting])

    assert state["advancedBackupSettings"] == [setting]


def test_plan_is_imported_by_its_id_and_goes(plan: Any, resource: Any) -> None:
    assert resource("aws:backup/plan:Plan").imported(plan.id)["name"] == plan.name

    plan.down()

    assert plan.refresh() is None
    plan.down()


def test_selection_is_read_with_one_empty_condition(plan: Any, resource: Any) -> None:
    selection = resource("aws:backup/selection:Selection")
    tag = {"type": "STRINGEQUALS", "key": "k", "value": "v"}

    state = selection.up(
        planId=plan.id, name="s", iamRoleArn=ROLE, resources=["*"], selectionTags=[tag]
    )

    assert state["selectionTags"] == [tag]
    assert state["conditions"] == [
        {"stringEquals": [], "stringLikes": [], "stringNotEquals": [], "stringNotLikes": []}
    ]
    assert state["notResources"] == []


def test_several_conditions_are_folded_into_one(plan: Any, resource: Any, sent_to: Any) -> None:
    selection, sent = resource("aws:backup/selection:Selection"), sent_to("backup")
    pair = {"key": "aws:ResourceTag/k", "value": "v"}

    selection.up(
        planId=plan.id,
        name="s",
        iamRoleArn=ROLE,
        resources=["*"],
        conditions=[{"stringEquals": [pair]}, {"stringLikes": [pair]}],
    )

    request = sent.of("CreateBackupSelection")["BackupSelection"]["Conditions"]
    sent_pair = {"ConditionKey": "aws:ResourceTag/k", "ConditionValue": "v"}
    assert request == {"StringEquals": [sent_pair], "StringLike": [sent_pair]}


def test_selection_is_imported_by_plan_and_id_and_goes(plan: Any, resource: Any) -> None:
    selection = resource("aws:backup/selection:Selection")
    selection.up(planId=plan.id, name="s", iamRoleArn=ROLE, resources=["*"])
    imported = resource("aws:backup/selection:Selection")

    read = imported.imported(f"{plan.id}|{selection.id}")

    assert (imported.id, read["planId"]) == (selection.id, plan.id)
    assert resource("aws:backup/selection:Selection").imported(selection.id) is None
    selection.down()
    assert selection.refresh() is None
    plan.down()
    selection.down()
