"""Reader autoscaling: a range, and something to steer to."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.errors import BadInput
from aurora.planning.recorder import record
from tests.components.samples import autoscaling


def test_scaling_steers_to_each_measure_within_the_range() -> None:
    recording = record(autoscaling)
    target = recording.named("it-scaling-target").props
    assert target["resourceId"] == "cluster:shop-it"
    assert (target["minCapacity"], target["maxCapacity"]) == (2, 8)
    assert target["scalableDimension"] == "rds:cluster:ReadReplicaCount"
    for measure, metric, value in (
        ("cpu", "RDSReaderAverageCPUUtilization", 70),
        ("connections", "RDSReaderAverageDatabaseConnections", 500),
    ):
        policy = recording.named(f"it-scaling-policy-{measure}").props
        tracking = policy["targetTrackingScalingPolicyConfiguration"]
        assert tracking["predefinedMetricSpecification"] == {"predefinedMetricType": metric}
        assert tracking["targetValue"] == value


@pytest.mark.parametrize(
    "changes",
    [{"min_readers": 9}, {"max_readers": 16}, {"cpu_percent": None, "connections": None}],
)
def test_scaling_without_range_or_aim_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        record(lambda: autoscaling(**changes))
    assert [problem.code for problem in refused.value.problems] == ["AUR-112"]
