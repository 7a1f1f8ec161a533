"""`aws:secretsmanager/secretRotation:SecretRotation`."""

from __future__ import annotations

import uuid
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["SecretRotation"]

_ROTATION = frozenset(
    {
        "externalSecretRotationMetadatas",
        "externalSecretRotationRoleArn",
        "rotationEnabled",
        "rotationLambdaArn",
        "rotationRules",
    }
)


class SecretRotation(Calls):
    """The rotation of a secret; with `rotationEnabled` false, that there is none."""

    type = "aws:secretsmanager/secretRotation:SecretRotation"

    def create(self, call: Call) -> None:
        """Configure the rotation, or cancel it; the id is the secret's ARN."""
        call.id = self._write(call, "creating", call.inputs["secretId"])

    def _write(self, call: Call, verb: str, secret: str) -> str:
        inputs, client = call.inputs, call.client("secretsmanager")
        with doing(call, f"{verb} Secrets Manager Secret Rotation ({secret})"):
            if inputs.get("rotationEnabled") is False:
                return client.cancel_rotate_secret(SecretId=secret)["ARN"]
            answer = retrying(
                call,
                lambda error: is_error(error, "AccessDeniedException", "InvalidRequestException"),
                lambda: client.rotate_secret(
                    ClientRequestToken=str(uuid.uuid4()),
                    SecretId=secret,
                    RotateImmediately=inputs.get("rotateImmediately") is not False,
                    RotationRules=_rules(inputs.get("rotationRules") or {}),
                    **_external(inputs),
                ),
            )
        return answer["ARN"]

    def read(self, call: Call) -> Properties | None:
        """Return the rotation; one that is off is not gone."""
        try:
            secret = call.client("secretsmanager").describe_secret(SecretId=call.id)
        except ClientError as error:
            if is_error(error, "ResourceNotFoundException"):
                return None
            call.fail(f"reading Secrets Manager Secret Rotation ({call.id})", error)
        if secret.get("DeletedDate"):
            return None
        on = bool(secret.get("RotationEnabled"))
        found: Properties = {
            "externalSecretRotationMetadatas": [],
            "externalSecretRotationRoleArn": "",
            "rotationEnabled": on,
            "rotationLambdaArn": "",
            "rotationRules": None,
            "secretId": secret["ARN"],
        }
        if on:
            rules = secret.get("RotationRules", {})
            expression = rules.get("ScheduleExpression", "")
            found.update(
                externalSecretRotationMetadatas=[
                    {"key": entry["Key"], "value": entry["Value"]}
                    for entry in secret.get("ExternalSecretRotationMetadata", [])
                ],
                externalSecretRotationRoleArn=secret.get("ExternalSecretRotationRoleArn", ""),
                rotationLambdaArn=secret.get("RotationLambdaARN", ""),
                rotationRules={
                    "automaticallyAfterDays": (
                        0 if expression else rules.get("AutomaticallyAfterDays", 0)
                    ),
                    "duration": rules.get("Duration", ""),
                    "scheduleExpression": expression,
                },
            )
        return found

    def update(self, call: Call) -> None:
        """Configure the rotation anew: this rotates at once unless the program says otherwise."""
        if call.changed & _ROTATION:
            self._write(call, "updating", call.id)

    def delete(self, call: Call) -> None:
        """Cancel the rotation; every error is an error."""
        with doing(call, f"deleting Secrets Manager Secret Rotation ({call.id})"):
            call.client("secretsmanager").cancel_rotate_secret(SecretId=call.id)


def _rules(rules: Properties) -> dict[str, Any]:
    params = given(rules, {"Duration": "duration", "ScheduleExpression": "scheduleExpression"})
    if "ScheduleExpression" not in params:
        params.update(given(rules, {"AutomaticallyAfterDays": "automaticallyAfterDays"}))
    return params


def _external(inputs: Properties) -> dict[str, Any]:
    params = given(
        inputs,
        {
            "ExternalSecretRotationRoleArn": "externalSecretRotationRoleArn",
            "RotationLambdaARN": "rotationLambdaArn",
        },
    )
    metadata = inputs.get("externalSecretRotationMetadatas")
    if metadata:
        params["ExternalSecretRotationMetadata"] = [
            {"Key": entry["key"], "Value": entry["value"]} for entry in metadata
        ]
    return params
