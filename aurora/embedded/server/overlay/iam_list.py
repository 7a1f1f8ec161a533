"""Lists of IAM: each says whether it was cut, and holds no more than AWS's short form."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.core.serialize import never_return
from moto.iam.exceptions import ValidationError
from moto.iam.models import IAMBackend, InstanceProfile
from moto.iam.responses import IamResponse

from .paging import cut
from .patching import replace

__all__ = ["install"]

_profiles = IAMBackend.get_instance_profiles_for_role
_policy_entities = IamResponse.list_entities_for_policy
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
        try:
            cut("iam", self._get_action(), result, self._get_param)
        except ValueError:
            return _serialized(self, ActionResult(ValidationError("Invalid Marker.")))
    return _serialized(self, action_result)


def _profiles_of(self: IAMBackend, role_name: str) -> list[InstanceProfile]:
    self.get_role(role_name)
    return _profiles(self, role_name)


def _entities(self: IamResponse) -> ActionResult:
    self.backend.get_policy(self._get_param("PolicyArn"))
    return _policy_entities(self)


def install() -> None:
    """Make lists of IAM answer as AWS does."""
    short = dict.fromkeys(_NOT_IN_LISTS, never_return)
    replace(IAMBackend, get_instance_profiles_for_role=_profiles_of)
    replace(
        IamResponse,
        list_entities_for_policy=_entities,
        RESPONSE_KEY_PATH_TO_TRANSFORMER={**IamResponse.RESPONSE_KEY_PATH_TO_TRANSFORMER, **short},
        serialized=_whole,
    )
