"""`aws:ssm/parameter:Parameter`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["Parameter"]

_SECURE = "SecureString"
_IN_STATE_ONLY = frozenset({"overwrite", "tags", "tagsAll", "hasValueWo", "version", "arn"})


class Parameter(Calls):
    """A parameter; every put counts its version up."""

    type = "aws:ssm/parameter:Parameter"

    def create(self, call: Call) -> None:
        """Put the parameter; one that exists is taken over only with `overwrite`."""
        inputs, name = call.inputs, call.inputs["name"]
        overwrite = bool(inputs.get("overwrite"))
        params = {
            "Name": name,
            "Overwrite": overwrite,
            "Type": inputs["type"],
            "Value": _value(inputs) or "",
            "AllowedPattern": inputs.get("allowedPattern") or "",
            **given(inputs, {"DataType": "dataType", "Description": "description", "Tier": "tier"}),
            **_key(inputs),
        }
        tags = pack("ssm", inputs.get("tagsAll"))
        if tags and not overwrite:
            params["Tags"] = tags
        _put(call, f"creating SSM Parameter ({name})", params)
        call.id = name
        call.state["hasValueWo"] = bool(inputs.get("valueWo"))
        if tags and overwrite:
            with doing(call, f"creating SSM Parameter ({name})"):
                call.client("ssm").add_tags_to_resource(
                    ResourceType="Parameter", ResourceId=name, Tags=tags
                )

    def read(self, call: Call) -> Properties | None:
        """Return the parameter with its value, where that was not write-only."""
        client = call.client("ssm")
        try:
            parameter = client.get_parameter(Name=call.id, WithDecryption=True)["Parameter"]
            details = client.describe_parameters(
                ParameterFilters=[
                    {"Key": "Name", "Option": "Equals", "Values": [parameter["Name"]]}
                ]
            )["Parameters"]
        except ClientError as error:
            if is_error(error, "ParameterNotFound"):
                return None
            call.fail(f"reading SSM Parameter ({call.id})", error)
        if not details:
            return None
        detail = details[0]
        call.id = parameter["Name"]
        return {
            "allowedPattern": detail.get("AllowedPattern", ""),
            "arn": parameter["ARN"],
            "dataType": detail.get("DataType", ""),
            "description": detail.get("Description", ""),
            "keyId": detail.get("KeyId", ""),
            "name": parameter["Name"],
            "tier": detail.get("Tier", ""),
            "type": parameter["Type"],
            "version": parameter["Version"],
            "tagsAll": read_tags(call, "ssm", call.id),
            **_read_value(call, parameter),
        }

    def update(self, call: Call) -> None:
        """Put the parameter again when anything but tags and `overwrite` changed."""
        inputs, changed = call.inputs, call.changed
        if changed - _IN_STATE_ONLY:
            overwrite = inputs.get("overwrite")
            params = {
                "Name": call.id,
                "Overwrite": True if overwrite is None else bool(overwrite),
                "Type": inputs["type"],
                "Value": _updated_value(call),
                "AllowedPattern": inputs.get("allowedPattern") or "",
            }
            tier = inputs.get("tier") or call.prior.get("tier")
            if tier:
                params["Tier"] = tier
            if "description" in changed:
                params["Description"] = inputs.get("description") or ""
            if "keyId" in changed:
                params.update(_key(inputs))
            _put(call, f"updating SSM Parameter ({call.id})", params)
            if "valueWoVersion" in changed:
                call.state["hasValueWo"] = bool(inputs.get("valueWo"))
        sync_tags(call, "ssm", call.id)

    def delete(self, call: Call) -> None:
        """Delete the parameter."""
        with (
            doing(call, f"deleting SSM Parameter ({call.id})"),
            ignoring("ParameterNotFound"),
        ):
            call.client("ssm").delete_parameter(Name=call.id)


def _value(inputs: Properties) -> str | None:
    for name in ("valueWo", "insecureValue", "value"):
        if inputs.get(name):
            return str(inputs[name])
    return None


def _updated_value(call: Call) -> str:
    """Return the value to put: a write-only one only when its version moved."""
    inputs = call.inputs
    if inputs.get("valueWo") and "valueWoVersion" in call.changed:
        return str(inputs["valueWo"])
    plain = _value({key: inputs.get(key) for key in ("insecureValue", "value")})
    plain = plain or _value({key: call.prior.get(key) for key in ("insecureValue", "value")})
    if plain:
        return plain
    with doing(call, f"updating SSM Parameter ({call.id})"):
        answer = call.client("ssm").get_parameter(Name=call.id, WithDecryption=True)
    return answer["Parameter"]["Value"]


def _key(inputs: Properties) -> dict[str, Any]:
    return given(inputs, {"KeyId": "keyId"}) if inputs["type"] == _SECURE else {}


def _put(call: Call, doing_it: str, params: dict[str, Any]) -> None:
    """Put; where AWS does not offer the tier, again without it."""
    client = call.client("ssm")
    with doing(call, doing_it):
        try:
            client.put_parameter(**params)
        except ClientError as error:
            if not is_error(error, "ValidationException", text="Tier is not supported"):
                raise
            params.pop("Tier", None)
            client.put_parameter(**params)


def _read_value(call: Call, parameter: Mapping[str, Any]) -> Properties:
    known = {**call.prior, **{k: v for k, v in call.inputs.items() if v is not None}}
    write_only = call.state.get("hasValueWo", call.prior.get("hasValueWo", False))
    if call.inputs.get("valueWo") or write_only:
        return {"hasValueWo": True, "insecureValue": "", "value": ""}
    insecure = bool(call.inputs.get("insecureValue")) or (
        not call.inputs.get("value") and bool(known.get("insecureValue"))
    )
    if insecure and parameter["Type"] == _SECURE:
        raise CallError("invalid configuration, cannot set type = SecureString and insecure_value")
    name = "insecureValue" if insecure else "value"
    return {"hasValueWo": False, name: parameter["Value"]}
