"""Remediation: what it mends, and that everything else goes back as it came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict

from aurora.values import SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_ON_THE_WIRE
from policies.registry import rules
from policies.rule import Level, Sketch
from policies.tokens import CLUSTER, KEY
from tests.policies.engine import judged, pack, single
from tests.policies.sketches import request

REMEDIABLE = {"aurora-cluster-copy-tags-to-snapshot", "kms-key-rotation", "required-tags"}
SECRET = {SIGNATURE_KEY: SECRET_SIGNATURE, "value": "hunter2"}


def configured(tmp_path: Path) -> Path:
    levels = "".join(f'{id_} = "remediate"\n' for id_ in sorted(REMEDIABLE))
    values = 'required-tags = { required = ["Environment", "Owner"], values = { Owner = "shop" } }'
    text = f"[levels]\n{levels}[parameters]\n{values}\n"
    (tmp_path / "production.toml").write_text(text, encoding="utf-8")
    return tmp_path


def mended(folder: Path, sketch: Sketch, props: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Return the properties after all remediations, and the answer itself."""
    message = request(sketch, (sketch,), "prod")
    message.properties.update(props)
    with pack("prod", folder=folder) as stub:
        answer = stub.Remediate(single(message))
        last = message.properties
        for remediation in answer.remediations:
            if not remediation.diagnostic:
                last = remediation.properties
        message.properties.CopyFrom(last)
        left = [d.policyName for d in judged(stub, [message])]
    assert not REMEDIABLE & set(left) or any(r.diagnostic for r in answer.remediations)
    return MessageToDict(last), answer


def test_only_what_cannot_surprise_has_a_remediation() -> None:
    assert {rule.id for rule in rules().values() if rule.remediate} == REMEDIABLE


def test_no_rule_remediates_by_default() -> None:
    for rule in rules().values():
        levels = (rule.levels.production, rule.levels.global_, rule.levels.development)
        assert Level.REMEDIATE not in levels


def test_secrets_and_unknowns_survive(tmp_path: Path) -> None:
    props = {
        "engine": "aurora-mysql",
        "masterPasswordWo": SECRET,
        "kmsKeyId": UNKNOWN_ON_THE_WIRE,
        "backupRetentionPeriod": 7,
        "tags": {"Environment": "Production", "Secret": SECRET, "Late": UNKNOWN_ON_THE_WIRE},
    }
    after, answer = mended(configured(tmp_path), Sketch(CLUSTER, "cluster"), props)
    assert {r.policyName for r in answer.remediations} == REMEDIABLE - {"kms-key-rotation"}
    assert after == {
        **props,
        "copyTagsToSnapshot": True,
        "tags": {**props["tags"], "Owner": "shop"},
    }


def test_secret_tags_stay_secret(tmp_path: Path) -> None:
    tags = {SIGNATURE_KEY: SECRET_SIGNATURE, "value": {"Environment": "Production"}}
    after, _ = mended(
        configured(tmp_path), Sketch(CLUSTER, "cluster"), {"copyTagsToSnapshot": True, "tags": tags}
    )
    wanted = {"Environment": "Production", "Owner": "shop"}
    assert after["tags"] == {SIGNATURE_KEY: SECRET_SIGNATURE, "value": wanted}


@pytest.mark.parametrize(
    ("props", "rotated"),
    [
        ({}, True),
        ({"enableKeyRotation": False}, True),
        ({"customerMasterKeySpec": "RSA_2048"}, None),
        ({"enableKeyRotation": True, "rotationPeriodInDays": 700}, True),
    ],
)
def test_keys_are_rotated_where_aws_can(
    props: dict[str, Any], rotated: bool | None, tmp_path: Path
) -> None:
    folder = tmp_path
    (folder / "production.toml").write_text('[levels]\nkms-key-rotation = "remediate"\n')
    message = request(Sketch(KEY, "key", props), (Sketch(KEY, "key", props),), "prod")
    with pack("prod", folder=folder) as stub:
        answer = stub.Remediate(single(message))
    after = [MessageToDict(r.properties) for r in answer.remediations]
    if rotated and not props.get("enableKeyRotation"):
        assert after == [{**props, "enableKeyRotation": True}]
    else:
        assert after == []


def test_tags_that_are_not_known_yet_are_a_note(tmp_path: Path) -> None:
    _, answer = mended(
        configured(tmp_path),
        Sketch(CLUSTER, "cluster"),
        {"copyTagsToSnapshot": True, "tags": UNKNOWN_ON_THE_WIRE},
    )
    assert [(r.policyName, r.diagnostic) for r in answer.remediations] == [
        ("required-tags", "tags is not known yet")
    ]
