"""`aws:cloudwatch/dashboard:Dashboard`."""

from __future__ import annotations

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.policy_document import canonical
from aurora.embedded.provider.calls.requests import send

__all__ = ["Dashboard"]

_SERVICE = "cloudwatch"
_GONE = ("ResourceNotFound", "DashboardNotFoundError")


class Dashboard(Calls):
    """A dashboard; a put over an existing one takes it over."""

    type = "aws:cloudwatch/dashboard:Dashboard"

    def create(self, call: Call) -> None:
        """Put the dashboard; what AWS has to say about its widgets is not looked at."""
        self._put(call)
        call.id = call.inputs["dashboardName"]

    def read(self, call: Call) -> Properties | None:
        """Return the dashboard, its body in the normal form that the state holds."""
        try:
            answer = send(call, "GetDashboard", {"DashboardName": call.id}, service=_SERVICE)
        except ClientError as error:
            if is_error(error, *_GONE):
                return None
            call.fail(f"reading CloudWatch Dashboard ({call.id})", error)
        return {
            "dashboardArn": answer.get("DashboardArn", ""),
            "dashboardBody": canonical(answer.get("DashboardBody", "")),
            "dashboardName": answer.get("DashboardName", call.id),
        }

    def update(self, call: Call) -> None:
        """Put the dashboard again."""
        self._put(call)

    def delete(self, call: Call) -> None:
        """Delete the dashboard; one that is already gone is an error, as in the real provider."""
        with doing(call, f"deleting CloudWatch Dashboard ({call.id})"):
            send(call, "DeleteDashboards", {"DashboardNames": [call.id]}, service=_SERVICE)

    def _put(self, call: Call) -> None:
        name = call.inputs["dashboardName"]
        request = {
            "DashboardBody": canonical(call.inputs["dashboardBody"]),
            "DashboardName": name,
        }
        with doing(call, f"putting CloudWatch Dashboard ({name})"):
            send(call, "PutDashboard", request, service=_SERVICE)
