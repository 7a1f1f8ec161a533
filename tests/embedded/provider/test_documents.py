"""Policy documents that programs have built."""

from __future__ import annotations

import json

from aurora.embedded.provider.documents import policy_document


def test_statements_become_a_document() -> None:
    answer = policy_document(
        {
            "statements": [
                {
                    "sid": "a",
                    "actions": ["s3:Get", "s3:Put"],
                    "resources": ["*"],
                    "principals": [
                        {"type": "AWS", "identifiers": ["b", "a"]},
                        {"type": "Service", "identifiers": ["rds.amazonaws.com"]},
                    ],
                    "conditions": [
                        {"test": "StringEquals", "variable": "k", "values": ["v", "w"]},
                        {"test": "StringEquals", "variable": "l", "values": ["x"]},
                    ],
                },
                {
                    "effect": "Deny",
                    "notActions": ["iam:*"],
                    "principals": [{"type": "*", "identifiers": ["*"]}],
                },
            ]
        }
    )
    assert json.loads(answer["json"]) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "a",
                "Effect": "Allow",
                "Action": ["s3:Put", "s3:Get"],
                "Resource": "*",
                "Principal": {"AWS": ["b", "a"], "Service": "rds.amazonaws.com"},
                "Condition": {"StringEquals": {"k": ["v", "w"], "l": "x"}},
            },
            {"Effect": "Deny", "NotAction": "iam:*", "Principal": "*"},
        ],
    }
    assert json.loads(answer["minifiedJson"]) == json.loads(answer["json"])
    assert "\n  " in answer["json"]
    assert answer["id"]


def test_later_documents_take_the_place_of_earlier_statements() -> None:
    def document(*statements: dict[str, str]) -> str:
        return json.dumps({"Statement": list(statements)})

    answer = policy_document(
        {
            "version": "2008-10-17",
            "policyId": "p",
            "sourcePolicyDocuments": [document({"Sid": "a", "Effect": "Allow"}), "no json"],
            "statements": [{"sid": "b", "actions": ["x"]}],
            "overridePolicyDocuments": [document({"Sid": "a", "Effect": "Deny"}, {"Sid": "c"})],
        }
    )
    assert json.loads(answer["json"]) == {
        "Version": "2008-10-17",
        "Id": "p",
        "Statement": [
            {"Sid": "a", "Effect": "Deny"},
            {"Sid": "b", "Effect": "Allow", "Action": "x"},
            {"Sid": "c"},
        ],
    }
