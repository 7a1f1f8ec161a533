from __future__ import annotations

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def kms(clients):
    return clients("kms")


def refused(code, call, **params):
    with pytest.raises(ClientError) as error:
        call(**params)
    assert error.value.response["Error"]["Code"] == code


def test_every_operation_takes_an_arn(kms):
    key = kms.create_key(Tags=[{"TagKey": "a", "TagValue": "b"}])["KeyMetadata"]
    arn = key["Arn"]
    kms.disable_key(KeyId=arn)
    assert kms.describe_key(KeyId=arn)["KeyMetadata"]["KeyState"] == "Disabled"
    kms.enable_key(KeyId=arn)
    kms.tag_resource(KeyId=arn, Tags=[{"TagKey": "c", "TagValue": "d"}])
    kms.untag_resource(KeyId=arn, TagKeys=["a"])
    tags = kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]
    assert tags == [{"TagKey": "c", "TagValue": "d"}]


def test_rotation_follows_its_period_and_needs_an_enabled_symmetric_key(kms):
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key)
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    status = kms.get_key_rotation_status(KeyId=key)
    assert status["RotationPeriodInDays"] == 90
    assert status["KeyId"].endswith(key)
    kms.disable_key(KeyId=key)
    refused("DisabledException", kms.enable_key_rotation, KeyId=key)
    rsa = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    refused("UnsupportedOperationException", kms.enable_key_rotation, KeyId=rsa)


def test_a_key_pending_deletion_refuses_changes(kms):
    key = kms.create_key()["KeyMetadata"]
    answer = kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    assert (answer["KeyState"], answer["PendingWindowInDays"]) == ("PendingDeletion", 7)
    refused("KMSInvalidStateException", kms.schedule_key_deletion, KeyId=key["KeyId"])
    refused("KMSInvalidStateException", kms.enable_key, KeyId=key["KeyId"])
    refused(
        "KMSInvalidStateException",
        kms.create_alias,
        AliasName="alias/pending",
        TargetKeyId=key["KeyId"],
    )


def test_replication_by_arn_and_what_it_refuses(kms, clients):
    single = kms.create_key()["KeyMetadata"]["KeyId"]
    refused(
        "UnsupportedOperationException",
        kms.replicate_key,
        KeyId=single,
        ReplicaRegion="eu-west-1",
    )
    key = kms.create_key(MultiRegion=True)["KeyMetadata"]
    answer = kms.replicate_key(KeyId=key["Arn"], ReplicaRegion="eu-west-1")
    replica = answer["ReplicaKeyMetadata"]
    assert replica["MultiRegionConfiguration"]["MultiRegionKeyType"] == "REPLICA"
    config = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["MultiRegionConfiguration"]
    assert config["MultiRegionKeyType"] == "PRIMARY"
    assert config["ReplicaKeys"] == [{"Arn": replica["Arn"], "Region": "eu-west-1"}]
    refused(
        "AlreadyExistsException", kms.replicate_key, KeyId=key["Arn"], ReplicaRegion="eu-west-1"
    )
    refused(
        "UnsupportedOperationException",
        clients("kms", "eu-west-1").replicate_key,
        KeyId=key["KeyId"],
        ReplicaRegion="eu-west-2",
    )


def test_the_origin_moves(kms, clients):
    key = kms.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=100)
    kms.replicate_key(KeyId=key, ReplicaRegion="eu-west-1")
    kms.update_primary_region(KeyId=key, PrimaryRegion="eu-west-1")
    moved = clients("kms", "eu-west-1").describe_key(KeyId=key)["KeyMetadata"]
    assert moved["MultiRegionConfiguration"]["MultiRegionKeyType"] == "PRIMARY"
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 100


def test_a_key_of_a_service_is_aws_own_and_always_the_same(kms):
    key = kms.describe_key(KeyId="alias/aws/rds")["KeyMetadata"]
    assert key["KeyManager"] == "AWS"
    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"] is True
    assert kms.describe_key(KeyId="alias/aws/rds")["KeyMetadata"]["KeyId"] == key["KeyId"]


def test_what_is_always_answered(kms):
    key = kms.create_key()["KeyMetadata"]
    assert set(key) >= {
        "AWSAccountId",
        "Arn",
        "CreationDate",
        "CustomerMasterKeySpec",
        "Description",
        "Enabled",
        "EncryptionAlgorithms",
        "KeyId",
        "KeyManager",
        "KeySpec",
        "KeyState",
        "KeyUsage",
        "MultiRegion",
        "Origin",
    }
    assert "SigningAlgorithms" not in key
    kms.create_alias(AliasName="alias/answered", TargetKeyId=key["KeyId"])
    alias = kms.list_aliases(KeyId=key["KeyId"])["Aliases"][0]
    assert set(alias) == {
        "AliasArn",
        "AliasName",
        "CreationDate",
        "LastUpdatedDate",
        "TargetKeyId",
    }
    assert kms.get_key_policy(KeyId=key["KeyId"])["PolicyName"] == "default"
