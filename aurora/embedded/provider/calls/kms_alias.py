"""`aws:kms/alias:Alias`."""

from __future__ import annotations

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["Alias"]


class Alias(Calls):
    """A second name of a key."""

    type = "aws:kms/alias:Alias"

    def create(self, call: Call) -> None:
        """Create the alias; a key that AWS does not see yet is tried again."""
        name, client = given_or_unique(call, lead="alias/"), call.client("kms")
        with doing(call, f"creating KMS Alias ({name})"):
            retrying(
                call,
                lambda error: is_error(error, "NotFoundException"),
                lambda: client.create_alias(AliasName=name, TargetKeyId=call.inputs["targetKeyId"]),
                minutes=10,
            )
        call.id = name

    def read(self, call: Call) -> Properties | None:
        """Return the alias; its target is the bare key id, also where an ARN was given."""
        with doing(call, f"reading KMS Alias ({call.id})"):
            pages = call.client("kms").get_paginator("list_aliases").paginate()
            found = [
                entry
                for page in pages
                for entry in page["Aliases"]
                if entry["AliasName"] == call.id
            ]
        if not found:
            return None
        alias = found[0]
        target = alias.get("TargetKeyId", "")
        base = alias["AliasArn"].rsplit(":", 1)[0]
        return {
            "arn": alias["AliasArn"],
            "targetKeyArn": f"{base}:key/{target}",
            "targetKeyId": target,
            **name_and_prefix(alias["AliasName"]),
        }

    def update(self, call: Call) -> None:
        """Point the alias to another key."""
        if "targetKeyId" in call.changed:
            with doing(call, f"updating KMS Alias ({call.id})"):
                call.client("kms").update_alias(
                    AliasName=call.id, TargetKeyId=call.inputs["targetKeyId"]
                )

    def delete(self, call: Call) -> None:
        """Delete the alias; the key stays."""
        with doing(call, f"deleting KMS Alias ({call.id})"), ignoring("NotFoundException"):
            call.client("kms").delete_alias(AliasName=call.id)
