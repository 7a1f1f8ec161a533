"""Backup vaults of the embedded AWS."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def backup(clients: Any) -> Any:
    return clients("backup")


@pytest.fixture
def vault(backup: Any) -> str:
    name = f"v-{uuid.uuid4().hex[:8]}"
    backup.create_backup_vault(BackupVaultName=name, BackupVaultTags={"a": "1"})
    return name


def test_vault_without_a_key_has_that_of_the_service(backup: Any, clients: Any, vault: str) -> None:
    found = backup.describe_backup_vault(BackupVaultName=vault)

    alias = clients("kms").describe_key(KeyId="alias/aws/backup")["KeyMetadata"]["Arn"]
    assert found["EncryptionKeyArn"] == alias
    assert (found["VaultType"], found["NumberOfRecoveryPoints"]) == ("BACKUP_VAULT", 0)
    assert found["Locked"] is False


def test_policy_comes_and_goes(backup: Any, vault: str) -> None:
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.get_backup_vault_access_policy(BackupVaultName=vault)

    backup.put_backup_vault_access_policy(BackupVaultName=vault, Policy=policy)
    assert backup.get_backup_vault_access_policy(BackupVaultName=vault)["Policy"] == policy

    backup.delete_backup_vault_access_policy(BackupVaultName=vault)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.get_backup_vault_access_policy(BackupVaultName=vault)


def test_vault_holds_no_recovery_points(backup: Any, vault: str) -> None:
    answer = backup.list_recovery_points_by_backup_vault(BackupVaultName=vault)

    assert answer["RecoveryPoints"] == []


def test_deleted_vault_is_gone_with_its_tags(backup: Any, vault: str) -> None:
    backup.delete_backup_vault(BackupVaultName=vault)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        backup.describe_backup_vault(BackupVaultName=vault)

    arn = backup.create_backup_vault(BackupVaultName=vault)["BackupVaultArn"]

    assert backup.list_tags(ResourceArn=arn)["Tags"] == {}


def test_listed_vault_has_its_fields(backup: Any, vault: str) -> None:
    found = {
        entry["BackupVaultName"]: entry for entry in backup.list_backup_vaults()["BackupVaultList"]
    }

    assert found[vault]["VaultType"] == "BACKUP_VAULT"
    assert found[vault]["EncryptionKeyArn"].startswith("arn:aws:kms:")


def test_nothing_is_protected_yet(backup: Any) -> None:
    assert backup.list_protected_resources()["Results"] == []
