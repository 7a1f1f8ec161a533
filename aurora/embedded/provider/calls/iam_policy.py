"""`aws:iam/policy:Policy`."""

from __future__ import annotations

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.policy_document import canonical, decoded, kept
from aurora.embedded.provider.calls.tagging import pack, pairs_to_tags, sync_tags

__all__ = ["Policy"]

_GONE = "NoSuchEntity"
_MOST_VERSIONS = 5  # AWS's quota of versions of a managed policy


class Policy(Calls):
    """A managed policy; every change of the document is a new default version."""

    type = "aws:iam/policy:Policy"

    def create(self, call: Call) -> None:
        """Create the policy; its id is the ARN."""
        name = given_or_unique(call)
        tags = pack("iam.policy", call.inputs.get("tagsAll"))
        with doing(call, f"creating IAM Policy ({name})"):
            answer = call.client("iam").create_policy(
                Description=call.inputs.get("description") or "",
                Path=call.inputs.get("path") or "/",
                PolicyDocument=canonical(call.inputs["policy"]),
                PolicyName=name,
                **({"Tags": tags} if tags else {}),
            )
        call.id = answer["Policy"]["Arn"]

    def read(self, call: Call) -> Properties | None:
        """Return the policy with the document of its default version."""
        client = call.client("iam")
        try:
            policy = client.get_policy(PolicyArn=call.id)["Policy"]
            version = client.get_policy_version(
                PolicyArn=call.id, VersionId=policy["DefaultVersionId"]
            )["PolicyVersion"]
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading IAM Policy ({call.id})", error)
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "arn": policy["Arn"],
            "attachmentCount": policy.get("AttachmentCount", 0),
            "description": policy.get("Description", ""),
            "path": policy["Path"],
            "policy": kept(known, decoded(version["Document"])),
            "policyId": policy["PolicyId"],
            "tagsAll": pairs_to_tags(policy.get("Tags", [])),
            **name_and_prefix(policy["PolicyName"]),
        }

    def update(self, call: Call) -> None:
        """Make a new default version; of five versions the oldest goes first."""
        if call.changed - {"delayAfterPolicyCreationInMs", "tags", "tagsAll"}:
            client = call.client("iam")
            with doing(call, f"updating IAM Policy ({call.id})"):
                versions = client.list_policy_versions(PolicyArn=call.id)["Versions"]
                spare = [entry for entry in versions if not entry["IsDefaultVersion"]]
                if len(versions) >= _MOST_VERSIONS:
                    oldest = min(spare, key=lambda entry: (entry["CreateDate"], _number(entry)))
                    client.delete_policy_version(PolicyArn=call.id, VersionId=oldest["VersionId"])
                self._new_version(call)
        sync_tags(call, "iam.policy", call.id)

    def _new_version(self, call: Call) -> None:
        client = call.client("iam")
        delay = call.inputs.get("delayAfterPolicyCreationInMs")
        answer = client.create_policy_version(
            PolicyArn=call.id,
            PolicyDocument=canonical(call.inputs["policy"]),
            SetAsDefault=not delay,
        )
        if delay:
            call.cancelled.wait(float(delay) / 1000)
            client.set_default_policy_version(
                PolicyArn=call.id, VersionId=answer["PolicyVersion"]["VersionId"]
            )

    def delete(self, call: Call) -> None:
        """Delete the other versions, then the policy; AWS refuses while it is attached."""
        client = call.client("iam")
        with doing(call, f"deleting IAM Policy ({call.id})"), ignoring(_GONE):
            for version in client.list_policy_versions(PolicyArn=call.id)["Versions"]:
                if not version["IsDefaultVersion"]:
                    client.delete_policy_version(PolicyArn=call.id, VersionId=version["VersionId"])
            client.delete_policy(PolicyArn=call.id)


def _number(version: dict[str, str]) -> int:
    return int(version["VersionId"].removeprefix("v"))
