"""Replicas of secrets: an ARN of their region, a key of their own, a status."""

from __future__ import annotations

from typing import Any

from moto.secretsmanager.exceptions import InvalidParameterException
from moto.secretsmanager.models import FakeSecret, ReplicaSecret, SecretsManagerBackend
from moto.secretsmanager.models import secretsmanager_backends as backends

from aurora.embedded.server.regions import known_region

from .patching import replace
from .secretsmanager_secret import writable

__all__ = ["install"]

_create_replicas = FakeSecret.create_replicas
_init = ReplicaSecret.__init__


def _arn_in(arn: str, region: str) -> str:
    parts = arn.split(":", 4)
    parts[3] = region
    return ":".join(parts)


def _made(
    self: ReplicaSecret,
    source: FakeSecret,
    region: str,
    status: str | None = None,
    message: str | None = None,
) -> None:
    if message:
        message = (
            f"Replication failed: Secret name {source.name} already exists in region {region}."
        )
    _init(self, source, region, status, message)
    self.arn = _arn_in(source.arn, region)


def _replicated(
    self: FakeSecret, replica_regions: list[dict[str, str]], force_overwrite: bool
) -> list[ReplicaSecret]:
    for wanted in replica_regions:
        if not known_region(wanted["Region"]):
            raise InvalidParameterException(f"Invalid replica region {wanted['Region']}.")
    made = _create_replicas(self, replica_regions, force_overwrite)
    for replica, wanted in zip(made, replica_regions, strict=True):
        if wanted.get("KmsKeyId"):
            replica.config["KmsKeyId"] = wanted["KmsKeyId"]
        if not replica.has_replica:
            continue
        # moto keeps a replica under its ARN, which it made before the region was put right.
        store = backends[self.account_id][replica.region].secrets
        for key in [key for key, value in dict.items(store) if value is replica]:
            dict.pop(store, key)
        dict.__setitem__(store, replica.arn, replica)
    return made


def _described(self: ReplicaSecret) -> dict[str, Any]:
    answer = self.source.to_dict()
    answer.pop("ReplicationStatus", None)
    if not answer["Tags"]:
        answer.pop("Tags")
    answer.pop("KmsKeyId", None)
    key = self.config["KmsKeyId"]
    if key != SecretsManagerBackend.DEFAULT_KMS_KEY_ALIAS:
        answer["KmsKeyId"] = key
    return {**answer, "ARN": self.arn, "PrimaryRegion": self.source.region}


def _added(
    self: SecretsManagerBackend,
    secret_id: str,
    replica_regions: list[dict[str, str]],
    force_overwrite: bool,
) -> tuple[str, list[dict[str, Any]]]:
    secret = writable(self, secret_id)
    secret.replicas.extend(secret.create_replicas(replica_regions, force_overwrite))
    return secret.arn, [replica.config for replica in secret.replicas]


def install() -> None:
    """Make replicas of secrets answer as AWS does."""
    replace(ReplicaSecret, __init__=_made, to_dict=_described)
    replace(FakeSecret, create_replicas=_replicated)
    replace(SecretsManagerBackend, replicate_secret_to_regions=_added)
