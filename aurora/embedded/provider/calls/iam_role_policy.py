"""`aws:iam/rolePolicy:RolePolicy` and `aws:iam/rolePolicyAttachment:RolePolicyAttachment`."""

from __future__ import annotations

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties, WrongId
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.policy_document import decoded, kept, version_first
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["RolePolicy", "RolePolicyAttachment"]

_GONE = "NoSuchEntity"


class RolePolicy(Calls):
    """An inline policy of a role; its id is `role:name`."""

    type = "aws:iam/rolePolicy:RolePolicy"

    def create(self, call: Call) -> None:
        """Put the policy; one of that name is overwritten."""
        name, role = given_or_unique(call), call.inputs["role"]
        self._put(call, role, name)
        call.id = f"{role}:{name}"

    def _put(self, call: Call, role: str, name: str) -> None:
        with doing(call, f"putting IAM Role ({role}) Policy ({name})"):
            call.client("iam").put_role_policy(
                RoleName=role,
                PolicyName=name,
                PolicyDocument=version_first(call.inputs["policy"]),
            )

    def read(self, call: Call) -> Properties | None:
        """Return the policy; the configured text stays where it means the same."""
        role, colon, name = call.id.partition(":")
        if not colon:
            call.fail(
                f"reading IAM Role Policy ({call.id})",
                "role_policy id must be of the form <role name>:<policy name>",
            )
        try:
            answer = call.client("iam").get_role_policy(RoleName=role, PolicyName=name)
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading IAM Role Policy ({call.id})", error)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "policy": version_first(kept(known, decoded(answer["PolicyDocument"]))),
            "role": role,
            **name_and_prefix(name),
        }

    def update(self, call: Call) -> None:
        """Put the new document under the same name."""
        role, _, name = call.id.partition(":")
        self._put(call, role, name)

    def delete(self, call: Call) -> None:
        """Delete the policy."""
        role, _, name = call.id.partition(":")
        with doing(call, f"deleting IAM Role Policy ({call.id})"), ignoring(_GONE):
            call.client("iam").delete_role_policy(RoleName=role, PolicyName=name)


class RolePolicyAttachment(Calls):
    """A managed policy on a role; its id is `role/policy ARN`."""

    type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"

    def create(self, call: Call) -> None:
        """Attach; what is attached already stays so."""
        role, arn = call.inputs["role"], call.inputs["policyArn"]
        client = call.client("iam")
        with doing(call, f"attaching IAM Policy ({arn}) to IAM Role ({role})"):
            retrying(
                call,
                lambda error: is_error(error, "ConcurrentModification"),
                lambda: client.attach_role_policy(RoleName=role, PolicyArn=arn),
            )
        call.id = f"{role}/{arn}"

    def read(self, call: Call) -> Properties | None:
        """Return the pair while the policy is on the role."""
        known = call.inputs or call.prior
        role, arn = known.get("role"), known.get("policyArn")
        if not role or not arn:
            role, slash, arn = call.id.partition("/")
            if not (slash and role and arn):
                raise WrongId(
                    f"unexpected format for Import ID ({call.id}), "
                    "expected <role-name>/<policy_arn>"
                )
        try:
            pages = call.client("iam").get_paginator("list_attached_role_policies")
            attached = {
                policy["PolicyArn"]
                for page in pages.paginate(RoleName=role)
                for policy in page["AttachedPolicies"]
            }
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading IAM Policy ({arn}) attached to IAM Role ({role})", error)
        return {"policyArn": arn, "role": role} if arn in attached else None

    def update(self, call: Call) -> None:
        """Nothing changes in place."""

    def delete(self, call: Call) -> None:
        """Detach."""
        role, arn = call.prior["role"], call.prior["policyArn"]
        client = call.client("iam")
        with (
            doing(call, f"detaching IAM Policy ({arn}) from IAM Role ({role})"),
            ignoring(_GONE),
        ):
            retrying(
                call,
                lambda error: is_error(error, "ConcurrentModification"),
                lambda: client.detach_role_policy(RoleName=role, PolicyArn=arn),
            )
