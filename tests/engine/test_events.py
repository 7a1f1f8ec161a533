from __future__ import annotations

import json
from typing import Any

import pytest

from aurora.engine.events import (
    Change,
    Diagnostic,
    Operation,
    PolicyFinding,
    ResourceDone,
    ResourceFailed,
    ResourceStarted,
    StackOutputs,
    Summary,
    name_of,
    read,
)

CLUSTER = "urn:pulumi:dev::aurora::aurora:index:Cluster$aws:rds/cluster:Cluster::dev-cluster"
STACK = "urn:pulumi:dev::aurora::pulumi:pulumi:Stack::aurora-dev"
SECRET = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    "ciphertext": "[secret]",
}


def step(key: str, op: str, **more: Any) -> str:
    metadata = {"op": op, "urn": CLUSTER, "type": "aws:rds/cluster:Cluster", **more}
    return json.dumps({"sequence": 1, key: {"metadata": metadata}})


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("resourcePreEvent", ResourceStarted),
        ("resOutputsEvent", ResourceDone),
        ("resOpFailedEvent", ResourceFailed),
    ],
)
def test_a_step_says_which_resource_where_and_what(key: str, kind: type) -> None:
    line = step(
        key, "update", new={"inputs": {"region": "eu-west-1"}}, detailedDiff={"b": 1, "a": 2}
    )
    (event,) = read(line)
    assert isinstance(event, kind)
    assert event.change == Change(
        urn=CLUSTER,
        type="aws:rds/cluster:Cluster",
        name="dev-cluster",
        region="eu-west-1",
        operation=Operation.UPDATE,
        properties=("a", "b"),
    )


def test_the_region_of_what_is_deleted_is_in_its_old_state() -> None:
    (event,) = read(step("resourcePreEvent", "delete", old={"outputs": {"region": "us-east-2"}}))
    assert isinstance(event, ResourceStarted)
    assert event.change.region == "us-east-2"


def test_what_a_refresh_does_not_find_is_deleted() -> None:
    (found,) = read(step("resOutputsEvent", "refresh", old={"inputs": {}}, new={"inputs": {}}))
    (gone,) = read(step("resOutputsEvent", "refresh", old={"inputs": {}}, new=None))
    assert isinstance(found, ResourceDone)
    assert found.change.operation is Operation.REFRESH
    assert isinstance(gone, ResourceDone)
    assert gone.change.operation is Operation.DELETE


@pytest.mark.parametrize("op", ["delete-replaced", "discard-replaced", "remove-pending-replace"])
def test_a_replacement_is_told_once(op: str) -> None:
    assert read(step("resourcePreEvent", op)) == ()
    (event,) = read(step("resourcePreEvent", "create-replacement"))
    assert isinstance(event, ResourceStarted)
    assert event.change.operation is Operation.REPLACE


def test_a_step_that_is_newer_than_this_program_is_left_out() -> None:
    assert read(step("resourcePreEvent", "extend-parameterize")) == ()


def test_providers_are_no_resources() -> None:
    assert read(step("resourcePreEvent", "create", type="pulumi:providers:aws")) == ()


def test_outputs_of_the_stack_are_masked() -> None:
    outputs = {"port": 3307, "password": SECRET, "regions": {"us-east-1": [SECRET]}}
    metadata = {"op": "create", "urn": STACK, "type": "pulumi:pulumi:Stack"}
    line = {"resOutputsEvent": {"metadata": {**metadata, "new": {"outputs": outputs}}}}
    (event,) = read(json.dumps(line))
    assert isinstance(event, StackOutputs)
    assert event.outputs == {
        "port": 3307,
        "password": "[secret]",
        "regions": {"us-east-1": ["[secret]"]},
    }


def test_a_finding_keeps_its_level_and_severity() -> None:
    policy = {
        "resourceUrn": CLUSTER,
        "message": "A cluster is encrypted\n",
        "policyName": "aurora-cluster-encrypted",
        "policyPackName": "aurora",
        "enforcementLevel": "mandatory",
        "severity": "high",
    }
    (event,) = read(json.dumps({"policyEvent": policy}))
    assert event == PolicyFinding(
        rule="aurora-cluster-encrypted",
        level="mandatory",
        severity="high",
        message="A cluster is encrypted",
        urn=CLUSTER,
        pack="aurora",
    )


@pytest.mark.parametrize(
    ("severity", "expected"), [("error", "error"), ("info#err", "info"), ("warning", "warning")]
)
def test_a_diagnostic_has_one_of_three_severities(severity: str, expected: str) -> None:
    diagnostic = {"message": "no such thing\n", "severity": severity, "urn": CLUSTER}
    (event,) = read(json.dumps({"diagnosticEvent": diagnostic}))
    assert event == Diagnostic(severity=expected, message="no such thing", urn=CLUSTER)


@pytest.mark.parametrize(
    "diagnostic",
    [
        {"message": "registering", "severity": "debug"},
        {"message": "still creating", "severity": "info", "ephemeral": True},
        {"message": " \n", "severity": "error"},
    ],
)
def test_noise_is_no_event(diagnostic: dict[str, Any]) -> None:
    assert read(json.dumps({"diagnosticEvent": diagnostic})) == ()


def test_a_summary_says_whether_all_went_well() -> None:
    line = {"summaryEvent": {"resourceChanges": {"create": 3}, "result": "failed"}}
    assert read(json.dumps(line)) == (Summary(changes={"create": 3}, succeeded=False),)


@pytest.mark.parametrize("line", ["", '{"resourcePreEvent": {"meta', '{"cancelEvent": {}}'])
def test_half_a_line_and_unknown_events_are_left_out(line: str) -> None:
    assert read(line) == ()


def test_a_name_is_the_end_of_a_urn() -> None:
    assert name_of(CLUSTER) == "dev-cluster"
    assert name_of("") == ""
