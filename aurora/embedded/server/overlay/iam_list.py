"""Lists of IAM: each says whether it was cut, and holds no more than AWS's short form."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.core.serialize import never_return
from moto.iam.responses import IamResponse

from .patching import replace

__all__ = ["install"]

_serialized = IamResponse.serialized
# End of a member's path in an answer: what AWS answers only of the thing itself.
_NOT_IN_LISTS = (
    "InstanceProfile.Roles.Role.Description",
    "InstanceProfile.Roles.Role.MaxSessionDuration",
    "InstanceProfile.Roles.Role.RoleLastUsed",
    "InstanceProfile.Roles.Role.Tags",
    "InstanceProfiles.InstanceProfile.Tags",
    "Versions.PolicyVersion.Document",
)


def _whole(self: IamResponse, action_result: ActionResult) -> Any:
    """Say of every list that it is whole, unless its operation said otherwise."""
    result = action_result.result
    if self._get_action().startswith("List") and isinstance(result, dict):
        result.setdefault("IsTruncated", False)
    return _serialized(self, action_result)


def install() -> None:
    """Make lists of IAM answer as AWS does."""
    short = dict.fromkeys(_NOT_IN_LISTS, never_return)
    replace(
        IamResponse,
        RESPONSE_KEY_PATH_TO_TRANSFORMER={**IamResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER, **short},
        serialized=_whole,
    )
