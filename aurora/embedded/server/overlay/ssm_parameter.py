"""SSM parameters: what DescribeParameters always answers."""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.ssm.models import Parameter
from moto.ssm.responses import SimpleSystemManagerResponse

from .paging import cut
from .patching import replace
from .sts_identity import caller_arn

__all__ = ["install"]

_PAGE = 50
_describe = Parameter.describe_response_object


def _described(self: Parameter, *args: Any, **kwargs: Any) -> dict[str, Any]:
    answer = _describe(self, *args, **kwargs)
    answer["LastModifiedUser"] = caller_arn(self.account_id)
    answer.setdefault("Policies", [])
    return answer


def _listed(self: SimpleSystemManagerResponse) -> ActionResult:
    """List parameters in pages; without a size in such of fifty (API_DescribeParameters)."""
    found = self.ssm_backend.describe_parameters(
        self._get_param("Filters"), self._get_param("ParameterFilters")
    )
    answer = {"Parameters": [entry.describe_response_object(False) for entry in found]}
    given = {"MaxResults": self._get_param("MaxResults") or _PAGE}
    given["NextToken"] = self._get_param("NextToken")
    try:
        cut("ssm", "DescribeParameters", answer, given.get)
    except ValueError:
        # The code is AWS's, the words are our assumption.
        raise JsonRESTError("InvalidNextToken", "The specified token is not valid.") from None
    return ActionResult(answer)


def install() -> None:
    """Make parameters answer as AWS does."""
    replace(Parameter, describe_response_object=_described)
    replace(SimpleSystemManagerResponse, describe_parameters=_listed)
