"""Vaults, their policy and their lock, as the real provider calls for them."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.policy_document import canonical

NUMBERS = itertools.count(1)
STATEMENT = {"Effect": "Deny", "Principal": "*", "Action": ["backup:A", "backup:B"]}


@pytest.fixture
def vault(resource: Any) -> Any:
    made = resource("aws:backup/vault:Vault")
    made.up(name=f"called-{next(NUMBERS)}", tags={"a": "1"})
    return made


def test_vault_is_known_by_its_name(vault: Any) -> None:
    assert vault.id == vault.state["name"]
    assert vault.state["recoveryPoints"] == 0
    assert vault.state["kmsKeyArn"].startswith("arn:aws:kms:")
    assert vault.state["tagsAll"] == {"a": "1"}


def test_name_in_use_is_an_error(vault: Any, resource: Any) -> None:
    with pytest.raises(CallError, match=rf"^creating Backup Vault \({vault.id}\): .*AlreadyExists"):
        resource("aws:backup/vault:Vault").up(name=vault.id)


def test_vault_is_imported_by_its_name_and_goes(vault: Any, resource: Any) -> None:
    assert resource("aws:backup/vault:Vault").imported(vault.id)["name"] == vault.id

    vault.down()

    assert vault.refresh() is None
    vault.down()


def test_forced_deletion_looks_for_recovery_points(vault: Any, sent_to: Any) -> None:
    vault.up(name=vault.id, tags={"a": "1"}, forceDestroy=True)
    sent = sent_to("backup")

    vault.down()

    assert [name for name, _ in sent.requests] == [
        "ListRecoveryPointsByBackupVault",
        "DeleteBackupVault",
    ]


def test_policy_keeps_the_words_that_mean_the_same(vault: Any, resource: Any, clients: Any) -> None:
    policy = resource("aws:backup/vaultPolicy:VaultPolicy")
    text = json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]})
    policy.up(backupVaultName=vault.id, policy=text)
    turned = {**STATEMENT, "Action": ["backup:B", "backup:A"]}
    clients("backup").put_backup_vault_access_policy(
        BackupVaultName=vault.id,
        Policy=json.dumps({"Version": "2012-10-17", "Statement": turned}),
    )

    assert policy.refresh()["policy"] == canonical(text)

    policy.down()
    assert policy.refresh() is None


def test_lock_sends_the_numbers_that_are_set(vault: Any, resource: Any, sent_to: Any) -> None:
    lock, sent = (
        resource("aws:backup/vaultLockConfiguration:VaultLockConfiguration"),
        sent_to("backup"),
    )

    state = lock.up(backupVaultName=vault.id, minRetentionDays=7.0, maxRetentionDays=0)

    request = sent.of("PutBackupVaultLockConfiguration")
    assert request == {"BackupVaultName": vault.id, "MinRetentionDays": 7}
    assert (state["minRetentionDays"], state["maxRetentionDays"]) == (7, 0)
    lock.down()
    assert lock.refresh()["minRetentionDays"] == 0
