"""Rotation of secrets: configured and answered whole, done without running the function.

The function's code is not run: a rotation puts a new version with the same value, as a function
that has nothing to change would leave it.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.utils import get_backend
from moto.core.utils import unix_time, utcnow
from moto.moto_api._internal import mock_random
from moto.secretsmanager.exceptions import (
    InvalidParameterException,
    InvalidRequestException,
    ResourceNotFoundException,
)
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from .patching import replace
from .secretsmanager_secret import writable

__all__ = ["install"]

_RATE = re.compile(r"^rate\((?P<number>\d+) (?P<unit>hour|day)s?\)$")
_EXTERNAL = ("ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn")


def _rotate(self: SecretsManagerResponse) -> str:
    backend: SecretsManagerBackend = self.backend
    secret = writable(backend, self._get_param("SecretId"))
    function = self._get_param("RotationLambdaARN")
    external = {name: self._get_param(name) for name in _EXTERNAL}
    if function:
        _check_function(backend, function)
        secret.rotation_lambda_arn = function
    elif not (secret.rotation_lambda_arn or secret.owning_service or any(external.values())):
        raise InvalidRequestException(
            "No Lambda rotation function ARN is associated with this secret."
        )
    rules = self._get_param("RotationRules")
    if rules:
        vars(secret).update(rotation_rules=_completed(rules))
        secret.auto_rotate_after_days = vars(secret)["rotation_rules"]["AutomaticallyAfterDays"]
    vars(secret).update({name: value for name, value in external.items() if value})
    secret.rotation_requested = secret.rotation_enabled = True
    secret.next_rotation_date = _following(secret)
    answer = {"ARN": secret.arn, "Name": secret.name}
    if self._get_param("RotateImmediately") is not False and secret.versions:
        token = self._get_param("ClientRequestToken") or str(mock_random.uuid4())
        answer["VersionId"] = _new_version(secret, token)
    return json.dumps(answer)


def _check_function(backend: SecretsManagerBackend, function: str) -> None:
    try:
        get_backend(backend.account_id, backend.region_name).get_function(function)
    except (LambdaClientError, ValueError):  # moto splits a malformed ARN without looking
        raise ResourceNotFoundException(
            f"Secrets Manager can't find the resource that you asked for: {function}"
        ) from None


def _completed(rules: dict[str, Any]) -> dict[str, Any]:
    """Return rotation rules with the days that AWS works out from a schedule."""
    days = rules.get("AutomaticallyAfterDays")
    if days is not None:
        if not 1 <= days <= 1000:
            raise InvalidParameterException(
                "RotationRules.AutomaticallyAfterDays must be within 1-1000."
            )
        return rules
    rate = _RATE.match(rules.get("ScheduleExpression", ""))
    if rate is None:
        return {**rules, "AutomaticallyAfterDays": 1}
    number = int(rate["number"])
    return {
        **rules,
        "AutomaticallyAfterDays": number if rate["unit"] == "day" else max(1, number // 24),
    }


def _following(secret: FakeSecret) -> int:
    return int(unix_time(utcnow() + timedelta(days=secret.auto_rotate_after_days or 1)))


def _new_version(secret: FakeSecret, token: str) -> str:
    current = secret.versions.get(secret.default_version_id or "", {})
    moment = int(unix_time(utcnow()))
    version = {
        **current,
        "createdate": moment,
        "version_id": token,
        "version_stages": ["AWSCURRENT", "AWSPENDING"],
    }
    secret.reset_default_version(version, token)
    secret.last_rotation_date = moment
    secret.last_changed_date = moment
    return token


def _cancel(self: SecretsManagerBackend, secret_id: str) -> str:
    secret = writable(self, secret_id)
    secret.rotation_enabled = False
    secret.rotation_requested = True
    secret.next_rotation_date = None
    return secret.to_short_dict()


def install() -> None:
    """Make rotation work without a container for the function."""
    replace(SecretsManagerResponse, rotate_secret=_rotate)
    replace(SecretsManagerBackend, cancel_rotate_secret=_cancel)
