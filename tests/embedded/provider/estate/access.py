"""Keys, roles, policies, secrets, parameters."""

from __future__ import annotations

import json

from tests.embedded.provider.estate.wanted import ALLOW, TRUST, Wanted, policy

ACCESS = [
    Wanted(
        "key",
        "aws:kms/key:Key",
        lambda made: {"enableKeyRotation": True, "multiRegion": True, "description": "d"},
        lambda made: {"description": "e", "rotationPeriodInDays": 180},
    ),
    Wanted(
        "alias",
        "aws:kms/alias:Alias",
        lambda made: {"targetKeyId": made["key"]["arn"]},
    ),
    Wanted(
        "replica",
        "aws:kms/replicaKey:ReplicaKey",
        lambda made: {"primaryKeyArn": made["key"]["arn"], "region": "eu-west-1"},
        lambda made: {"description": "copy"},
        imported=lambda state: f"{state['id']}@eu-west-1",
    ),
    Wanted(
        "role",
        "aws:iam/role:Role",
        lambda made: {"assumeRolePolicy": TRUST, "tags": {"a": "b"}},
        lambda made: {"maxSessionDuration": 7200},
    ),
    Wanted(
        "inline",
        "aws:iam/rolePolicy:RolePolicy",
        lambda made: {"role": made["role"]["id"], "policy": ALLOW},
        lambda made: {"policy": {**ALLOW, "Id": "changed"}},
        imported=lambda state: f"{state['role']}:{state['name']}",
    ),
    Wanted(
        "managed",
        "aws:iam/policy:Policy",
        lambda made: {"policy": json.dumps(ALLOW)},
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "attached",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        lambda made: {"role": made["role"]["name"], "policyArn": made["managed"]["arn"]},
        imported=lambda state: f"{state['role']}/{state['policyArn']}",
    ),
    Wanted(
        "secret",
        "aws:secretsmanager/secret:Secret",
        lambda made: {"recoveryWindowInDays": 0, "description": "s"},
        lambda made: {"description": "t"},
    ),
    Wanted(
        "version",
        "aws:secretsmanager/secretVersion:SecretVersion",
        lambda made: {
            "secretId": made["secret"]["id"],
            "secretString": json.dumps({"username": "u", "password": "p"}),
        },
    ),
    Wanted(
        "secret-policy",
        "aws:secretsmanager/secretPolicy:SecretPolicy",
        lambda made: {
            "secretArn": made["secret"]["arn"],
            "policy": policy("*", "secretsmanager:GetSecretValue"),
        },
        lambda made: {"policy": policy("*", "secretsmanager:DescribeSecret")},
    ),
    Wanted(
        "parameter",
        "aws:ssm/parameter:Parameter",
        lambda made: {"type": "SecureString", "value": "v"},
        lambda made: {"value": "w"},
        imported=lambda state: state["name"],
    ),
]
