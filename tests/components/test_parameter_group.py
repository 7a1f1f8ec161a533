"""Parameters: the platform's, the logs', the caller's, and when each takes effect."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.planning.recorder import record
from tests.components.samples import parameter_group

GROUP = "it-cluster-parameters-aurora-mysql8-0"


def values(**changes: Any) -> dict[str, tuple[str, str]]:
    group = record(lambda: parameter_group(**changes)).named(GROUP)
    return {p["name"]: (p["value"], p["applyMethod"]) for p in group.props["parameters"]}


def test_tls_is_required_and_logs_have_what_they_need() -> None:
    found = values()
    assert found["require_secure_transport"] == ("ON", "immediate")
    assert found["server_audit_logging"] == ("1", "immediate")
    assert found["slow_query_log"] == ("1", "immediate")
    assert found["general_log"] == ("1", "immediate")


def test_a_log_that_is_not_exported_costs_nothing() -> None:
    found = values(log_exports=("error",))
    assert not {"server_audit_logging", "general_log", "slow_query_log"} & set(found)


def test_static_and_unknown_parameters_wait_for_a_restart() -> None:
    found = values(parameters={"binlog_format": "ROW", "never_heard_of": True})
    assert found["binlog_format"] == ("ROW", "pending-reboot")
    assert found["never_heard_of"] == ("1", "pending-reboot")
    assert found["tls_version"][1] == "pending-reboot"


def test_the_callers_own_value_wins() -> None:
    assert values(parameters={"long_query_time": 0.5})["long_query_time"][0] == "0.5"


@pytest.mark.parametrize(
    ("engine", "version", "family"),
    [
        ("aurora-mysql", "8.0.mysql_aurora.3.10.3", "aurora-mysql8.0"),
        ("aurora-mysql", "8.4.7", "aurora-mysql8.4"),
        ("aurora-postgresql", "17.7", "aurora-postgresql17"),
    ],
)
def test_the_family_is_part_of_the_name(engine: str, version: str, family: str) -> None:
    recording = record(
        lambda: parameter_group(engine=engine, engine_version=version, log_exports=())
    )
    for function in ("cluster-parameters", "instance-parameters"):
        group = recording.named(f"it-{function}-{family.replace('.', '-')}")
        assert group.props["family"] == family
        assert "name" not in group.props, "the old group goes after the new one is there"
