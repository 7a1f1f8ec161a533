"""Multi-Region keys: a replica is a key of its own that shares the material and the rotation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time, utcnow
from moto.kms.models import Key, KmsBackend, kms_backends
from moto.kms.responses import KmsResponse
from moto.utilities.utils import get_partition

from .kms_key import pending, usable
from .patching import replace

__all__ = ["install"]


def _related(key: Key) -> Iterator[Key]:
    """Yield the keys of the same id in all regions that are in use."""
    for backend in list(kms_backends[key.account_id].values()):
        if key.id in backend.keys:
            yield backend.keys[key.id]


def _origin_region(key: Key) -> str:
    return vars(key).get("origin_region", key.region)


def _origin(key: Key) -> Key:
    return kms_backends[key.account_id][_origin_region(key)].keys.get(key.id, key)


def _reference(key: Key) -> dict[str, str]:
    return {"Arn": key.arn, "Region": key.region}


def _configuration(self: Key) -> dict[str, Any]:
    origin = _origin(self)
    replicas = [key for key in _related(self) if key is not origin]
    return {
        "MultiRegionKeyType": "PRIMARY" if self is origin else "REPLICA",
        "PrimaryKey": _reference(origin),
        "ReplicaKeys": [_reference(key) for key in replicas],
    }


def _set_configuration(_: Key, __: Any) -> None:
    """Take what moto's constructor writes: the configuration follows from the keys."""


def _has_replicas(self: Key) -> bool:
    return self is _origin(self) and any(
        key is not self and key.key_state != "PendingDeletion" for key in _related(self)
    )


def _arn(key: Key, region: str) -> str:
    return f"arn:{get_partition(region)}:kms:{region}:{key.account_id}:key/{key.id}"


def _replicate(self: KmsResponse) -> str:
    key_id = self._get_param("KeyId")
    self._validate_cmk_id(key_id)
    origin = usable(self.kms_backend, key_id)
    region = self._get_param("ReplicaRegion")
    if not origin.multi_region:
        raise JsonRESTError(
            "UnsupportedOperationException", f"{origin.arn} is not a multi-Region primary key."
        )
    target: KmsBackend = kms_backends[origin.account_id][region]
    if origin.id in target.keys:
        raise JsonRESTError("AlreadyExistsException", f"{_arn(origin, region)} already exists.")
    if origin is not _origin(origin):
        raise JsonRESTError(
            "UnsupportedOperationException", f"{origin.arn} is not a multi-Region primary key."
        )
    replica = copy(origin)
    vars(replica).update(origin_region=origin.region)
    replica.region = region
    replica.arn = _arn(origin, region)
    replica.description = self._get_param("Description") or ""
    replica.policy = self._get_param("Policy") or origin.generate_default_policy()
    replica.creation_date = unix_time(utcnow())
    replica.enabled, replica.key_state, replica.deletion_date = True, "Enabled", None
    replica.aliases, replica.grants = {}, {}
    target.keys[replica.id] = replica
    tags = self._get_param("Tags") or []
    target.tagger.tag_resource(replica.id, tags)
    return json.dumps(
        {
            "ReplicaKeyMetadata": replica.to_dict()["KeyMetadata"],
            "ReplicaPolicy": replica.policy,
            "ReplicaTags": tags,
        }
    )


def _described(self: KmsBackend, key_id: str) -> Key:
    key = self.keys[self.any_id_to_key_id(key_id)]
    origin = _origin(key) if key.multi_region else key
    if key is origin and key.key_state == "PendingReplicaDeletion" and not _has_replicas(key):
        key.key_state = "PendingDeletion"
        key.deletion_date = key.deletion_date or utcnow()
    return key


def _update_origin(self: KmsResponse) -> str:
    key_id = self._get_param("KeyId")
    self._validate_cmk_id(key_id)
    key = usable(self.kms_backend, key_id)
    region = self._get_param("PrimaryRegion")
    related = {entry.region: entry for entry in _related(key)}
    if not key.multi_region or region not in related or pending(related[region]):
        raise JsonRESTError(
            "UnsupportedOperationException", f"{key.arn} has no replica key in {region}."
        )
    rotation = _origin(key)
    for entry in related.values():
        vars(entry).update(origin_region=region)
    related[region].key_rotation_status = rotation.key_rotation_status
    for name in ("rotation_period_days", "rotation_start"):
        if name in vars(rotation):
            setattr(related[region], name, getattr(rotation, name))
    return "{}"


def install() -> None:
    """Make replicas independent keys that know their origin."""
    replace(
        Key,
        multi_region_configuration=property(_configuration, _set_configuration),
        has_replicas=_has_replicas,
        rotation_source=_origin,
    )
    replace(KmsBackend, describe_key=_described)
    replace(KmsResponse, replicate_key=_replicate, update_primary_region=_update_origin)
