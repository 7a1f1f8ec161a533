"""Dashboards, as the real provider calls for them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

BODY = {"widgets": [{"type": "text", "x": 0, "properties": {"markdown": "première"}}]}
TYPE = "aws:cloudwatch/dashboard:Dashboard"


def test_body_is_sent_and_read_in_normal_form(resource: Any, clients: Any) -> None:
    dashboard = resource(TYPE)
    normal = json.dumps(BODY, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    state = dashboard.up(dashboardName="called-one", dashboardBody=json.dumps(BODY, indent=2))

    assert state["dashboardBody"] == normal
    assert state["dashboardArn"] == "arn:aws:cloudwatch::123456789012:dashboard/called-one"
    stored = clients("cloudwatch").get_dashboard(DashboardName="called-one")["DashboardBody"]
    assert stored == normal


def test_dashboard_changed_elsewhere_shows(resource: Any, clients: Any) -> None:
    dashboard = resource(TYPE)
    dashboard.up(dashboardName="called-two", dashboardBody=json.dumps(BODY))
    clients("cloudwatch").put_dashboard(DashboardName="called-two", DashboardBody='{"widgets": []}')

    assert dashboard.refresh()["dashboardBody"] == '{"widgets":[]}'


def test_deleting_what_is_gone_is_an_error(resource: Any) -> None:
    dashboard = resource(TYPE)
    dashboard.up(dashboardName="called-three", dashboardBody=json.dumps(BODY))
    dashboard.down()

    assert dashboard.refresh() is None
    with pytest.raises(CallError, match=r"^deleting CloudWatch Dashboard \(called-three\)"):
        dashboard.down()
