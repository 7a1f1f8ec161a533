"""KMS keys: metadata, rotation with its period, states in which AWS refuses a change."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time, utcfromtimestamp, utcnow
from moto.kms import models
from moto.kms.models import Alias, Key, KmsBackend
from moto.kms.responses import KmsResponse

from ..chance import seeded_by_name
from .paging import cut
from .patching import replace

__all__ = ["install", "pending", "usable"]

_DEFAULT_PERIOD_DAYS = 365  # API_EnableKeyRotation
_DEFAULT_WINDOW_DAYS = 30  # API_ScheduleKeyDeletion
_SYMMETRIC = "SYMMETRIC_DEFAULT"
# API_KeyMetadata: the algorithms that each key spec and usage supports.
_MAC_ALGORITHMS = {f"HMAC_{size}": [f"HMAC_SHA_{size}"] for size in (224, 256, 384, 512)}
_PENDING = ("PendingDeletion", "PendingReplicaDeletion")

_alias_init = Alias.__init__
_create_key = KmsBackend.create_key
_default_keys = KmsBackend._generate_default_keys
_tag_resource = KmsBackend.tag_resource
_untag_resource = KmsBackend.untag_resource
_update_alias = KmsBackend.update_alias
_create_alias = KmsBackend.create_alias
_enable_key = KmsBackend.enable_key
_disable_key = KmsBackend.disable_key
_update_key_description = KmsBackend.update_key_description
_put_key_policy = KmsBackend.put_key_policy


def pending(key: Key) -> bool:
    """Say whether a key waits for its deletion."""
    return key.key_state in _PENDING


def usable(backend: KmsBackend, key_id: str) -> Key:
    """Return a key that may be changed.

    Raises:
        JsonRESTError: The key waits for its deletion.
    """
    key = backend.keys[backend.get_key_id(key_id)]
    if pending(key):
        raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
    return key


def _to_dict(self: Key) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "AWSAccountId": self.account_id,
        "Arn": self.arn,
        "CreationDate": self.creation_date,
        "CustomerMasterKeySpec": self.key_spec,
        "Description": self.description,
        "Enabled": self.enabled,
        "KeyId": self.id,
        "KeyManager": self.key_manager,
        "KeySpec": self.key_spec,
        "KeyState": self.key_state,
        "KeyUsage": self.key_usage,
        "MultiRegion": bool(self.multi_region),
        "Origin": self.origin,
    }
    if self.key_usage == "ENCRYPT_DECRYPT":
        metadata["EncryptionAlgorithms"] = self.encryption_algorithms
    elif self.key_usage == "SIGN_VERIFY":
        metadata["SigningAlgorithms"] = self.signing_algorithms
    elif self.key_usage == "GENERATE_VERIFY_MAC":
        metadata["MacAlgorithms"] = _MAC_ALGORITHMS.get(self.key_spec, [])
    elif self.key_usage == "KEY_AGREEMENT":
        metadata["KeyAgreementAlgorithms"] = ["ECDH"]
    if self.key_spec == _SYMMETRIC and self.origin == "AWS_KMS":
        metadata["CurrentKeyMaterialId"] = hashlib.sha256(self.id.encode()).hexdigest()
    if self.multi_region:
        metadata["MultiRegionConfiguration"] = self.multi_region_configuration
    if self.key_state == "PendingDeletion":
        metadata["DeletionDate"] = unix_time(self.deletion_date)
    elif self.key_state == "PendingReplicaDeletion":
        metadata["PendingDeletionWindowInDays"] = vars(self).get(
            "window_days", _DEFAULT_WINDOW_DAYS
        )
    return {"KeyMetadata": metadata}


def _made(
    self: KmsBackend, policy: str | None, key_usage: str, key_spec: str, *args: Any, **kwargs: Any
) -> Key:
    if policy:
        try:
            json.loads(policy)
        except ValueError:
            raise JsonRESTError("MalformedPolicyDocumentException", "") from None
    return _create_key(self, policy, key_usage or "ENCRYPT_DECRYPT", key_spec, *args, **kwargs)


def _made_by_aws(self: KmsBackend, alias_name: str) -> str | None:
    """Make the key that a service keeps for the account, the same whenever it comes into being."""
    with seeded_by_name("kms", self.account_id, self.region_name, alias_name):
        key_id = _default_keys(self, alias_name)
    if key_id:
        service = alias_name.removeprefix("alias/aws/")
        key = self.keys[key_id]
        key.key_manager = "AWS"
        key.key_rotation_status = True
        key.description = (
            f"Default key that protects my {service} data when no other key is defined"
        )
    return key_id


def _rotation_status(self: KmsResponse) -> str:
    self._validate_cmk_id(self._get_param("KeyId"))
    key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
    source = getattr(key, "rotation_source", lambda: key)()
    answer: dict[str, Any] = {"KeyId": key.arn, "KeyRotationEnabled": source.key_rotation_status}
    if source.key_rotation_status:
        period = vars(source).get("rotation_period_days", _DEFAULT_PERIOD_DAYS)
        start = vars(source).get("rotation_start", source.creation_date)
        following = utcfromtimestamp(int(start)) + timedelta(days=period)
        answer |= {"NextRotationDate": unix_time(following), "RotationPeriodInDays": period}
    return json.dumps(answer)


def _enable_rotation(self: KmsResponse) -> str:
    self._validate_cmk_id(self._get_param("KeyId"))
    key = usable(self.kms_backend, self._get_param("KeyId"))
    if key.key_spec != _SYMMETRIC or key.origin != "AWS_KMS":
        raise JsonRESTError("UnsupportedOperationException", "")
    if not key.enabled:
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    period = self._get_param("RotationPeriodInDays")
    known = vars(key).get("rotation_period_days", _DEFAULT_PERIOD_DAYS)
    known = known if key.key_rotation_status else _DEFAULT_PERIOD_DAYS
    vars(key).update(rotation_period_days=period or known, rotation_start=unix_time(utcnow()))
    key.key_rotation_status = True
    return json.dumps(None)


def _disable_rotation(self: KmsResponse) -> str:
    self._validate_cmk_id(self._get_param("KeyId"))
    key = usable(self.kms_backend, self._get_param("KeyId"))
    if not key.enabled:
        raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
    key.key_rotation_status = False
    return json.dumps(None)


def _key_policy(self: KmsResponse) -> str:
    key_id = self._get_param("KeyId")
    self._validate_cmk_id(key_id)
    name = self._get_param("PolicyName") or "default"
    if name != "default":
        raise JsonRESTError("NotFoundException", f"No such policy exists: {name}")
    policy = self.kms_backend.get_key_policy(key_id)
    return json.dumps({"Policy": policy, "PolicyName": name})


def _schedule_deletion(self: KmsResponse) -> str:
    key_id = self._get_param("KeyId")
    self._validate_cmk_id(key_id)
    key = usable(self.kms_backend, key_id)
    days = self._get_param("PendingWindowInDays") or _DEFAULT_WINDOW_DAYS
    if not 7 <= days <= _DEFAULT_WINDOW_DAYS:
        raise JsonRESTError("ValidationException", "PendingWindowInDays must be 7 to 30.")
    key.enabled = False
    vars(key).update(window_days=days)
    answer: dict[str, Any] = {"KeyId": key.arn, "PendingWindowInDays": days}
    if getattr(key, "has_replicas", lambda: False)():
        key.key_state = "PendingReplicaDeletion"
    else:
        key.key_state = "PendingDeletion"
        key.deletion_date = utcnow() + timedelta(days=days)
        answer["DeletionDate"] = unix_time(key.deletion_date)
    return json.dumps({**answer, "KeyState": key.key_state})


def _switched(original: Any) -> Any:
    def switch(self: KmsBackend, key_id: str) -> None:
        original(self, usable(self, key_id).id)

    return switch


def _changed(original: Any) -> Any:
    def change(self: KmsBackend, key_id: str, value: str) -> None:
        original(self, usable(self, key_id).id, value)

    return change


def _tagged(original: Any) -> Any:
    def tag(self: KmsBackend, key_id: str, tags: Any) -> None:
        original(self, usable(self, key_id).id, tags)

    return tag


def _aliased(original: Any) -> Any:
    def alias(self: KmsBackend, target_key_id: str, alias_name: str) -> Any:
        made = original(self, usable(self, target_key_id).id, alias_name)
        vars(made).update(last_updated=unix_time(utcnow()))
        return made

    return alias


def _alias_made(self: Alias, *args: Any, **kwargs: Any) -> None:
    _alias_init(self, *args, **kwargs)
    moment = unix_time(utcnow())
    vars(self).update(created=moment, last_updated=moment)


def _aliases(self: KmsResponse) -> str:
    backend = self.kms_backend
    key_id = self._get_param("KeyId")
    if key_id is not None:
        self._validate_key_id(key_id)
        key_id = backend.any_id_to_key_id(key_id)
    found = [
        {
            "AliasArn": alias.alias_arn,
            "AliasName": alias.alias_name,
            "TargetKeyId": alias.target_key_id,
            "CreationDate": vars(alias)["created"],
            "LastUpdatedDate": vars(alias)["last_updated"],
        }
        for alias in backend.list_aliases(key_id=key_id)
    ]
    return _page(self, "ListAliases", {"Truncated": False, "Aliases": found})


def _keys(self: KmsResponse) -> str:
    found = [{"KeyArn": key.arn, "KeyId": key.id} for key in self.kms_backend.list_keys()]
    return _page(self, "ListKeys", {"Truncated": False, "Keys": found})


def _page(self: KmsResponse, operation: str, answer: dict[str, Any]) -> str:
    try:
        cut("kms", operation, answer, self._get_param)
    except ValueError:
        raise JsonRESTError("InvalidMarkerException", "Invalid marker.") from None
    return json.dumps(answer)


def install() -> None:
    """Make KMS answer and refuse as AWS does."""
    replace(Key, to_dict=_to_dict)
    replace(Alias, __init__=_alias_made)
    replace(
        KmsBackend,
        create_key=_made,
        _generate_default_keys=_made_by_aws,
        enable_key=_switched(_enable_key),
        disable_key=_switched(_disable_key),
        update_key_description=_changed(_update_key_description),
        put_key_policy=_changed(_put_key_policy),
        tag_resource=_tagged(_tag_resource),
        untag_resource=_tagged(_untag_resource),
        create_alias=_aliased(_create_alias),
        update_alias=_aliased(_update_alias),
    )
    replace(
        KmsResponse,
        get_key_rotation_status=_rotation_status,
        enable_key_rotation=_enable_rotation,
        disable_key_rotation=_disable_rotation,
        get_key_policy=_key_policy,
        schedule_key_deletion=_schedule_deletion,
        list_aliases=_aliases,
        list_keys=_keys,
    )
    replace(models, RESERVED_ALIASES=[*_service_aliases()])


def _service_aliases() -> set[str]:
    """Return the aliases that a look-up by name may bring into being."""
    return {*models.RESERVED_ALIASES, "alias/aws/sns", "alias/aws/backup", "alias/aws/logs"}
