"""Backup vaults: access policy, default key, recovery points, the fields AWS always answers."""

from __future__ import annotations

import json
from typing import Any

from moto.backup import urls
from moto.backup.exceptions import InvalidParameterValueException, ResourceNotFoundException
from moto.backup.models import BackupBackend, Vault
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.kms.models import kms_backends

from .paging import cut
from .patching import replace

__all__ = ["install"]

_PATHS = (
    "{0}/backup-vaults/(?P<name>[^/]+)/access-policy$",
    "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$",
    "{0}/resources/$",
    "{0}/resources/(?P<arn>.+)/recovery-points/$",
    "{0}/(?P<kind>backup|copy|restore)-jobs/$",
)

_PAGED_BY = ("MaxResults", "NextToken")

_init = Vault.__init__
_list_dict = Vault.to_list_dict


def _made(self: Any, *args: Any, **settings: Any) -> None:
    _init(self, *args, **settings)
    backend = settings["backend"]
    self.policy = None
    self.vault_type, self.vault_state = "BACKUP_VAULT", "AVAILABLE"
    self.encryption_key_type = "CUSTOMER_MANAGED_KMS_KEY"
    if not self.encryption_key_arn:
        keys = kms_backends[backend.account_id][backend.region_name]
        key = keys.keys[keys.any_id_to_key_id("alias/aws/backup")]
        self.encryption_key_arn, self.encryption_key_type = key.arn, "AWS_OWNED_KMS_KEY"


def _listed(self: Any) -> dict[str, Any]:
    return {
        **_list_dict(self),
        "EncryptionKeyType": self.encryption_key_type,
        "VaultState": self.vault_state,
        "VaultType": self.vault_type,
    }


def _describe(self: BackupResponse) -> ActionResult:
    return ActionResult(_vault(self).to_list_dict())


def _vault(self: BackupResponse) -> Any:
    name = self.path.split("/backup-vaults/")[1].split("/")[0]
    vault = self.backup_backend.vaults.get(name)
    if vault is None:
        raise ResourceNotFoundException(f"Backup vault {name} not found")
    return vault


def _put_policy(self: BackupResponse) -> EmptyResult:
    vault, policy = _vault(self), self._get_param("Policy")
    try:
        document = json.loads(policy or "")
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise InvalidParameterValueException("The provided policy is not valid JSON")
    vault.policy = policy
    return EmptyResult()


def _get_policy(self: BackupResponse) -> ActionResult:
    vault = _vault(self)
    if vault.policy is None:
        raise ResourceNotFoundException(
            f"Backup vault {vault.backup_vault_name} has no access policy"
        )
    return ActionResult(
        {
            "BackupVaultArn": vault.backup_vault_arn,
            "BackupVaultName": vault.backup_vault_name,
            "Policy": vault.policy,
        }
    )


def _delete_policy(self: BackupResponse) -> EmptyResult:
    _vault(self).policy = None
    return EmptyResult()


def _recovery_points(self: BackupResponse) -> ActionResult:
    """Answer an empty list: no backup job runs here, so that no vault holds anything."""
    _vault(self)
    return ActionResult({"RecoveryPoints": []})


def _protected(_self: BackupResponse) -> ActionResult:
    return ActionResult({"Results": []})


def _listed_vaults(self: BackupResponse) -> ActionResult:
    """List the vaults in pages."""
    found = [vault.to_list_dict() for vault in self.backup_backend.list_backup_vaults()]
    answer = {"BackupVaultList": found}
    # They come in the address, where their first letter is small.
    given = {name: self._get_param(name[0].lower() + name[1:]) for name in _PAGED_BY}
    try:
        cut("backup", "ListBackupVaults", answer, given.get)
    except ValueError:
        raise InvalidParameterValueException("Invalid NextToken") from None
    return ActionResult(answer)


def _points_of(_self: BackupResponse) -> ActionResult:
    return ActionResult({"RecoveryPoints": []})


def _jobs(member: str) -> Any:
    """Return the method of an operation that lists jobs: none runs here."""

    def answer(_self: BackupResponse) -> ActionResult:
        return ActionResult({member: []})

    return answer


def _delete(self: BackupBackend, backup_vault_name: str) -> None:
    vault = self.vaults.pop(backup_vault_name, None)
    if vault is None:
        raise ResourceNotFoundException(f"Backup vault {backup_vault_name} not found")
    self.tagger.delete_all_tags_for_resource(vault.backup_vault_arn)


def install() -> None:
    """Add what moto's vaults lack."""
    for path in _PATHS:
        urls.url_paths[path] = urls.response.dispatch
    replace(Vault, __init__=_made, to_list_dict=_listed)
    replace(BackupBackend, delete_backup_vault=_delete)
    replace(
        BackupResponse,
        delete_backup_vault_access_policy=_delete_policy,
        describe_backup_vault=_describe,
        get_backup_vault_access_policy=_get_policy,
        list_backup_vaults=_listed_vaults,
        list_backup_jobs=_jobs("BackupJobs"),
        list_copy_jobs=_jobs("CopyJobs"),
        list_protected_resources=_protected,
        list_recovery_points_by_backup_vault=_recovery_points,
        list_recovery_points_by_resource=_points_of,
        list_restore_jobs=_jobs("RestoreJobs"),
        put_backup_vault_access_policy=_put_policy,
    )
