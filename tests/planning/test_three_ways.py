"""One estate, three ways to judge it, one result: a plan, the engine's protocol, a state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from pulumi.runtime.proto import analyzer_pb2

from aurora.planning.checking import check_state
from aurora.planning.judging import judge_plan
from aurora.planning.recorder import STACK_TYPE, Recording, Registration
from aurora.values import SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_ON_THE_WIRE
from policies.environment import Environment
from policies.rule import Verdict
from tests.environments.plans import STACKS, plan, settings
from tests.policies.engine import judged, pack

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

Found = set[tuple[str, str, str]]


def stack_urn(recording: Recording) -> str:
    name = f"{recording.project}-{recording.stack}"
    return f"urn:pulumi:{recording.stack}::{recording.project}::{STACK_TYPE}::{name}"


def in_process(recording: Recording) -> Found:
    report = judge_plan(recording, Environment(settings(recording.stack).environment))
    return {
        (finding.rule, finding.urn, finding.message)
        for finding in report.findings
        if finding.verdict is Verdict.VIOLATION
    }


def message(registration: Registration) -> Any:
    resource = analyzer_pb2.AnalyzerResource(
        type=registration.type,
        name=registration.name,
        urn=registration.urn,
        properties=registration.wire,
        options=analyzer_pb2.AnalyzerResourceOptions(
            protect=registration.protect, ignoreChanges=list(registration.ignore_changes)
        ),
    )
    for key, urns in registration.property_dependencies.items():
        resource.propertyDependencies[key].urns.extend(urns)
    return resource


def over_grpc(recording: Recording) -> Found:
    root = analyzer_pb2.AnalyzerResource(type=STACK_TYPE, name="aurora", urn=stack_urn(recording))
    with pack(recording.stack) as stub:
        found = judged(stub, [root, *map(message, recording.resources)])
    return {
        (d.policyName, d.urn, d.message.partition("\n")[2].partition(". Do: ")[0])
        for d in found
        if not d.message.startswith("can't run policy")
    }


def known(value: Any) -> Any:
    """Return a wire value as a state holds it: what was unknown has a value, secrets are sealed."""
    match value:
        case dict() if value.get(SIGNATURE_KEY) == SECRET_SIGNATURE:
            return {SIGNATURE_KEY: SECRET_SIGNATURE, "ciphertext": "v1:sealed"}
        case {"policy": str(text), **others} if text == UNKNOWN_ON_THE_WIRE:
            return {"policy": '{"Statement": []}', **known(others)}
        case dict():
            return {key: known(item) for key, item in value.items()}
        case list():
            return [known(item) for item in value]
        case _:
            return "known-by-now" if value == UNKNOWN_ON_THE_WIRE else value


def exported(recording: Recording, path: Path) -> Path:
    """Write the plan as the state that an `up` of it would have left."""
    resources: list[dict[str, Any]] = [
        {"urn": stack_urn(recording), "type": STACK_TYPE, "custom": False}
    ]
    for registration in recording.resources:
        inputs = known(MessageToDict(registration.wire))
        resources.append(
            {
                "urn": registration.urn,
                "type": registration.type,
                "custom": registration.custom,
                "id": f"id-of-{registration.name}",
                "inputs": inputs,
                "outputs": {**inputs, "arn": f"arn:aws:::{registration.name}"},
                "protect": registration.protect,
                "ignoreChanges": list(registration.ignore_changes),
                "propertyDependencies": {
                    key: list(urns) for key, urns in registration.property_dependencies.items()
                },
            }
        )
    path.write_text(
        json.dumps({"version": 3, "deployment": {"resources": resources}}), encoding="utf-8"
    )
    return path


def from_state(recording: Recording, path: Path) -> Found:
    report = check_state(path.parent, exported(recording, path))
    return {
        (finding.rule, finding.urn, finding.message)
        for finding in report.findings
        if finding.verdict is Verdict.VIOLATION
    }


@pytest.mark.parametrize("stack", STACKS)
def test_the_same_findings(stack: str, tmp_path: Path) -> None:
    recording = plan(stack)
    expected = in_process(recording)
    assert expected
    grpc_keyed = {(rule, urn) for rule, urn, _ in over_grpc(recording)}
    assert grpc_keyed == {(rule, urn) for rule, urn, _ in expected}
    assert from_state(recording, tmp_path / "state.json") == expected
