"""`aws:kms/key:Key` and `aws:kms/replicaKey:ReplicaKey`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.policy_document import canonical, equivalent, kept
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["Key", "ReplicaKey"]

_POLICY = "default"
_DELETED = ("PendingDeletion", "PendingReplicaDeletion")


class _Key(Calls):
    """What a key and a replica of one have in common.

    Attributes:
        switch: The property that says whether the key is enabled.
        noun: What the real provider's errors call it.
    """

    switch: ClassVar[str]
    noun: ClassVar[str]

    def update(self, call: Call) -> None:
        """Enable first, disable last: a disabled key cannot be changed."""
        inputs, changed = call.inputs, call.changed
        turned = self.switch in changed
        enabled = inputs.get(self.switch) is not False
        if turned and enabled:
            self._enable(call, True)
        self._rotate(call)
        if "description" in changed:
            with doing(call, f"updating {self.noun} ({call.id}) description"):
                call.client("kms").update_key_description(
                    KeyId=call.id, Description=inputs.get("description") or ""
                )
        if "policy" in changed:
            self._put_policy(call)
        if turned and not enabled:
            self._enable(call, False)
        sync_tags(call, "kms", call.id)

    def delete(self, call: Call) -> None:
        """Schedule the deletion: the key waits for it and its id stays taken."""
        window = call.prior.get("deletionWindowInDays")
        with (
            doing(call, f"deleting {self.noun} ({call.id})"),
            ignoring("NotFoundException"),
            ignoring("KMSInvalidStateException", text="is pending deletion"),
        ):
            call.client("kms").schedule_key_deletion(
                KeyId=call.id, **({"PendingWindowInDays": window} if window else {})
            )

    def _rotate(self, call: Call) -> None:
        """Set the rotation; a replica follows its origin."""

    def _enable(self, call: Call, enabled: bool) -> None:
        client = call.client("kms")
        send = client.enable_key if enabled else client.disable_key
        verb = "enabling" if enabled else "disabling"
        with doing(call, f"{verb} {self.noun} ({call.id})"):
            retrying(
                call,
                lambda error: is_error(error, "NotFoundException"),
                lambda: send(KeyId=call.id),
                minutes=3,
            )

    def _put_policy(self, call: Call) -> None:
        policy, client = call.inputs.get("policy"), call.client("kms")
        if not policy or equivalent(policy, call.prior.get("policy") or ""):
            return
        with doing(call, f"updating {self.noun} ({call.id}) policy"):
            retrying(
                call,
                lambda error: is_error(error, "NotFoundException", "MalformedPolicyDocument"),
                lambda: client.put_key_policy(
                    KeyId=call.id,
                    PolicyName=_POLICY,
                    Policy=canonical(policy),
                    BypassPolicyLockoutSafetyCheck=bool(
                        call.inputs.get("bypassPolicyLockoutSafetyCheck")
                    ),
                ),
                minutes=3,
            )

    def _read(self, call: Call) -> tuple[Mapping[str, Any], Properties] | None:
        """Return the metadata and the properties that both kinds have; None when it is gone."""
        client = call.client("kms")
        try:
            key = client.describe_key(KeyId=call.id)["KeyMetadata"]
            if key["KeyState"] in _DELETED:
                return None
            policy = client.get_key_policy(KeyId=call.id, PolicyName=_POLICY)["Policy"]
            tags = read_tags(call, "kms", call.id)
        except ClientError as error:
            if is_error(error, "NotFoundException"):
                return None
            call.fail(f"reading {self.noun} ({call.id})", error)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return key, {
            "arn": key["Arn"],
            "description": key.get("Description", ""),
            self.switch: key["Enabled"],
            "keyId": key["KeyId"],
            "keyUsage": key["KeyUsage"],
            "policy": kept(known, policy),
            "tagsAll": tags,
        }

    def _rotation(self, call: Call, key: Mapping[str, Any]) -> Mapping[str, Any]:
        if key["Origin"] != "AWS_KMS":
            return {}
        with doing(call, f"reading {self.noun} ({call.id}) rotation status"):
            return call.client("kms").get_key_rotation_status(KeyId=call.id)


class Key(_Key):
    """A key of one region, or the origin of a multi-Region key."""

    type = "aws:kms/key:Key"
    switch = "isEnabled"
    noun = "KMS Key"

    def create(self, call: Call) -> None:
        """Create the key, then turn on rotation, then disable it where the program says so."""
        inputs, client = call.inputs, call.client("kms")
        params = given(
            inputs,
            {
                "CustomKeyStoreId": "customKeyStoreId",
                "Description": "description",
                "MultiRegion": "multiRegion",
                "XksKeyId": "xksKeyId",
            },
        )
        if inputs.get("policy"):
            params["Policy"] = canonical(inputs["policy"])
        if "CustomKeyStoreId" in params:
            params["Origin"] = "EXTERNAL_KEY_STORE" if "XksKeyId" in params else "AWS_CLOUDHSM"
        with doing(call, "creating KMS Key"):
            answer = retrying(
                call,
                lambda error: is_error(error, "MalformedPolicyDocument"),
                lambda: client.create_key(
                    BypassPolicyLockoutSafetyCheck=bool(
                        inputs.get("bypassPolicyLockoutSafetyCheck")
                    ),
                    KeySpec=inputs.get("customerMasterKeySpec") or "SYMMETRIC_DEFAULT",
                    KeyUsage=inputs.get("keyUsage") or "ENCRYPT_DECRYPT",
                    Tags=pack("kms", inputs.get("tagsAll")),
                    **params,
                ),
            )
        call.id = answer["KeyMetadata"]["KeyId"]
        if inputs.get("enableKeyRotation"):
            self._turn_rotation_on(call)
        if inputs.get("isEnabled") is False:
            self._enable(call, False)

    def _rotate(self, call: Call) -> None:
        on = bool(call.inputs.get("enableKeyRotation"))
        if "enableKeyRotation" in call.changed and not on:
            with doing(call, f"disabling KMS Key ({call.id}) rotation"):
                call.client("kms").disable_key_rotation(KeyId=call.id)
        elif on and call.changed & {"enableKeyRotation", "rotationPeriodInDays"}:
            self._turn_rotation_on(call)

    def _turn_rotation_on(self, call: Call) -> None:
        client = call.client("kms")
        period = given(call.inputs, {"RotationPeriodInDays": "rotationPeriodInDays"})
        with doing(call, f"enabling KMS Key ({call.id}) rotation"):
            retrying(
                call,
                lambda error: is_error(error, "NotFoundException", "DisabledException"),
                lambda: client.enable_key_rotation(KeyId=call.id, **period),
                minutes=10,
            )

    def read(self, call: Call) -> Properties | None:
        """Return the key; one that waits for its deletion is gone."""
        answer = self._read(call)
        if answer is None:
            return None
        key, found = answer
        if key.get("MultiRegion") and _key_type(key) != "PRIMARY":
            raise CallError(f"KMS Key ({call.id}) is not a multi-Region primary key")
        status = self._rotation(call, key)
        found.update(
            customKeyStoreId=key.get("CustomKeyStoreId", ""),
            customerMasterKeySpec=key.get("KeySpec", "SYMMETRIC_DEFAULT"),
            enableKeyRotation=status.get("KeyRotationEnabled", False),
            multiRegion=key.get("MultiRegion", False),
            rotationPeriodInDays=status.get("RotationPeriodInDays"),
            xksKeyId=key.get("XksKeyConfiguration", {}).get("Id", ""),
        )
        return found


class ReplicaKey(_Key):
    """A replica of a multi-Region key; its region is the replica's."""

    type = "aws:kms/replicaKey:ReplicaKey"
    switch = "enabled"
    noun = "KMS Replica Key"

    def create(self, call: Call) -> None:
        """Replicate from the origin's region, then disable where the program says so."""
        inputs = call.inputs
        arn = inputs["primaryKeyArn"].split(":", 5)
        client = call.client("kms", arn[3])
        params = given(
            inputs,
            {
                "BypassPolicyLockoutSafetyCheck": "bypassPolicyLockoutSafetyCheck",
                "Description": "description",
                "Policy": "policy",
            },
        )
        with doing(call, "creating KMS Replica Key"):
            answer = retrying(
                call,
                lambda error: is_error(error, "MalformedPolicyDocument"),
                lambda: client.replicate_key(
                    KeyId=arn[5].removeprefix("key/"),
                    ReplicaRegion=call.region,
                    Tags=pack("kms", inputs.get("tagsAll")),
                    **params,
                ),
            )
        call.id = answer["ReplicaKeyMetadata"]["KeyId"]
        if inputs.get("enabled") is False:
            self._enable(call, False)

    def read(self, call: Call) -> Properties | None:
        """Return the replica; what is no replica is refused."""
        answer = self._read(call)
        if answer is None:
            return None
        key, found = answer
        if key.get("KeyManager") != "CUSTOMER":
            raise CallError(
                f"KMS Replica Key ({call.id}) has invalid KeyManager: {key.get('KeyManager')}"
            )
        if key["Origin"] != "AWS_KMS":
            raise CallError(f"KMS Replica Key ({call.id}) has invalid Origin: {key['Origin']}")
        if not key.get("MultiRegion") or _key_type(key) != "REPLICA":
            raise CallError(f"KMS Replica Key ({call.id}) is not a multi-Region replica key")
        found.update(
            keyRotationEnabled=self._rotation(call, key).get("KeyRotationEnabled", False),
            keySpec=key.get("KeySpec", ""),
            primaryKeyArn=key["MultiRegionConfiguration"]["PrimaryKey"]["Arn"],
        )
        return found


def _key_type(key: Mapping[str, Any]) -> str:
    return key.get("MultiRegionConfiguration", {}).get("MultiRegionKeyType", "")
