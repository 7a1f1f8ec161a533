"""Parameter groups send their parameters in the chunks and the order of the real provider."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.rds_parameter_group import (
    ClusterParameterGroup,
    ParameterGroup,
)

NUMBERS = itertools.count(1)
CLUSTER = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
INSTANCE = "aws:rds/parameterGroup:ParameterGroup"
# Parameters of the family that a program may set, with a value that AWS allows.
MANY = {
    "connect_timeout": "20",
    "general_log": "0",
    "innodb_lock_wait_timeout": "40",
    "innodb_print_all_deadlocks": "1",
    "interactive_timeout": "3600",
    "lock_wait_timeout": "600",
    "log_queries_not_using_indexes": "1",
    "long_query_time": "2",
    "max_allowed_packet": "67108864",
    "max_connect_errors": "200",
    "max_connections": "500",
    "net_read_timeout": "60",
    "net_write_timeout": "120",
    "slow_query_log": "1",
    "sort_buffer_size": "1048576",
    "tmp_table_size": "33554432",
    "wait_timeout": "3600",
}


def parameter(name: str, value: str = "1", method: str = "immediate") -> dict[str, str]:
    return {"name": name, "value": value, "applyMethod": method}


def names(request: dict[str, Any]) -> list[str]:
    return [entry["ParameterName"] for entry in request["Parameters"]]


def requests(sent: Any, operation: str) -> list[dict[str, Any]]:
    return [request for name, request in sent.requests if name == operation]


@pytest.fixture
def group(resource: Any) -> Any:
    made = resource(CLUSTER)
    made.base = {
        "name": f"called-{next(NUMBERS)}",
        "family": "aurora-mysql8.0",
        "description": "Managed by Pulumi",
    }
    return made


@pytest.fixture
def instances(resource: Any, group: Any) -> Any:
    made = resource(INSTANCE)
    made.base = group.base
    return made


def test_creation_sends_parameters_afterwards(group: Any, sent: Any) -> None:
    state = group.up(**group.base, parameters=[parameter("Time_Zone", "UTC")], tags={"a": "1"})

    assert sent.writes == ["CreateDBClusterParameterGroup", "ModifyDBClusterParameterGroup"]
    assert "Parameters" not in sent.of("CreateDBClusterParameterGroup")
    assert state["parameters"] == [parameter("time_zone", "UTC")]
    assert (group.id, state["namePrefix"]) == (group.base["name"], "")
    assert state["tagsAll"] == {"a": "1"}


def test_only_what_differs_is_sent_and_what_is_gone_is_reset(group: Any, sent: Any) -> None:
    group.up(
        **group.base,
        parameters=[
            parameter("time_zone", "UTC"),
            parameter("max_connections", "500"),
            parameter("wait_timeout", "60"),
        ],
    )
    sent.clear()

    state = group.up(
        **group.base,
        parameters=[parameter("time_zone", "UTC"), parameter("max_connections", "600")],
    )

    assert sent.writes == ["ModifyDBClusterParameterGroup", "ResetDBClusterParameterGroup"]
    assert names(sent.of("ModifyDBClusterParameterGroup")) == ["max_connections"]
    reset = sent.of("ResetDBClusterParameterGroup")
    assert reset["ResetAllParameters"] is False
    assert reset["Parameters"] == [
        {"ParameterName": "wait_timeout", "ParameterValue": "60", "ApplyMethod": "immediate"}
    ]
    assert {entry["name"]: entry["value"] for entry in state["parameters"]} == {
        "time_zone": "UTC",
        "max_connections": "600",
    }


def test_parameters_that_are_taken_out_are_all_reset(group: Any, sent: Any) -> None:
    group.up(**group.base, parameters=[parameter("time_zone", "UTC")])
    sent.clear()

    state = group.up(**group.base)

    assert sent.writes == ["ResetDBClusterParameterGroup"]
    assert state["parameters"] == []


def test_drift_shows_what_was_set_elsewhere(group: Any, clients: Any) -> None:
    group.up(**group.base, parameters=[parameter("time_zone", "UTC")])
    clients("rds").modify_db_cluster_parameter_group(
        DBClusterParameterGroupName=group.id,
        Parameters=[
            {
                "ParameterName": "max_connections",
                "ParameterValue": "77",
                "ApplyMethod": "pending-reboot",
            }
        ],
    )

    assert parameter("max_connections", "77", "pending-reboot") in group.refresh()["parameters"]


def test_group_is_imported_by_its_name_and_goes(group: Any, resource: Any) -> None:
    group.up(**group.base, parameters=[parameter("time_zone", "UTC")])
    assert resource(CLUSTER).imported(group.id)["parameters"] == [parameter("time_zone", "UTC")]

    group.down()

    assert group.refresh() is None
    group.down()


def test_name_in_use_is_an_error(group: Any, resource: Any) -> None:
    group.up(**group.base)

    with pytest.raises(CallError, match=r"^creating RDS Cluster Parameter Group \(called-"):
        resource(CLUSTER).up(**group.base)


def test_instances_group_sends_kin_first_then_now_then_reboot(instances: Any, sent: Any) -> None:
    state = instances.up(
        **instances.base,
        parameters=[
            parameter("max_connections", "500", "pending-reboot"),
            parameter("wait_timeout", "60"),
            parameter("character_set_server", "utf8mb4"),
            parameter("collation_server", "utf8mb4_bin"),
        ],
    )

    kin, now, reboot = map(names, requests(sent, "ModifyDBParameterGroup"))
    assert sorted(kin) == ["character_set_server", "collation_server"]
    assert (now, reboot) == (["wait_timeout"], ["max_connections"])
    assert len(state["parameters"]) == 4


def test_instances_group_that_is_only_forgotten_stays(instances: Any, sent: Any) -> None:
    instances.up(**instances.base, skipDestroy=True)
    sent.clear()

    instances.down()

    assert sent.requests == []
    assert instances.refresh() is not None


def test_requests_hold_twenty_parameters(instances: Any, sent: Any) -> None:
    parameters = [parameter(name, value) for name, value in MANY.items()]
    more = [
        parameter(f"max_{name}", "1")
        for name in ("error_count", "sort_length", "sp_recursion_depth", "user_connections")
    ]

    instances.up(**instances.base, parameters=[*parameters, *more])

    sizes = [len(names(request)) for request in requests(sent, "ModifyDBParameterGroup")]
    assert sizes == [20, 1]


def test_apply_method_counts_for_clusters_only() -> None:
    now, later = parameter("Time_Zone", "UTC"), parameter("time_zone", "UTC", "Pending-Reboot")

    assert ParameterGroup().code(now) == ParameterGroup().code(later)
    assert ClusterParameterGroup().code(now) != ClusterParameterGroup().code(later)
