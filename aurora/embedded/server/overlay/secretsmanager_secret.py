"""Secrets: what AWS refuses for deleted ones, staging labels, policies, read-back."""

from __future__ import annotations

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.secretsmanager.exceptions import (
    InvalidParameterException,
    InvalidRequestException,
    SecretNotFoundException,
)
from moto.secretsmanager.models import FakeSecret, ReplicaSecret, SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from .patching import replace

__all__ = ["install", "writable"]

_MARKED = "You can't perform this operation on the secret because it was marked for deletion."
_DEFAULT_KEY = "DefaultEncryptionKey"  # what AWS answers for its own key
_CURRENT, _PREVIOUS, _PENDING = "AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"

_create = SecretsManagerBackend.create_secret
_get_value = SecretsManagerBackend.get_secret_value
_put_value = SecretsManagerBackend.put_secret_value
_update = SecretsManagerBackend.update_secret
_move_stage = SecretsManagerBackend.update_secret_version_stage
_to_dict = FakeSecret.to_dict


def writable(backend: SecretsManagerBackend, secret_id: str) -> FakeSecret:
    """Return a secret of this region that may be changed.

    Raises:
        JsonRESTError: It does not exist, waits for its deletion, or is a replica.
    """
    secret = _readable(backend, secret_id)
    if isinstance(secret, ReplicaSecret):
        raise InvalidRequestException(
            "Operation not permitted on a replica secret. Call must be made in primary secret's "
            "region."
        )
    return secret


def _readable(backend: SecretsManagerBackend, secret_id: str) -> FakeSecret | ReplicaSecret:
    if secret_id not in backend.secrets:
        raise SecretNotFoundException
    secret = backend.secrets[secret_id]
    if secret.is_deleted():
        raise InvalidRequestException(_MARKED)
    return secret


def _created(self: SecretsManagerBackend, name: str, *args: Any, **kwargs: Any) -> str:
    known = self.secrets.get(name)
    if known is not None and known.is_deleted():
        raise InvalidRequestException(
            "You can't create this secret because a secret with this name is already scheduled "
            "for deletion."
        )
    return _create(self, name, *args, **kwargs)


def _value(self: SecretsManagerBackend, secret_id: str, *args: Any, **kwargs: Any) -> Any:
    _readable(self, secret_id)
    return _get_value(self, secret_id, *args, **kwargs)


def _value_put(self: SecretsManagerBackend, secret_id: str, *args: Any, **kwargs: Any) -> str:
    return _put_value(self, writable(self, secret_id).name, *args, **kwargs)


def _updated(self: SecretsManagerBackend, secret_id: str, **kwargs: Any) -> str:
    secret = writable(self, secret_id)
    answer = _update(self, secret_id, **kwargs)
    if kwargs.get("description") is not None:
        secret.description = kwargs["description"]
    return answer


def _new_default(self: FakeSecret, secret_version: dict[str, Any], version_id: str) -> None:
    """Give a version AWSCURRENT: its labels leave the others, the old one becomes AWSPREVIOUS."""
    self.remove_version_stages_from_old_versions(
        [_PREVIOUS, *[label for label in secret_version["version_stages"] if label != _CURRENT]]
    )
    for version in self.versions.values():
        if _CURRENT in version["version_stages"]:
            version["version_stages"].remove(_CURRENT)
            version["version_stages"].append(_PREVIOUS)
    self.versions[version_id] = secret_version
    self.default_version_id = version_id


def _stage_moved(
    self: SecretsManagerBackend,
    secret_id: str,
    version_stage: str,
    remove_from_version_id: str,
    move_to_version_id: str,
) -> tuple[str, str]:
    secret = writable(self, secret_id)
    holders = [
        version_id
        for version_id, version in secret.versions.items()
        if version_stage in version["version_stages"]
    ]
    if version_stage == _CURRENT and not move_to_version_id:
        raise InvalidParameterException(
            "You can only move staging label AWSCURRENT to a different secret version. It can't "
            "be completely removed."
        )
    foreign = [holder for holder in holders if holder != move_to_version_id]
    if move_to_version_id and foreign and not remove_from_version_id:
        raise InvalidParameterException(
            f"The parameter RemoveFromVersionId can't be empty. Staging label {version_stage} is "
            f"currently attached to version {foreign[0]}, so you must explicitly reference that "
            "version in RemoveFromVersionId."
        )
    answer = _move_stage(self, secret_id, version_stage, remove_from_version_id, move_to_version_id)
    if version_stage == _CURRENT:
        secret.set_default_version_id(move_to_version_id)
    return answer


