"""`aws:secretsmanager/secretVersion:SecretVersion`."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties, WrongId
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.names import unique_suffix

__all__ = ["SecretVersion"]

_CURRENT, _PREVIOUS = "AWSCURRENT", "AWSPREVIOUS"
_WRITE_ONLY = "secretStringWo"


class SecretVersion(Calls):
    """A value of a secret; its id is `secret|version`. Versions cannot be deleted."""

    type = "aws:secretsmanager/secretVersion:SecretVersion"

    def create(self, call: Call) -> None:
        """Put the value; a write-only one is never read back."""
        inputs, secret = call.inputs, call.inputs["secretId"]
        params: dict[str, Any] = {}
        if inputs.get("secretBinary"):
            params["SecretBinary"] = base64.b64decode(inputs["secretBinary"])
        elif inputs.get("secretString") or inputs.get(_WRITE_ONLY):
            params["SecretString"] = inputs.get("secretString") or inputs[_WRITE_ONLY]
        if inputs.get("versionStages"):
            params["VersionStages"] = inputs["versionStages"]
        with doing(call, f"putting Secrets Manager Secret ({secret}) value"):
            answer = call.client("secretsmanager").put_secret_value(
                ClientRequestToken=f"terraform-{unique_suffix()}", SecretId=secret, **params
            )
        call.id = f"{secret}|{answer['VersionId']}"

    def read(self, call: Call) -> Properties | None:
        """Return the version with its value, or without it where it is write-only."""
        secret, pipe, version = call.id.partition("|")
        if not (pipe and secret and version):
            raise WrongId(f"unexpected format of ID ({call.id}), expected SecretID|VersionID")
        write_only = bool(call.prior.get("hasSecretStringWo") or call.inputs.get(_WRITE_ONLY))
        try:
            found = _listed(call, secret, version) if write_only else _value(call, secret, version)
        except ClientError as error:
            if _is_gone(error):
                return None
            call.fail(f"reading Secrets Manager Secret Version ({call.id})", error)
        if found is None:
            return None
        return {**found, "secretId": secret, "versionId": version}

    def update(self, call: Call) -> None:
        """Move the stage labels: added ones first, then those taken away."""
        if "versionStages" not in call.changed:
            return
        secret, _, version = call.id.partition("|")
        old, new = call.prior.get("versionStages") or [], call.inputs.get("versionStages") or []
        fresh = [stage for stage in new if stage not in old]
        for stage in fresh:
            holder = _holder(call, secret, stage) if stage == _CURRENT else None
            removal = {"RemoveFromVersionId": holder} if holder else {}
            _move(call, secret, stage, MoveToVersionId=version, **removal)
        for stage in old:
            moved_by_aws = stage == _PREVIOUS and _CURRENT in fresh
            if stage not in new and stage != _CURRENT and not moved_by_aws:
                _move(call, secret, stage, RemoveFromVersionId=version)

    def delete(self, call: Call) -> None:
        """Take the labels off; the current one cannot be, so that its value stays readable."""
        secret, _, version = call.id.partition("|")
        client = call.client("secretsmanager")
        try:
            for stage in call.prior.get("versionStages") or []:
                if stage != _CURRENT:
                    client.update_secret_version_stage(
                        SecretId=secret, VersionStage=stage, RemoveFromVersionId=version
                    )
        except ClientError as error:
            if not _is_gone(error):
                call.fail(f"deleting Secrets Manager Secret Version ({call.id})", error)


def _is_gone(error: ClientError) -> bool:
    return is_error(error, "ResourceNotFoundException") or any(
        is_error(error, "InvalidRequestException", text=text)
        for text in ("because it was deleted", "because it was marked for deletion")
    )


def _value(call: Call, secret: str, version: str) -> Properties:
    answer = call.client("secretsmanager").get_secret_value(SecretId=secret, VersionId=version)
    binary = answer.get("SecretBinary")
    return {
        "arn": answer["ARN"],
        "secretArn": answer["ARN"],
        "secretBinary": base64.b64encode(binary).decode() if binary else "",
        "secretString": answer.get("SecretString", ""),
        "versionStages": answer.get("VersionStages", []),
    }


def _listed(call: Call, secret: str, version: str) -> Properties | None:
    answer, entries = _versions(call, secret)
    for entry in entries:
        if entry["VersionId"] == version:
            return {
                "arn": answer["ARN"],
                "secretArn": answer["ARN"],
                "hasSecretStringWo": True,
                "secretBinary": None,
                "secretString": None,
                "versionStages": entry.get("VersionStages", []),
            }
    return None


def _versions(call: Call, secret: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    answer = call.client("secretsmanager").list_secret_version_ids(
        SecretId=secret, IncludeDeprecated=True
    )
    return answer, answer["Versions"]


def _holder(call: Call, secret: str, stage: str) -> str | None:
    with doing(call, f"listing Secrets Manager Secret ({secret}) versions"):
        _, entries = _versions(call, secret)
    holders = [e["VersionId"] for e in entries if stage in e.get("VersionStages", [])]
    return holders[0] if holders else None


def _move(call: Call, secret: str, stage: str, **params: str) -> None:
    with doing(call, f"updating Secrets Manager Secret Version ({call.id}) stage ({stage})"):
        call.client("secretsmanager").update_secret_version_stage(
            SecretId=secret, VersionStage=stage, **params
        )
