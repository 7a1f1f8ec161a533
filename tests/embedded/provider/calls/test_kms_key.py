from __future__ import annotations

import json

import pytest

from aurora.embedded.provider.calls.contract import CallError

KEY, REPLICA, ALIAS = "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"


def policy(sid):
    statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def test_rotation_with_a_period(resource, clients):
    key = resource(KEY)
    state = key.up(enableKeyRotation=True, rotationPeriodInDays=100)
    assert (state["enableKeyRotation"], state["rotationPeriodInDays"]) == (True, 100)
    assert key.up(enableKeyRotation=True, rotationPeriodInDays=200)["rotationPeriodInDays"] == 200
    status = clients("kms").get_key_rotation_status(KeyId=key.id)
    assert status["KeyRotationEnabled"] is True
    assert "rotationPeriodInDays" not in key.up(enableKeyRotation=False)


def test_a_disabled_key_is_changed_in_the_right_order(resource):
    key = resource(KEY)
    state = key.up(isEnabled=False, description="one", policy=policy("a"))
    assert state["isEnabled"] is False
    state = key.up(isEnabled=True, enableKeyRotation=True, description="two", policy=policy("b"))
    assert (state["isEnabled"], state["description"]) == (True, "two")
    state = key.up(isEnabled=False, enableKeyRotation=False, description="", policy=policy("b"))
    assert (state["isEnabled"], state["enableKeyRotation"]) == (False, False)


def test_a_key_pending_deletion_is_gone(resource, clients):
    key = resource(KEY)
    key.up(deletionWindowInDays=7, tags={"a": "b"})
    key.down()
    assert key.refresh() is None
    found = clients("kms").describe_key(KeyId=key.id)["KeyMetadata"]
    assert found["KeyState"] == "PendingDeletion"
    days = (found["DeletionDate"] - found["CreationDate"]).days
    assert days in (6, 7)
    key.down()


def test_default_policy_is_read(resource):
    state = resource(KEY).up()
    assert json.loads(state["policy"])["Id"] == "key-default-1"
    assert state["keyUsage"] == "ENCRYPT_DECRYPT"
    assert state["customerMasterKeySpec"] == "SYMMETRIC_DEFAULT"


def test_alias_stores_the_bare_id(resource):
    one, two, alias = resource(KEY), resource(KEY), resource(ALIAS)
    one.up()
    two.up()
    state = alias.up(name="alias/app", targetKeyId=one.state["arn"])
    assert (alias.id, state["targetKeyId"]) == ("alias/app", one.id)
    assert state["targetKeyArn"] == one.state["arn"]
    assert alias.up(name="alias/app", targetKeyId=two.id)["targetKeyId"] == two.id
    alias.down()
    assert alias.refresh() is None
    alias.down()


def test_replica_is_a_key_of_its_own(resource, clients):
    origin, replica = resource(KEY), resource(REPLICA, "eu-west-1")
    origin.up(multiRegion=True, enableKeyRotation=True, description="origin", tags={"o": "1"})
    state = replica.up(
        primaryKeyArn=origin.state["arn"], description="replica", tags={"r": "1"}, enabled=True
    )
    assert replica.id == origin.id
    assert state["arn"] == f"arn:aws:kms:eu-west-1:123456789012:key/{origin.id}"
    assert (state["description"], state["tagsAll"]) == ("replica", {"r": "1"})
    assert state["keyRotationEnabled"] is True
    state = replica.up(primaryKeyArn=origin.state["arn"], enabled=False)
    assert (state["description"], state["enabled"]) == ("", False)
    refreshed = origin.refresh()
    assert (refreshed["description"], refreshed["isEnabled"]) == ("origin", True)
    assert refreshed["tagsAll"] == {"o": "1"}
    origin.down()
    metadata = clients("kms").describe_key(KeyId=origin.id)["KeyMetadata"]
    assert metadata["KeyState"] == "PendingReplicaDeletion"
    replica.down()
    assert replica.refresh() is None
    assert origin.refresh() is None


def test_a_replica_is_no_key_and_a_key_no_replica(resource):
    origin, replica = resource(KEY), resource(REPLICA, "eu-west-1")
    origin.up(multiRegion=True)
    replica.up(primaryKeyArn=origin.state["arn"])
    with pytest.raises(CallError, match="is not a multi-Region primary key"):
        resource(KEY, "eu-west-1").imported(replica.id)
    with pytest.raises(CallError, match="is not a multi-Region replica key"):
        resource(REPLICA).imported(origin.id)
