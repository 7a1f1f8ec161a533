"""SSM parameters: what DescribeParameters always answers."""

from __future__ import annotations

from typing import Any

from moto.ssm.models import Parameter

from .patching import replace
from .sts_identity import caller_arn

__all__ = ["install"]

_describe = Parameter.describe_response_object


def _described(self: Parameter, *args: Any, **kwargs: Any) -> dict[str, Any]:
    answer = _describe(self, *args, **kwargs)
    answer["LastModifiedUser"] = caller_arn(self.account_id)
    answer.setdefault("Policies", [])
    return answer


def install() -> None:
    """Make parameters answer as AWS does."""
    replace(Parameter, describe_response_object=_described)
