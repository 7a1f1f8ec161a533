"""`aws:backup/vault:Vault`, its access policy and its lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.policy_document import canonical, kept
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["Vault", "VaultLockConfiguration", "VaultPolicy"]

_SERVICE = "backup"
# AWS denies access to a vault that does not exist.
_GONE = ("ResourceNotFoundException", "AccessDeniedException")
_NO_PRINCIPAL = "Provided principal is not valid"


class Vault(Calls):
    """A vault: only its tags change in place."""

    type = "aws:backup/vault:Vault"

    def create(self, call: Call) -> None:
        """Create the vault."""
        inputs, name = call.inputs, call.inputs["name"]
        with doing(call, f"creating Backup Vault ({name})"):
            send(
                call,
                "CreateBackupVault",
                {
                    "BackupVaultName": name,
                    "BackupVaultTags": pack(_SERVICE, inputs.get("tagsAll")) or None,
                    **given(inputs, {"EncryptionKeyArn": "kmsKeyArn"}),
                },
                service=_SERVICE,
            )
        call.id = name

    def read(self, call: Call) -> Properties | None:
        """Return the vault; one of another type is not this resource."""
        vault = _described(call)
        if vault is None:
            return None
        arn = vault["BackupVaultArn"]
        with doing(call, f"listing tags for Backup Vault ({call.id})"):
            tags = read_tags(call, _SERVICE, arn)
        return {
            "arn": arn,
            "kmsKeyArn": vault.get("EncryptionKeyArn", ""),
            "name": vault["BackupVaultName"],
            "recoveryPoints": vault.get("NumberOfRecoveryPoints", 0),
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Change the tags; `forceDestroy` lives in the state alone."""
        sync_tags(call, _SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the vault, with `forceDestroy` its recovery points first."""
        if call.prior.get("forceDestroy"):
            self._empty(call)
        with doing(call, f"deleting Backup Vault ({call.id})"), ignoring(*_GONE):
            send(call, "DeleteBackupVault", {"BackupVaultName": call.id}, service=_SERVICE)

    def _empty(self, call: Call) -> None:
        words = f"deleting Backup Vault ({call.id})"
        vault = {"BackupVaultName": call.id}
        with doing(call, words), ignoring(*_GONE):
            points = listed(
                call,
                "ListRecoveryPointsByBackupVault",
                "RecoveryPoints",
                vault,
                service=_SERVICE,
            )
            for point in points:
                arn = point["RecoveryPointArn"]
                key = {**vault, "RecoveryPointArn": arn}
                with doing(call, f"{words}: deleting Backup Vault recovery point ({arn})"):
                    send(call, "DeleteRecoveryPoint", key, service=_SERVICE)
                wait(
                    call,
                    f"{words}: waiting for Backup Vault recovery point ({arn}) delete",
                    lambda key=key: _point_status(call, key),
                    GONE,
                    ("DELETING",),
                )


class VaultPolicy(Calls):
    """The one access policy of a vault; a second one silently takes its place."""

    type = "aws:backup/vaultPolicy:VaultPolicy"

    def create(self, call: Call) -> None:
        """Put the policy; the id is the vault's name."""
        self._put(call)
        call.id = call.inputs["backupVaultName"]

    def read(self, call: Call) -> Properties | None:
        """Return the policy, in the words known where AWS's means the same."""
        try:
            answer = send(
                call,
                "GetBackupVaultAccessPolicy",
                {"BackupVaultName": call.id},
                service=_SERVICE,
            )
        except ClientError as error:
            if is_error(error, *_GONE):
                return None
            call.fail(f"reading Backup Vault Policy ({call.id})", error)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "backupVaultArn": answer.get("BackupVaultArn", ""),
            "backupVaultName": answer["BackupVaultName"],
            "policy": kept(known, answer.get("Policy") or ""),
        }

    def update(self, call: Call) -> None:
        """Put the policy again."""
        self._put(call)

    def delete(self, call: Call) -> None:
        """Delete the policy."""
        with doing(call, f"deleting Backup Vault Policy ({call.id})"), ignoring(*_GONE):
            send(
                call,
                "DeleteBackupVaultAccessPolicy",
                {"BackupVaultName": call.id},
                service=_SERVICE,
            )

    def _put(self, call: Call) -> None:
        name = call.inputs["backupVaultName"]
        request = {"BackupVaultName": name, "Policy": canonical(call.inputs["policy"])}
        with doing(call, f"creating Backup Vault Policy ({name})"):
            retrying(
                call,
                lambda error: is_error(error, "InvalidParameterValueException", text=_NO_PRINCIPAL),
                lambda: send(call, "PutBackupVaultAccessPolicy", request, service=_SERVICE),
            )


class VaultLockConfiguration(Calls):
    """The lock of a vault: every property replaces it."""

    type = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"

    def create(self, call: Call) -> None:
        """Put the lock with those of its numbers that are not 0."""
        name = call.inputs["backupVaultName"]
        numbers = given(
            call.inputs,
            {
                "ChangeableForDays": "changeableForDays",
                "MaxRetentionDays": "maxRetentionDays",
                "MinRetentionDays": "minRetentionDays",
            },
        )
        with doing(call, f"creating Backup Vault Lock Configuration ({name})"):
            send(
                call,
                "PutBackupVaultLockConfiguration",
                {"BackupVaultName": name, **numbers},
                service=_SERVICE,
            )
        call.id = name

    def read(self, call: Call) -> Properties | None:
        """Return the vault's retention bounds; whether it is locked is not looked at."""
        vault = _described(call)
        if vault is None:
            return None
        return {
            "backupVaultArn": vault["BackupVaultArn"],
            "backupVaultName": vault["BackupVaultName"],
            "maxRetentionDays": vault.get("MaxRetentionDays", 0),
            "minRetentionDays": vault.get("MinRetentionDays", 0),
        }

    def update(self, call: Call) -> None:
        """Refuse: every change makes a new lock.

        Raises:
            CallError: always.
        """
        raise CallError(f"updating Backup Vault Lock Configuration ({call.id}): not possible")

    def delete(self, call: Call) -> None:
        """Take the lock off, where AWS still lets one."""
        with (
            doing(call, f"deleting Backup Vault Lock Configuration ({call.id})"),
            ignoring("ResourceNotFoundException"),
        ):
            send(
                call,
                "DeleteBackupVaultLockConfiguration",
                {"BackupVaultName": call.id},
                service=_SERVICE,
            )


def _described(call: Call) -> Mapping[str, Any] | None:
    try:
        vault = send(call, "DescribeBackupVault", {"BackupVaultName": call.id}, service=_SERVICE)
    except ClientError as error:
        if is_error(error, *_GONE):
            return None
        call.fail(f"reading Backup Vault ({call.id})", error)
    return vault if vault.get("VaultType", "BACKUP_VAULT") == "BACKUP_VAULT" else None


def _point_status(call: Call, key: Mapping[str, str]) -> str | None:
    try:
        return send(call, "DescribeRecoveryPoint", key, service=_SERVICE)["Status"]
    except ClientError as error:
        if is_error(error, *_GONE):
            return None
        raise
