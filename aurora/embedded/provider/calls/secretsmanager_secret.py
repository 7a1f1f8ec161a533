"""`aws:secretsmanager/secret:Secret` and `aws:secretsmanager/secretPolicy:SecretPolicy`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.policy_document import canonical, equivalent, kept
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.timestamps import rfc3339

__all__ = ["Secret", "SecretPolicy"]

_GONE = "ResourceNotFoundException"
_MARKED = "because it was marked for deletion"
_MARKED_TOO = "on the secret because it was marked for deletion"
_DEFAULT_WINDOW = 30


class Secret(Calls):
    """A secret without its value; a deleted one keeps its name for the recovery window."""

    type = "aws:secretsmanager/secret:Secret"

    def create(self, call: Call) -> None:
        """Create the secret, then put its policy; replication is not waited for."""
        inputs, client = call.inputs, call.client("secretsmanager")
        name = given_or_unique(call)
        params = given(inputs, {"KmsKeyId": "kmsKeyId"})
        if inputs.get("replicas"):
            params["AddReplicaRegions"] = _replica_regions(inputs["replicas"])
        tags = pack("secretsmanager", inputs.get("tagsAll"))
        with doing(call, f"creating Secrets Manager Secret ({name})"):
            answer = retrying(
                call,
                lambda error: (
                    is_error(error, "InvalidRequestException", text="scheduled for deletion")
                    or is_error(error, "InvalidRequestException", text="was deleted")
                ),
                lambda: client.create_secret(
                    ClientRequestToken=str(uuid.uuid4()),
                    Description=inputs.get("description") or "",
                    ForceOverwriteReplicaSecret=bool(inputs.get("forceOverwriteReplicaSecret")),
                    Name=name,
                    **params,
                    **({"Tags": tags} if tags else {}),
                ),
            )
        call.id = answer["ARN"]
        if not equivalent(inputs.get("policy") or "", ""):
            put_policy(call, inputs["policy"])

    def read(self, call: Call) -> Properties | None:
        """Return the secret; one that is scheduled for deletion is gone."""
        client = call.client("secretsmanager")
        try:
            secret = client.describe_secret(SecretId=call.id)
            if secret.get("DeletedDate"):
                return None
            policy = client.get_resource_policy(SecretId=call.id).get("ResourcePolicy") or ""
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading Secrets Manager Secret ({call.id})", error)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "arn": secret["ARN"],
            "description": secret.get("Description", ""),
            "kmsKeyId": secret.get("KmsKeyId", ""),
            "policy": kept(known, policy) if policy else "",
            "replicas": [_read_replica(entry) for entry in secret.get("ReplicationStatus", [])],
            "tagsAll": pairs_to_tags(secret.get("Tags", [])),
            **name_and_prefix(secret["Name"]),
        }

    def update(self, call: Call) -> None:
        """Change the replicas, then the secret, then its policy."""
        inputs, changed, client = call.inputs, call.changed, call.client("secretsmanager")
        if "replicas" in changed and inputs.get("replicas") is not None:
            _update_replicas(call)
        if changed & {"description", "kmsKeyId"}:
            with doing(call, f"updating Secrets Manager Secret ({call.id})"):
                client.update_secret(
                    ClientRequestToken=str(uuid.uuid4()),
                    Description=inputs.get("description") or "",
                    SecretId=call.id,
                    **given(inputs, {"KmsKeyId": "kmsKeyId"}),
                )
        if "policy" in changed:
            policy = inputs.get("policy") or ""
            if equivalent(policy, ""):
                with doing(call, f"deleting Secrets Manager Secret ({call.id}) policy"):
                    client.delete_resource_policy(SecretId=call.id)
            else:
                put_policy(call, policy)
        sync_tags(call, "secretsmanager", call.id)

    def delete(self, call: Call) -> None:
        """Take off the replicas, then delete with the recovery window of the state."""
        replicas, client = call.prior.get("replicas"), call.client("secretsmanager")
        if replicas:
            _remove_replicas(call, replicas)
        window = call.prior.get("recoveryWindowInDays")
        window = _DEFAULT_WINDOW if window is None else int(window)
        params: dict[str, Any] = {"RecoveryWindowInDays": window}
        if window == 0:
            params = {"ForceDeleteWithoutRecovery": True}
        with doing(call, f"deleting Secrets Manager Secret ({call.id})"), ignoring(_GONE):
            client.delete_secret(SecretId=call.id, **params)


class SecretPolicy(Calls):
    """The one resource policy of a secret."""

    type = "aws:secretsmanager/secretPolicy:SecretPolicy"

    def create(self, call: Call) -> None:
        """Put the policy; the id is the secret's ARN."""
        block = {"BlockPublicPolicy": True} if call.inputs.get("blockPublicPolicy") else {}
        call.id = put_policy(call, call.inputs["policy"], call.inputs["secretArn"], **block)

    def read(self, call: Call) -> Properties | None:
        """Return the policy; a secret without one is not gone."""
        try:
            answer = call.client("secretsmanager").get_resource_policy(SecretId=call.id)
        except ClientError as error:
            if is_error(error, _GONE) or is_error(error, "InvalidRequestException", text=_MARKED):
                return None
            call.fail(f"reading Secrets Manager Secret Policy ({call.id})", error)
        policy = answer.get("ResourcePolicy") or ""
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {"policy": kept(known, policy) if policy else "", "secretArn": call.id}

    def update(self, call: Call) -> None:
        """Put the policy again, always with its block of public access."""
        put_policy(
            call,
            call.inputs["policy"],
            BlockPublicPolicy=bool(call.inputs.get("blockPublicPolicy")),
        )

    def delete(self, call: Call) -> None:
        """Delete the policy."""
        with (
            doing(call, f"deleting Secrets Manager Secret Policy ({call.id})"),
            ignoring(_GONE),
            ignoring("InvalidRequestException", text=_MARKED_TOO),
        ):
            call.client("secretsmanager").delete_resource_policy(SecretId=call.id)


