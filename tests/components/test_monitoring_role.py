"""The role of enhanced monitoring."""

from __future__ import annotations

from aurora.planning.recorder import record
from tests.components.samples import monitoring_role


def test_the_policy_is_the_one_of_the_partition() -> None:
    role = record(lambda: monitoring_role(region="cn-north-1")).named("it-monitoring-policy").props
    assert role["policyArn"].startswith("arn:aws-cn:iam::aws:policy/")
