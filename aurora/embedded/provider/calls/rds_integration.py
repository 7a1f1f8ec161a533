"""`aws:rds/integration:Integration`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["Integration"]

_KIND = "RDS Integration"
_CREATE = {
    "AdditionalEncryptionContext": "additionalEncryptionContext",
    "DataFilter": "dataFilter",
    "IntegrationName": "integrationName",
    "KMSKeyId": "kmsKeyId",
    "SourceArn": "sourceArn",
    "TargetArn": "targetArn",
}
_MODIFY = {"dataFilter": "DataFilter", "integrationName": "IntegrationName"}


class Integration(Calls):
    """A zero-ETL integration of a cluster with a warehouse; its id is its ARN."""

    type = "aws:rds/integration:Integration"

    def create(self, call: Call) -> None:
        """Create the integration and wait until it is active."""
        name = call.inputs["integrationName"]
        request = {
            "Tags": pack("rds", call.inputs.get("tagsAll")) or None,
            **given(call.inputs, _CREATE),
        }
        with doing(call, f"creating {_KIND} ({name})"):
            answer = send(call, "CreateIntegration", request)
        call.id = answer["IntegrationArn"]
        _wait(call, "create", ("active",), ("creating", "modifying"))

    def read(self, call: Call) -> Properties | None:
        """Return the integration; its ARN and identifier follow from the id."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            found = _find(call)
        if found is None:
            return None
        parts = call.id.split(":", 5)[-1].split(":")
        return {
            "additionalEncryptionContext": found.get("AdditionalEncryptionContext") or None,
            "arn": call.id,
            "dataFilter": found.get("DataFilter"),
            "integrationIdentifier": parts[1] if len(parts) == 2 else None,
            "integrationName": found.get("IntegrationName"),
            "kmsKeyId": found.get("KMSKeyId"),
            "sourceArn": found.get("SourceArn"),
            "targetArn": found.get("TargetArn"),
            "tagsAll": pairs_to_tags(found.get("Tags", [])),
        }

    def update(self, call: Call) -> None:
        """Change name and filter, only what differs; everything else replaces."""
        sync_tags(call, "rds", call.id)
        changed = {
            parameter: call.inputs.get(name)
            for name, parameter in _MODIFY.items()
            if name in call.changed
        }
        if not changed:
            return
        with doing(call, f"updating {_KIND} ({call.id})"):
            send(call, "ModifyIntegration", {"IntegrationIdentifier": call.id, **changed})
        _wait(call, "update", ("active",), ("modifying", "syncing"))

    def delete(self, call: Call) -> None:
        """Delete the integration and wait until it is gone."""
        with doing(call, f"deleting {_KIND} ({call.id})"):
            try:
                send(call, "DeleteIntegration", {"IntegrationIdentifier": call.id})
            except ClientError as error:
                if is_error(error, "IntegrationNotFoundFault"):
                    return
                raise
        _wait(call, "delete", GONE, ("active", "deleting"))


def _find(call: Call) -> Mapping[str, Any] | None:
    parameters = {"IntegrationIdentifier": call.id}
    try:
        found = listed(call, "DescribeIntegrations", "Integrations", parameters)
    except ClientError as error:
        if is_error(error, "IntegrationNotFoundFault"):
            return None
        raise
    return found[0] if found else None


def _status(call: Call) -> str | None:
    found = _find(call)
    return found.get("Status", "") if found else None


def _wait(call: Call, step: str, done: tuple[str, ...], pending: tuple[str, ...]) -> None:
    """Wait for a status; a failure tells what AWS has found wrong with the integration."""
    try:
        wait(call, f"waiting for {_KIND} ({call.id}) {step}", partial(_status, call), done, pending)
    except CallError as error:
        found = _find(call) or {}
        reasons = "; ".join(
            f"{entry.get('ErrorCode', '')}: {entry.get('ErrorMessage', '')}"
            for entry in found.get("Errors", [])
        )
        if reasons:
            raise CallError(f"{error}\n{reasons}") from error
        raise
