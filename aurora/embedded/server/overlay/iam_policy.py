"""Managed policies: AWS's own are there for every account, boundaries are counted."""

from __future__ import annotations

import string

from moto.iam import models
from moto.iam.models import ManagedPolicy, iam_backends
from moto.moto_api._internal import mock_random

from .patching import replace

__all__ = ["install"]

_ID_LENGTH = 17  # behind the four letters that tell the kind of thing


def _load() -> bool:
    return True


def _policy_id() -> str:
    letters = string.ascii_uppercase + "234567"
    return "ANPA" + "".join(mock_random.choices(letters, k=_ID_LENGTH))


def _boundaries(self: ManagedPolicy) -> int:
    backend = iam_backends[self.account_id][self.partition]
    owners = [*backend.roles.values(), *backend.users.values()]
    return sum(1 for owner in owners if vars(owner).get("permissions_boundary_arn") == self.arn)


def install() -> None:
    """Give every account AWS's managed policies, and policies the fields that AWS answers."""
    replace(models, load_iam_aws_managed_policies=_load, random_policy_id=_policy_id)
    replace(ManagedPolicy, permissions_boundary_usage_count=property(_boundaries))
