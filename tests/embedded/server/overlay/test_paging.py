"""Lists come in pages of the size asked for, and a token that is none is refused."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

# service, operation, its list, what makes an entry, the parameter of the token
LISTS = [
    ("ec2", "describe_vpcs", "Vpcs", "vpc", "NextToken"),
    ("iam", "list_role_policies", "PolicyNames", "inline", "Marker"),
    ("iam", "list_instance_profiles", "InstanceProfiles", "profile", "Marker"),
    ("kms", "list_keys", "Keys", "key", "Marker"),
    ("kms", "list_aliases", "Aliases", "alias", "Marker"),
    ("ssm", "describe_parameters", "Parameters", "parameter", "NextToken"),
    ("backup", "list_backup_vaults", "BackupVaultList", "vault", "NextToken"),
]
SIZE = 5
MADE = 7


@pytest.fixture(scope="module")
def role(clients: Any) -> str:
    name = f"paged-{uuid.uuid4().hex[:8]}"
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    clients("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)
    return name


@pytest.fixture(scope="module")
def makers(clients: Any, role: str) -> dict[str, Any]:
    allow = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    key = clients("kms").create_key()["KeyMetadata"]["KeyId"]
    return {
        "vpc": lambda name: clients("ec2").create_vpc(CidrBlock="10.0.0.0/24"),
        "inline": lambda name: clients("iam").put_role_policy(
            RoleName=role, PolicyName=name, PolicyDocument=policy
        ),
        "profile": lambda name: clients("iam").create_instance_profile(InstanceProfileName=name),
        "key": lambda name: clients("kms").create_key(),
        "alias": lambda name: clients("kms").create_alias(
            AliasName=f"alias/{name}", TargetKeyId=key
        ),
        "parameter": lambda name: clients("ssm").put_parameter(Name=name, Value="1", Type="String"),
        "vault": lambda name: clients("backup").create_backup_vault(BackupVaultName=name),
    }


@pytest.mark.parametrize(("service", "operation", "entries", "kind", "token"), LISTS)
def test_pages(
    clients: Any,
    makers: dict[str, Any],
    role: str,
    service: str,
    operation: str,
    entries: str,
    kind: str,
    token: str,
) -> None:
    client = clients(service)
    given = {"RoleName": role} if kind == "inline" else {}
    for number in range(MADE):
        makers[kind](f"page-{number}-{uuid.uuid4().hex[:8]}")

    whole = getattr(client, operation)(**given)[entries]
    pages = list(
        client.get_paginator(operation).paginate(**given, PaginationConfig={"PageSize": SIZE})
    )

    assert [len(page[entries]) for page in pages[:-1]] == [SIZE] * (len(pages) - 1)
    assert [entry for page in pages for entry in page[entries]] == whole
    assert len(whole) >= MADE
    with pytest.raises(ClientError) as refused:
        getattr(client, operation)(**given, **{token: "???"})
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
