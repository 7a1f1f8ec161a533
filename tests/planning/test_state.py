"""States as `pulumi stack export` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aurora.cli.check import check
from aurora.cli.group import Project
from aurora.errors import BadInput
from aurora.planning.checking import check_state
from aurora.planning.state import read
from aurora.values import SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN
from policies.environment import Environment
from policies.tokens import CLUSTER, INSTANCE, STACK

SEALED = {SIGNATURE_KEY: SECRET_SIGNATURE, "ciphertext": "v1:abc"}
OPEN = {SIGNATURE_KEY: SECRET_SIGNATURE, "plaintext": '"Orders_Secret"'}
PROVIDER = "urn:pulumi:theirs::p::pulumi:providers:aws::paris"


def urn(type_: str, name: str) -> str:
    return f"urn:pulumi:theirs::p::{type_}::{name}"


def entry(type_: str, name: str, **more: Any) -> dict[str, Any]:
    return {"urn": urn(type_, name), "type": type_, "custom": True, **more}


RESOURCES = [
    entry(STACK, "p-theirs", custom=False),
    {
        "urn": PROVIDER,
        "type": "pulumi:providers:aws",
        "custom": True,
        "id": "1",
        "inputs": {"region": "eu-west-3", "defaultTags": '{"tags":{"Environment":"Production"}}'},
    },
    entry(
        CLUSTER,
        "orders",
        id="orders-7",
        provider=f"{PROVIDER}::1",
        inputs={
            "__defaults": ["port"],
            "engine": "aurora-mysql",
            "backupRetentionPeriod": 7.0,
            "masterPassword": SEALED,
            "clusterIdentifier": OPEN,
        },
        outputs={"arn": "arn:aws:rds:eu-west-3:1:cluster:orders", "storageEncrypted": True},
    ),
    entry(INSTANCE, "one", inputs={"clusterIdentifier": "orders-7", "engine": "aurora-mysql"}),
    entry(INSTANCE, "old", delete=True, inputs={"publiclyAccessible": True}),
    entry(INSTANCE, "read", external=True, inputs={"publiclyAccessible": True}),
]


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "state.json"
    document = {"version": 3, "deployment": {"resources": RESOURCES}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_inputs_are_judged_and_outputs_only_name(exported: Path) -> None:
    state = read(exported)
    cluster = next(view for view in state.views if view.type == CLUSTER)
    assert state.stack == "theirs"
    assert [view.name for view in state.views] == ["p-theirs", "paris", "orders", "one"]
    assert cluster.get("storageEncrypted") is None
    assert cluster.get("arn") == "arn:aws:rds:eu-west-3:1:cluster:orders"
    assert cluster.get("backupRetentionPeriod") == 7
    assert cluster.get("masterPassword") is UNKNOWN
    assert cluster.given("masterPassword")
    assert cluster.region == "eu-west-3"


def test_a_local_backends_file_is_read_as_well(exported: Path) -> None:
    inner = json.loads(exported.read_text())["deployment"]
    exported.write_text(json.dumps({"version": 3, "checkpoint": {"latest": inner}}))
    assert len(read(exported).views) == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"deployment": 3}', '{"checkpoint": {}}'])
def test_anything_else_is_refused_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(BadInput, match="no exported state"):
        read(path)


def test_findings_name_resources_and_never_a_secret(exported: Path) -> None:
    report = check_state(exported.parent, exported)
    found = {(f.rule, report.names[f.urn][0]) for f in report.findings}
    assert ("aurora-cluster-managed-master-password", "orders") in found
    assert ("aurora-cluster-storage-encrypted", "orders") in found
    assert ("required-tags", "orders") not in found, "the provider's default tags count"
    assert ("aurora-cluster-min-instances", "orders") in found, "one instance by its literal name"
    assert not any(name in ("old", "read") for _, name in found)
    assert "Orders_Secret" not in str(report.findings)
    assert report.resources == 2
    assert report.regions == ("eu-west-3",)


def test_an_assumed_environment_is_said(exported: Path) -> None:
    assumed = check_state(exported.parent, exported)
    assert assumed.environment == "production"
    assert "stack-environment-known" in {f.rule for f in assumed.findings}
    named = check_state(exported.parent, exported, Environment.DEVELOPMENT)
    assert named.environment == "development"
    assert "stack-environment-known" not in {f.rule for f in named.findings}


def test_the_command_refuses(exported: Path) -> None:
    arguments = ["--state", str(exported), "--format", "json"]
    result = CliRunner().invoke(
        check, arguments, obj=Project(exported.parent), standalone_mode=False
    )
    assert result.return_value == 1
    assert json.loads(result.output)["stacks"][0]["stack"] == "theirs"
