"""`aws:cloudwatch/logGroup:LogGroup`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["LogGroup"]

_SERVICE = "logs"
_DELIVERY = "DELIVERY"
_NOT_ALLOWED = "no identity-based policy allows the logs:PutRetentionPolicy action"


class LogGroup(Calls):
    """A log group. AWS makes one itself where a service writes logs before there is one."""

    type = "aws:cloudwatch/logGroup:LogGroup"

    def create(self, call: Call) -> None:
        """Create the group, then set its retention."""
        inputs, name = call.inputs, given_or_unique(call)
        with doing(call, f"creating CloudWatch Logs Log Group ({name})"):
            send(
                call,
                "CreateLogGroup",
                {
                    "logGroupName": name,
                    "tags": pack(_SERVICE, inputs.get("tagsAll")) or None,
                    **given(
                        inputs,
                        {
                            "deletionProtectionEnabled": "deletionProtectionEnabled",
                            "kmsKeyId": "kmsKeyId",
                            "logGroupClass": "logGroupClass",
                        },
                    ),
                },
                service=_SERVICE,
            )
        call.id = name
        if inputs.get("retentionInDays") and inputs.get("logGroupClass") != _DELIVERY:
            self._put_retention(call)

    def read(self, call: Call) -> Properties | None:
        """Return the group; its ARN without the ending that AWS puts to it."""
        group = self._described(call)
        if group is None:
            return None
        arn = group["arn"].removesuffix(":*")
        with doing(call, f"listing tags for CloudWatch Logs Log Group ({call.id})"):
            tags = read_tags(call, _SERVICE, arn)
        return {
            **name_and_prefix(group["logGroupName"]),
            "arn": arn,
            "deletionProtectionEnabled": group.get("deletionProtectionEnabled", False),
            "kmsKeyId": group.get("kmsKeyId", ""),
            "logGroupClass": group.get("logGroupClass", ""),
            "retentionInDays": group.get("retentionInDays", 0),
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Change retention, protection and key, each by its own request."""
        inputs, changed = call.inputs, call.changed
        group = {"logGroupName": call.id}
        if "retentionInDays" in changed:
            if inputs.get("retentionInDays"):
                self._put_retention(call)
            else:
                with doing(
                    call, f"deleting CloudWatch Logs Log Group ({call.id}) retention policy"
                ):
                    send(call, "DeleteRetentionPolicy", group, service=_SERVICE)
        if "deletionProtectionEnabled" in changed:
            self._protect(call)
        if "kmsKeyId" in changed:
            key = inputs.get("kmsKeyId")
            operation = "AssociateKmsKey" if key else "DisassociateKmsKey"
            words = "associating" if key else "disassociating"
            with doing(call, f"{words} CloudWatch Logs Log Group ({call.id}) KMS key"):
                send(call, operation, {**group, "kmsKeyId": key or None}, service=_SERVICE)
        sync_tags(call, _SERVICE, call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the group, unless it is only to be forgotten; a protected one is AWS's refusal."""
        if call.prior.get("skipDestroy"):
            return
        request = {"logGroupName": call.id}
        with (
            doing(call, f"deleting CloudWatch Logs Log Group ({call.id})"),
            ignoring("ResourceNotFoundException"),
        ):
            retrying(
                call,
                lambda error: is_error(error, "OperationAbortedException", text="try again"),
                lambda: send(call, "DeleteLogGroup", request, service=_SERVICE),
                minutes=1,
            )

    def _described(self, call: Call) -> Mapping[str, Any] | None:
        with doing(call, f"reading CloudWatch Logs Log Group ({call.id})"):
            groups = listed(
                call,
                "DescribeLogGroups",
                "logGroups",
                {"logGroupNamePrefix": call.id},
                service=_SERVICE,
            )
        return next((entry for entry in groups if entry["logGroupName"] == call.id), None)

    def _put_retention(self, call: Call) -> None:
        request = {"logGroupName": call.id, "retentionInDays": call.inputs["retentionInDays"]}
        with doing(call, f"putting CloudWatch Logs Log Group ({call.id}) retention policy"):
            retrying(
                call,
                lambda error: is_error(error, "AccessDeniedException", text=_NOT_ALLOWED),
                lambda: send(call, "PutRetentionPolicy", request, service=_SERVICE),
            )

    def _protect(self, call: Call) -> None:
        group = self._described(call)
        request = {
            "deletionProtectionEnabled": bool(call.inputs.get("deletionProtectionEnabled")),
            "logGroupIdentifier": group["arn"].removesuffix(":*") if group else call.id,
        }
        with doing(call, f"putting CloudWatch Logs Log Group ({call.id}) deletion protection"):
            send(call, "PutLogGroupDeletionProtection", request, service=_SERVICE)
