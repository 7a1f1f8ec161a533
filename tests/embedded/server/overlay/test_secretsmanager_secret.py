from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def secrets(clients):
    return clients("secretsmanager")


def refused(code, call, text=None, **params):
    with pytest.raises(ClientError, match=text) as error:
        call(**params)
    assert error.value.response["Error"]["Code"] == code


def test_a_secret_marked_for_deletion_refuses(secrets):
    secrets.create_secret(Name="marked", SecretString="x")
    secrets.delete_secret(SecretId="marked", RecoveryWindowInDays=7)
    for call, params in (
        (secrets.get_secret_value, {}),
        (secrets.put_secret_value, {"SecretString": "y"}),
        (secrets.update_secret, {"Description": "y"}),
        (secrets.get_resource_policy, {}),
    ):
        refused(
            "InvalidRequestException",
            call,
            "because it was marked for deletion",
            SecretId="marked",
            **params,
        )
    refused(
        "InvalidRequestException",
        secrets.create_secret,
        "already scheduled for deletion",
        Name="marked",
    )
    secrets.restore_secret(SecretId="marked")
    assert secrets.get_secret_value(SecretId="marked")["SecretString"] == "x"


def test_moved_labels_decide_the_current_value(secrets):
    one = secrets.create_secret(Name="labels", SecretString="one")["VersionId"]
    two = secrets.put_secret_value(SecretId="labels", SecretString="two")["VersionId"]
    refused(
        "InvalidParameterException",
        secrets.update_secret_version_stage,
        "RemoveFromVersionId can't be empty",
        SecretId="labels",
        VersionStage="AWSCURRENT",
        MoveToVersionId=one,
    )
    secrets.update_secret_version_stage(
        SecretId="labels",
        VersionStage="AWSCURRENT",
        MoveToVersionId=one,
        RemoveFromVersionId=two,
    )
    assert secrets.get_secret_value(SecretId="labels")["SecretString"] == "one"
    stages = secrets.describe_secret(SecretId="labels")["VersionIdsToStages"]
    assert stages == {one: ["AWSCURRENT"], two: ["AWSPREVIOUS"]}


def test_custom_labels_survive_a_new_value(secrets):
    first = secrets.create_secret(Name="custom", SecretString="one")["VersionId"]
    secrets.update_secret_version_stage(
        SecretId="custom", VersionStage="blue", MoveToVersionId=first
    )
    secrets.put_secret_value(SecretId="custom", SecretString="two")
    stages = secrets.describe_secret(SecretId="custom")["VersionIdsToStages"]
    assert sorted(stages[first]) == ["AWSPREVIOUS", "blue"]


def test_deprecated_versions_are_listed_on_demand(secrets):
    first = secrets.create_secret(Name="deprecated", SecretString="1")["VersionId"]
    for value in ("2", "3"):
        secrets.put_secret_value(SecretId="deprecated", SecretString=value)
    shown = secrets.list_secret_version_ids(SecretId="deprecated")
    every = secrets.list_secret_version_ids(SecretId="deprecated", IncludeDeprecated=True)
    assert first not in {entry["VersionId"] for entry in shown["Versions"]}
    assert first in {entry["VersionId"] for entry in every["Versions"]}
    assert shown["ARN"].startswith("arn:aws:secretsmanager:us-east-1:")


def test_policies_are_checked(secrets):
    secrets.create_secret(Name="policies")
    refused(
        "MalformedPolicyDocumentException",
        secrets.put_resource_policy,
        SecretId="policies",
        ResourcePolicy="{}",
    )
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    refused(
        "PublicPolicyException",
        secrets.put_resource_policy,
        SecretId="policies",
        ResourcePolicy=document,
        BlockPublicPolicy=True,
    )
    secrets.put_resource_policy(SecretId="policies", ResourcePolicy=document)
    assert secrets.get_resource_policy(SecretId="policies")["ResourcePolicy"] == document


def test_a_replica_has_its_own_key_and_cannot_be_changed(secrets, clients):
    secrets.create_secret(
        Name="replicated-us-east-1",
        SecretString="x",
        AddReplicaRegions=[{"Region": "eu-west-1", "KmsKeyId": "alias/theirs"}],
    )
    there = clients("secretsmanager", "eu-west-1")
    found = there.describe_secret(SecretId="replicated-us-east-1")
    assert (found["KmsKeyId"], found["PrimaryRegion"]) == ("alias/theirs", "us-east-1")
    assert ":eu-west-1:" in found["ARN"]
    assert there.get_secret_value(SecretId=found["ARN"])["SecretString"] == "x"
    refused(
        "InvalidRequestException",
        there.put_secret_value,
        "replica",
        SecretId="replicated-us-east-1",
        SecretString="y",
    )


@pytest.mark.parametrize(
    "function",
    [
        "arn:aws:lambda:us-east-1:123456789012:function:none",
        "arn:aws:lambda:us-east-1",
        "arn:aws:sns:us-east-1:123456789012:none",
        "not:an:arn",
    ],
)
def test_rotation_by_what_is_no_function(secrets, function):
    name = function.replace(":", "-")
    secrets.create_secret(Name=name)
    refused(
        "ResourceNotFoundException",
        secrets.rotate_secret,
        SecretId=name,
        RotationLambdaARN=function,
        RotationRules={"AutomaticallyAfterDays": 1},
    )


def test_a_replica_in_no_region(secrets):
    refused(
        "InvalidParameterException",
        secrets.create_secret,
        "us-moon-9",
        Name="far",
        AddReplicaRegions=[{"Region": "us-moon-9"}],
    )


def test_a_fault_of_the_lookup_is_not_a_missing_function(secrets, monkeypatch):
    secrets.create_secret(Name="faulty", SecretString="x")

    def broken(*_):
        raise RuntimeError("ours")

    monkeypatch.setattr("moto.awslambda.models.LambdaBackend.get_function", broken)
    with pytest.raises(ClientError) as error:
        secrets.rotate_secret(
            SecretId="faulty",
            RotationLambdaARN="arn:aws:lambda:us-east-1:123456789012:function:f",
        )
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_rotation_needs_a_function(secrets):
    secrets.create_secret(Name="unrotated", SecretString="x")
    refused(
        "InvalidRequestException",
        secrets.rotate_secret,
        "No Lambda rotation function",
        SecretId="unrotated",
    )
