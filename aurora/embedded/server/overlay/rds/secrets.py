"""Master passwords that RDS manages: a secret of its own in Secrets Manager."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

from moto.kms.models import KmsBackend
from moto.moto_api._internal import mock_random
from moto.rds.models import MasterUserSecret

if TYPE_CHECKING:
    from .cluster import Cluster

__all__ = ["ManagedSecret"]

_LETTERS = string.ascii_letters + string.digits + "!#$%&()*+,-.:;<=>?[]^_{|}~"
_DEFAULT_KEY = "alias/aws/secretsmanager"
_ROTATION_DAYS = 7
_ROTATION_SECONDS = _ROTATION_DAYS * 24 * 60 * 60


class ManagedSecret(MasterUserSecret):
    """The secret of a cluster's master user; the serializer reads ARN, key and status from it."""

    resource: Cluster

    def __init__(self, resource: Cluster, kms_key_id: str | None) -> None:
        super().__init__(resource, kms_key_id or _DEFAULT_KEY)
        self.secret.rotation_requested = True
        self.secret.rotation_enabled = True
        self.secret.auto_rotate_after_days = _ROTATION_DAYS
        self.secret.last_rotation_date = self.secret.created_date
        self.secret.next_rotation_date = (self.secret.created_date or 0) + _ROTATION_SECONDS
        self._status = "active"

    @property
    def kms_key_id(self) -> str:
        """ARN of the key that encrypts the secret."""
        kms: KmsBackend = self.kms
        return kms.describe_key(self.secret.kms_key_id or _DEFAULT_KEY).arn

    @property
    def secret_status(self) -> str:
        """Always `active`: the secret is made at once."""
        return "active"

    def rotate_secret(self) -> None:
        """Give the master user a new password."""
        self.secretsmanager.put_secret_value(
            self.secret.arn,
            secret_string=self._generate_secret_string(),
            secret_binary="",
            client_request_token=str(mock_random.uuid4()),
            version_stages=["AWSCURRENT"],
        )

    def _generate_secret_name(self) -> str:
        return f"rds!cluster-{mock_random.uuid4()}"

    def _generate_secret_description(self) -> str:
        return f"The secret associated with the primary RDS DB cluster: {self.resource.arn}"

    def _generate_secret_string(self) -> str:
        password = "".join(mock_random.choice(_LETTERS) for _ in range(32))
        return json.dumps({"username": self.resource.master_username, "password": password})

    def _generate_secret_tags(self) -> list[dict[str, str]]:
        return [{"Key": "aws:rds:primaryDBClusterArn", "Value": self.resource.arn}]