def put_policy(call: Call, policy: str, secret: str | None = None, **params: bool) -> str:
    """Put a secret's resource policy in normal form and return the secret's ARN.

    Raises:
        CallError: AWS refused the policy, also after its principals had time to appear.
    """
    target, client = secret or call.id, call.client("secretsmanager")
    with doing(call, f"putting Secrets Manager Secret ({target}) policy"):
        answer = retrying(
            call,
            lambda error: is_error(
                error,
                "MalformedPolicyDocumentException",
                text="This resource policy contains an unsupported principal",
            ),
            lambda: client.put_resource_policy(
                ResourcePolicy=canonical(policy), SecretId=target, **params
            ),
        )
    return answer["ARN"]


def _replica_regions(replicas: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [given(dict(e), {"KmsKeyId": "kmsKeyId", "Region": "region"}) for e in replicas]


def _read_replica(entry: Mapping[str, Any]) -> Properties:
    accessed = entry.get("LastAccessedDate")
    return {
        "kmsKeyId": entry.get("KmsKeyId", ""),
        "lastAccessedDate": rfc3339(accessed) if accessed else "",
        "region": entry.get("Region", ""),
        "status": entry.get("Status", ""),
        "statusMessage": entry.get("StatusMessage", ""),
    }


def _remove_replicas(call: Call, replicas: list[Mapping[str, Any]]) -> None:
    with doing(call, f"deleting Secrets Manager Secret ({call.id}) replicas"), ignoring(_GONE):
        call.client("secretsmanager").remove_regions_from_replication(
            SecretId=call.id, RemoveReplicaRegions=[entry["region"] for entry in replicas]
        )


def _update_replicas(call: Call) -> None:
    """Remove and add replicas: one with another key is removed and added."""
    old, new = call.prior.get("replicas") or [], call.inputs["replicas"]

    def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        keys = one.get("kmsKeyId"), other.get("kmsKeyId")
        return one["region"] == other["region"] and (keys[0] == keys[1] or not all(keys))

    gone = [entry for entry in old if not any(same(entry, other) for other in new)]
    fresh = [entry for entry in new if not any(same(entry, other) for other in old)]
    if gone:
        _remove_replicas(call, gone)
    if fresh:
        with doing(call, f"adding Secrets Manager Secret ({call.id}) replicas"):
            call.client("secretsmanager").replicate_secret_to_regions(
                AddReplicaRegions=_replica_regions(fresh),
                ForceOverwriteReplicaSecret=bool(call.inputs.get("forceOverwriteReplicaSecret")),
                SecretId=call.id,
            )
