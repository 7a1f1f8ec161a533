from __future__ import annotations

import base64
import io
import json
import zipfile

import pytest

from aurora.embedded.provider.calls.contract import CallError, WrongId
from aurora.embedded.provider.calls.policy_document import canonical

SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def policy(principal="arn:aws:iam::123456789012:root"):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    return canonical(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


def test_properties_change_in_place(resource, clients):
    secret = resource(SECRET)
    state = secret.up(name="props", description="one", tags={"a": "1"}, policy=policy())
    assert state["policy"] == policy()
    assert (state["kmsKeyId"], state["description"]) == ("", "one")
    state = secret.up(name="props", description="", kmsKeyId="alias/x", tags={}, policy="{}")
    assert (state["description"], state["kmsKeyId"], state["policy"]) == ("", "alias/x", "")
    assert state["tagsAll"] == {}


def test_replicas_are_removed_and_added(resource, clients):
    secret = resource(SECRET)
    state = secret.up(name="app-us-east-1", replicas=[{"region": "eu-west-1"}])
    assert state["replicas"][0]["status"] == "InSync"
    replica = clients("secretsmanager", "eu-west-1").describe_secret(SecretId="app-us-east-1")
    assert replica["ARN"].startswith(
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-us-east-1-"
    )
    assert replica["PrimaryRegion"] == "us-east-1"
    assert "ReplicationStatus" not in replica
    state = secret.up(name="app-us-east-1", replicas=[{"region": "eu-west-2"}])
    assert [entry["region"] for entry in state["replicas"]] == ["eu-west-2"]
    gone = clients("secretsmanager", "eu-west-1").list_secrets()["SecretList"]
    assert "app-us-east-1" not in {entry["Name"] for entry in gone}
    secret.down()
    assert secret.refresh() is None


def test_a_deleted_secret_keeps_its_name(resource):
    secret = resource(SECRET)
    secret.up(name="kept", recoveryWindowInDays=7)
    secret.down()
    assert secret.refresh() is None
    with pytest.raises(CallError, match=r"creating Secrets Manager Secret \(kept\): .*scheduled"):
        resource(SECRET).up(name="kept")


def test_without_a_window_the_name_is_free_at_once(resource):
    for _ in range(2):
        secret = resource(SECRET)
        secret.up(name="free", recoveryWindowInDays=0)
        secret.down()
    assert secret.refresh() is None


def test_versions_and_their_labels(resource):
    secret, one, two = resource(SECRET), resource(VERSION), resource(VERSION)
    secret.up(name="versions")
    state = one.up(secretId=secret.id, secretString="one")
    assert one.id == f"{secret.id}|{state['versionId']}"
    assert state["versionStages"] == ["AWSCURRENT"]
    encoded = base64.b64encode(b"\x00two").decode()
    given = {"secretId": secret.id, "secretBinary": encoded}
    state = two.up(**given, versionStages=["one", "AWSCURRENT"])
    assert state["secretBinary"] == encoded
    assert one.refresh()["versionStages"] == ["AWSPREVIOUS"]
    state = two.up(**given, versionStages=["two", "AWSCURRENT"])
    assert sorted(state["versionStages"]) == ["AWSCURRENT", "two"]
    one.state = one.refresh()
    state = one.up(secretId=secret.id, secretString="one", versionStages=["AWSCURRENT"])
    assert state["versionStages"] == ["AWSCURRENT"]
    assert "AWSPREVIOUS" in two.refresh()["versionStages"]
    two.state = two.refresh()
    two.down()
    assert two.refresh()["versionStages"] == []


def test_a_write_only_value_is_never_read(resource):
    secret, version = resource(SECRET), resource(VERSION)
    secret.up(name="write-only")
    state = version.up(secretId=secret.id, secretStringWo="hidden", secretStringWoVersion=1)
    assert state["hasSecretStringWo"] is True
    assert "secretString" not in state


def test_a_malformed_version_id(resource):
    with pytest.raises(CallError, match=r"expected SecretID\|VersionID"):
        resource(VERSION).imported("only-one")


def test_policy_resource(resource):
    secret, attached = resource(SECRET), resource(POLICY)
    secret.up(name="policy")
    state = attached.up(secretArn=secret.id, policy=policy())
    assert (attached.id, state["policy"]) == (secret.id, policy())
    attached.down()
    assert attached.refresh()["policy"] == ""
    with pytest.raises(CallError, match="PublicPolicyException"):
        resource(POLICY).up(secretArn=secret.id, policy=policy("*"), blockPublicPolicy=True)


@pytest.fixture
def function(clients):
    archive = io.BytesIO()
    zipfile.ZipFile(archive, "w").writestr("main.py", "")
    role = clients("iam").create_role(RoleName="rotates", AssumeRolePolicyDocument=TRUST)
    made = clients("lambda").create_function(
        FunctionName="rotates",
        Role=role["Role"]["Arn"],
        Runtime="python3.12",
        Handler="main.main",
        Code={"ZipFile": archive.getvalue()},
    )
    yield made["FunctionArn"]
    clients("lambda").delete_function(FunctionName="rotates")
    clients("iam").delete_role(RoleName="rotates")


def test_rotation(resource, clients, function):
    secret, version, rotation = resource(SECRET), resource(VERSION), resource(ROTATION)
    secret.up(name="rotates")
    version.up(secretId=secret.id, secretString="x")
    given = {"secretId": secret.id, "rotationLambdaArn": function}
    state = rotation.up(
        **given, rotationRules={"automaticallyAfterDays": 7}, rotateImmediately=False
    )
    assert state["rotationEnabled"] is True
    assert state["rotationRules"]["automaticallyAfterDays"] == 7
    assert version.refresh()["versionStages"] == ["AWSCURRENT"]
    rules = {"scheduleExpression": "rate(10 days)", "duration": "3h"}
    state = rotation.up(**given, rotationRules=rules, rotateImmediately=True)
    assert state["rotationRules"] == {"automaticallyAfterDays": 0, **rules}
    assert version.refresh()["versionStages"] == ["AWSPREVIOUS"]
    found = clients("secretsmanager").describe_secret(SecretId=secret.id)
    assert found["RotationRules"]["AutomaticallyAfterDays"] == 10
    rotation.down()
    refreshed = rotation.refresh()
    assert (refreshed["rotationEnabled"], refreshed["rotationLambdaArn"]) == (False, "")


def test_permission_of_a_function(resource, function):
    permission = resource("aws:lambda/permission:Permission")
    given = {
        "action": "lambda:InvokeFunction",
        "function": "rotates",
        "principal": "secretsmanager.amazonaws.com",
        "sourceArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
        "sourceAccount": "123456789012",
    }
    state = permission.up(statementId="allow", **given)
    assert {key: state[key] for key in given} == given
    found = resource("aws:lambda/permission:Permission")
    assert found.imported("rotates/allow")["principal"] == "secretsmanager.amazonaws.com"
    assert found.id == "allow"
    with pytest.raises(WrongId, match=r"Unexpected format of ID \(no-slash\)"):
        resource("aws:lambda/permission:Permission").imported("no-slash")
    permission.down()
    assert permission.refresh() is None