def _versions(self: SecretsManagerResponse) -> str:
    secret = self.backend.describe_secret(self._get_param("SecretId", if_none=""))
    every = bool(self._get_param("IncludeDeprecated"))
    key = secret.to_dict().get("KmsKeyId", _DEFAULT_KEY)
    found = [
        {
            "CreatedDate": version["createdate"],
            "KmsKeyIds": [key],
            "VersionId": version_id,
            "VersionStages": version["version_stages"],
        }
        for version_id, version in secret.versions.items()
        if every or version["version_stages"]
    ]
    return json.dumps({"ARN": secret.arn, "Name": secret.name, "Versions": found})


def _policy(self: SecretsManagerBackend, secret_id: str) -> str:
    secret = _readable(self, secret_id)
    source = secret.source if isinstance(secret, ReplicaSecret) else secret
    answer = {"ARN": secret.arn, "Name": secret.name}
    if source.policy is not None:
        answer["ResourcePolicy"] = source.policy
    return json.dumps(answer)


def _policy_put(self: SecretsManagerResponse) -> str:
    secret = writable(self.backend, self._get_param("SecretId"))
    policy = self._get_param("ResourcePolicy")
    try:
        document = json.loads(policy)
    except ValueError:
        document = None
    if not isinstance(document, dict) or not document.get("Statement"):
        raise JsonRESTError(
            "MalformedPolicyDocumentException", "This resource policy contains invalid Json."
        )
    if self._get_param("BlockPublicPolicy") and _is_public(document):
        raise JsonRESTError(
            "PublicPolicyException",
            "You can't use a public resource policy: BlockPublicPolicy is on.",
        )
    secret.policy = policy
    return json.dumps({"ARN": secret.arn, "Name": secret.name})


def _is_public(document: dict[str, Any]) -> bool:
    statements = document["Statement"]
    for statement in statements if isinstance(statements, list) else [statements]:
        principal = statement.get("Principal")
        named = principal.get("AWS") if isinstance(principal, dict) else principal
        everyone = named == "*" or (isinstance(named, list) and "*" in named)
        if statement.get("Effect") == "Allow" and everyone and not statement.get("Condition"):
            return True
    return False


def _policy_deleted(self: SecretsManagerBackend, secret_id: str) -> tuple[str, str]:
    secret = writable(self, secret_id)
    secret.policy = None
    return secret.arn, secret.name


def _labelled(self: FakeSecret) -> dict[str, list[str]]:
    """Return the versions that have a label: the others are deprecated and not shown."""
    return {
        version_id: version["version_stages"]
        for version_id, version in self.versions.items()
        if version["version_stages"]
    }


def _described(self: FakeSecret) -> dict[str, Any]:
    answer = _to_dict(self)
    if self.rotation_requested:
        rules = vars(self).get("rotation_rules")
        answer["RotationRules"] = rules or {"AutomaticallyAfterDays": self.auto_rotate_after_days}
        for name in ("ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn"):
            if vars(self).get(name):
                answer[name] = vars(self)[name]
        if not self.rotation_lambda_arn:
            answer.pop("RotationLambdaARN", None)
    if self.replicas:
        answer["PrimaryRegion"] = self.region
    answer["Tags"] = answer.get("Tags") or []
    return {key: value for key, value in answer.items() if value is not None}


def install() -> None:
    """Make secrets answer and refuse as AWS does."""
    replace(
        FakeSecret,
        to_dict=_described,
        reset_default_version=_new_default,
        _form_version_ids_to_stages=_labelled,
    )
    replace(
        SecretsManagerBackend,
        create_secret=_created,
        get_secret_value=_value,
        put_secret_value=_value_put,
        update_secret=_updated,
        update_secret_version_stage=_stage_moved,
        get_resource_policy=_policy,
        delete_resource_policy=_policy_deleted,
    )
    replace(
        SecretsManagerResponse,
        list_secret_version_ids=_versions,
        put_resource_policy=_policy_put,
    )
