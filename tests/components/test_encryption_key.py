"""The key: rotated, named to those who use it, in the partition of its region."""

from __future__ import annotations

import json
from typing import Any

from aurora.planning.recorder import record
from tests.components.samples import ACCOUNT, encryption_key


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {entry["Sid"]: entry for entry in json.loads(text)["Statement"]}


def test_the_key_rotates_and_names_who_may_use_it() -> None:
    key = record(encryption_key).named("it-key").props
    assert key["enableKeyRotation"] is True
    assert key["deletionWindowInDays"] == 30
    said = statements(key["policy"])
    assert said["Account"]["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    assert said["LogGroups"]["Principal"] == {"Service": "logs.eu-central-1.amazonaws.com"}
    assert said["LogGroups"]["Condition"]["ArnLike"] == {
        "kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:eu-central-1:{ACCOUNT}:*"
    }
    assert said["Notifications"]["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    assert not [s for s in said.values() if s["Principal"] in ("*", {"AWS": "*"})]


def test_the_partition_follows_the_region() -> None:
    key = record(lambda: encryption_key(region="cn-north-1")).named("it-key").props
    assert f"arn:aws-cn:iam::{ACCOUNT}:root" in key["policy"]
