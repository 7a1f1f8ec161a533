"""`aws:iam/role:Role`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.policy_document import (
    canonical,
    decoded,
    equivalent,
    kept,
    version_first,
)
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags
from aurora.embedded.provider.calls.timestamps import rfc3339

__all__ = ["Role"]

_GONE = "NoSuchEntity"


class Role(Calls):
    """A role with its trust policy and, where given, all its inline and attached policies."""

    type = "aws:iam/role:Role"

    def create(self, call: Call) -> None:
        """Create the role, then its inline policies, then its attachments."""
        inputs, client = call.inputs, call.client("iam")
        name = given_or_unique(call)
        tags = pack("iam.role", inputs.get("tagsAll"))
        params = given(
            inputs,
            {
                "Description": "description",
                "MaxSessionDuration": "maxSessionDuration",
                "PermissionsBoundary": "permissionsBoundary",
            },
        )
        with doing(call, f"creating IAM Role ({name})"):
            retrying(
                call,
                _not_consistent,
                lambda: client.create_role(
                    AssumeRolePolicyDocument=canonical(inputs["assumeRolePolicy"]),
                    Path=inputs.get("path") or "/",
                    RoleName=name,
                    **params,
                    **({"Tags": tags} if tags else {}),
                ),
            )
        try:
            _put_policies(call, name, _policies(inputs))
        except CallError:
            _strip(call, name, policies=True, attachments=True)
            client.delete_role(RoleName=name)
            raise
        call.id = name
        _attach(call, name, inputs.get("managedPolicyArns") or ())

    def read(self, call: Call) -> Properties | None:
        """Return the role and every policy it has, also those of other resources."""
        client = call.client("iam")
        try:
            role = client.get_role(RoleName=call.id)["Role"]
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading IAM Role ({call.id})", error)
        known = call.inputs.get("assumeRolePolicy") or call.prior.get("assumeRolePolicy")
        return {
            "arn": role["Arn"],
            "assumeRolePolicy": kept(known, decoded(role["AssumeRolePolicyDocument"])),
            "createDate": rfc3339(role["CreateDate"]),
            "description": role.get("Description", ""),
            "inlinePolicies": _read_policies(call),
            "managedPolicyArns": _attached(call, call.id),
            "maxSessionDuration": role.get("MaxSessionDuration", 3600),
            "path": role["Path"],
            "permissionsBoundary": role.get("PermissionsBoundary", {}).get(
                "PermissionsBoundaryArn", ""
            ),
            "uniqueId": role["RoleId"],
            "tagsAll": pairs_to_tags(role.get("Tags", [])),
            **name_and_prefix(role["RoleName"]),
        }

    def update(self, call: Call) -> None:
        """Change what differs, one operation for each property."""
        inputs, changed, client = call.inputs, call.changed, call.client("iam")
        if "assumeRolePolicy" in changed:
            with doing(call, f"updating IAM Role ({call.id}) assume role policy"):
                retrying(
                    call,
                    _not_consistent,
                    lambda: client.update_assume_role_policy(
                        RoleName=call.id, PolicyDocument=canonical(inputs["assumeRolePolicy"])
                    ),
                )
        if "description" in changed:
            with doing(call, f"updating IAM Role ({call.id}) description"):
                client.update_role_description(
                    RoleName=call.id, Description=inputs.get("description") or ""
                )
        if "maxSessionDuration" in changed:
            with doing(call, f"updating IAM Role ({call.id}) MaxSessionDuration"):
                client.update_role(
                    RoleName=call.id, MaxSessionDuration=inputs.get("maxSessionDuration") or 3600
                )
        if "permissionsBoundary" in changed:
            _set_boundary(call)
        if "inlinePolicies" in changed and inputs.get("inlinePolicies") is not None:
            _sync_policies(call)
        if "managedPolicyArns" in changed and inputs.get("managedPolicyArns") is not None:
            old, new = call.prior.get("managedPolicyArns") or [], inputs["managedPolicyArns"]
            _detach(call, call.id, [arn for arn in old if arn not in new])
            _attach(call, call.id, [arn for arn in new if arn not in old])
        sync_tags(call, "iam.role", call.id)

    def delete(self, call: Call) -> None:
        """Free the role of instance profiles and of the policies in state, then delete it."""
        client, prior, force = call.client("iam"), call.prior, call.prior.get("forceDetachPolicies")
        with doing(call, f"deleting IAM Role ({call.id})"), ignoring(_GONE):
            profiles = client.list_instance_profiles_for_role(RoleName=call.id)
            for profile in profiles["InstanceProfiles"]:
                client.remove_role_from_instance_profile(
                    RoleName=call.id, InstanceProfileName=profile["InstanceProfileName"]
                )
            _strip(
                call,
                call.id,
                policies=bool(force or prior.get("inlinePolicies")),
                attachments=bool(force or prior.get("managedPolicyArns")),
            )
            retrying(
                call,
                lambda error: is_error(error, "DeleteConflict"),
                lambda: client.delete_role(RoleName=call.id),
            )


def _not_consistent(error: BaseException) -> bool:
    return is_error(error, "MalformedPolicyDocument", text="Invalid principal in policy") or (
        is_error(error, "ConcurrentModification")
    )


def _policies(properties: Properties) -> dict[str, str]:
    """Return the inline policies by name; an entry without name and document says: none."""
    return {
        entry["name"]: entry["policy"]
        for entry in properties.get("inlinePolicies") or ()
        if entry.get("name") and entry.get("policy")
    }


def _put_policies(call: Call, role: str, policies: Mapping[str, str]) -> None:
    for name, document in policies.items():
        with doing(call, f"adding inline policy ({name}) to IAM Role ({role})"):
            call.client("iam").put_role_policy(
                RoleName=role, PolicyName=name, PolicyDocument=version_first(document)
            )


def _sync_policies(call: Call) -> None:
    old, new = _policies(call.prior), _policies(call.inputs)
    fresh = {
        name: document
        for name, document in new.items()
        if name not in old or not equivalent(old[name], document)
    }
    for name in old:
        if name not in new or name in fresh:
            with doing(call, f"deleting IAM Role ({call.id}) policy ({name})"), ignoring(_GONE):
                call.client("iam").delete_role_policy(RoleName=call.id, PolicyName=name)
    _put_policies(call, call.id, fresh)


def _read_policies(call: Call) -> list[Properties]:
    client = call.client("iam")
    found: dict[str, str] = {}
    with doing(call, f"reading inline policies for IAM Role ({call.id})"):
        for page in client.get_paginator("list_role_policies").paginate(RoleName=call.id):
            for name in page["PolicyNames"]:
                answer = client.get_role_policy(RoleName=call.id, PolicyName=name)
                found[name] = decoded(answer["PolicyDocument"])
    known: Any = call.inputs.get("inlinePolicies")
    known = call.prior.get("inlinePolicies") if known is None else known
    configured = _policies({"inlinePolicies": known})
    same = configured.keys() == found.keys() and all(
        equivalent(configured[name], document) for name, document in found.items()
    )
    if same:
        found = configured
    return [{"name": name, "policy": version_first(text)} for name, text in found.items()]


def _attached(call: Call, role: str) -> list[str]:
    with doing(call, f"reading policies attached to IAM Role ({role})"):
        pages = call.client("iam").get_paginator("list_attached_role_policies")
        return [
            policy["PolicyArn"]
            for page in pages.paginate(RoleName=role)
            for policy in page["AttachedPolicies"]
        ]


def _attach(call: Call, role: str, arns: Iterable[str]) -> None:
    client = call.client("iam")
    for arn in arns:
        with doing(call, f"attaching IAM Policy ({arn}) to IAM Role ({role})"):
            client.attach_role_policy(RoleName=role, PolicyArn=arn)


def _detach(call: Call, role: str, arns: Iterable[str]) -> None:
    for arn in arns:
        with doing(call, f"detaching IAM Policy ({arn}) from IAM Role ({role})"), ignoring(_GONE):
            call.client("iam").detach_role_policy(RoleName=role, PolicyArn=arn)


def _strip(call: Call, role: str, *, policies: bool, attachments: bool) -> None:
    client = call.client("iam")
    if attachments:
        _detach(call, role, _attached(call, role))
    if policies:
        for name in client.list_role_policies(RoleName=role)["PolicyNames"]:
            with ignoring(_GONE):
                client.delete_role_policy(RoleName=role, PolicyName=name)


def _set_boundary(call: Call) -> None:
    boundary = call.inputs.get("permissionsBoundary")
    client = call.client("iam")
    with doing(call, f"updating IAM Role ({call.id}) permissions boundary"):
        if boundary:
            client.put_role_permissions_boundary(RoleName=call.id, PermissionsBoundary=boundary)
        else:
            client.delete_role_permissions_boundary(RoleName=call.id)
