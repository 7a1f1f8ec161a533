"""What a backup selection selects, as AWS Backup reads it."""

from __future__ import annotations

from typing import Any

import pytest

from policies.backup_selection import selects
from policies.estate import Estate
from policies.tokens import BACKUP_SELECTION, CLUSTER
from policies.wire import view

SHOP = view(
    type_=CLUSTER,
    name="shop",
    urn="urn:shop",
    props={
        "clusterIdentifier": "shop",
        "region": "eu-west-1",
        "tags": {"Backup": "daily", "Environment": "Production"},
    },
)
TAG = {"type": "STRINGEQUALS", "key": "Backup", "value": "daily"}


def equal(key: str, value: str) -> dict[str, str]:
    return {"key": f"aws:ResourceTag/{key}", "value": value}


@pytest.mark.parametrize(
    ("props", "selected"),
    [
        ({"resources": ["*"]}, True),
        ({"resources": ["arn:aws:rds:*"]}, True),
        ({"resources": ["arn:*:rds:eu-*"]}, True),
        ({"resources": ["arn:aws:*"]}, True),
        ({"resources": ["arn:aws:dynamodb:*"]}, False),
        ({"resources": ["arn:aws:rds:us-*"]}, False),
        ({"resources": ["arn:aws:rds:*:*:cluster:*"]}, True),
        ({"resources": ["arn:*:rds:*:*:*"]}, True),
        ({"resources": ["arn:aws:rds:eu-west-1:123456789012:cluster:shop"]}, True),
        ({"resources": ["arn:aws:rds:eu-west-1:123456789012:cluster:sh*"]}, True),
        ({"resources": ["arn:aws:rds:us-east-1:123456789012:cluster:shop"]}, False),
        ({"resources": ["arn:aws:rds:*:*:cluster:other"]}, False),
        ({"resources": ["arn:aws:rds:*:*:db:*"]}, False),
        ({"resources": ["arn:aws:dynamodb:*:*:table/*"]}, False),
        ({"resources": []}, False),
        ({}, False),
        ({"selectionTags": [TAG]}, True),
        ({"selectionTags": [{**TAG, "value": "weekly"}]}, False),
        ({"selectionTags": [{**TAG, "value": "weekly"}, TAG]}, True),
        ({"resources": ["*"], "notResources": ["arn:aws:rds:*:*:cluster:*"]}, False),
        ({"resources": ["*"], "notResources": ["arn:aws:rds:*:*:cluster:other"]}, True),
        ({"notResources": ["arn:aws:s3:::*"]}, True),
        ({"conditions": [{"stringEquals": [equal("Backup", "daily")]}]}, True),
        ({"conditions": {"stringEquals": [equal("Backup", "weekly")]}}, False),
        ({"conditions": [{"stringLikes": [equal("Environment", "Prod*")]}]}, True),
        ({"conditions": [{"stringNotEquals": [equal("Backup", "daily")]}]}, False),
        (
            {
                "resources": ["arn:aws:rds:*:*:cluster:*"],
                "conditions": [{"stringEquals": [equal("Backup", "weekly")]}],
            },
            False,
        ),
        (
            {
                "conditions": [
                    {
                        "stringEquals": [equal("Backup", "daily")],
                        "stringNotLikes": [equal("Environment", "Dev*")],
                    }
                ]
            },
            True,
        ),
    ],
)
def test_it_selects(props: dict[str, Any], selected: bool) -> None:
    selection = view(type_=BACKUP_SELECTION, name="selection", urn="urn:selection", props=props)
    assert selects(selection, SHOP, Estate((SHOP, selection))) is selected
