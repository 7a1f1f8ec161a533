"""Log groups of the embedded AWS: key, class, protection, retention."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def logs(clients: Any) -> Any:
    return clients("logs")


@pytest.fixture
def group(logs: Any) -> str:
    name = f"/aws/rds/cluster/{uuid.uuid4().hex[:8]}/postgresql"
    logs.create_log_group(logGroupName=name)
    return name


def described(logs: Any, name: str) -> dict[str, Any]:
    (found,) = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    return found


def refused(code: str) -> Any:
    return pytest.raises(ClientError, match=rf"\({code}\)")


def test_group_answers_class_and_protection(logs: Any, group: str) -> None:
    found = described(logs, group)

    assert found["logGroupClass"] == "STANDARD"
    assert found["deletionProtectionEnabled"] is False
    assert found["metricFilterCount"] == 0


def test_class_of_delivered_logs_has_its_own_retention(logs: Any) -> None:
    name = f"g-{uuid.uuid4().hex[:8]}"
    logs.create_log_group(logGroupName=name, logGroupClass="DELIVERY")
    logs.put_retention_policy(logGroupName=name, retentionInDays=30)

    found = described(logs, name)

    assert (found["logGroupClass"], found["retentionInDays"]) == ("DELIVERY", 2)


def test_key_comes_and_goes(logs: Any, clients: Any, group: str) -> None:
    arn = clients("kms").create_key()["KeyMetadata"]["Arn"]

    logs.associate_kms_key(logGroupName=group, kmsKeyId=arn)
    assert described(logs, group)["kmsKeyId"] == arn
    logs.disassociate_kms_key(logGroupName=group)
    assert "kmsKeyId" not in described(logs, group)


def test_unknown_key_is_refused(logs: Any, group: str) -> None:
    arn = f"arn:aws:kms:us-east-1:123456789012:key/{uuid.uuid4()}"

    with refused("InvalidParameterException"):
        logs.associate_kms_key(logGroupName=group, kmsKeyId=arn)
    with refused("InvalidParameterException"):
        logs.create_log_group(logGroupName="with-an-unknown-key", kmsKeyId=arn)


def test_protected_group_cannot_be_deleted(logs: Any, group: str) -> None:
    arn = described(logs, group)["logGroupArn"]
    logs.put_log_group_deletion_protection(logGroupIdentifier=arn, deletionProtectionEnabled=True)

    with refused("ValidationException"):
        logs.delete_log_group(logGroupName=group)

    logs.put_log_group_deletion_protection(logGroupIdentifier=arn, deletionProtectionEnabled=False)
    logs.delete_log_group(logGroupName=group)
    assert logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"] == []


def test_retention_that_aws_does_not_know_is_refused(logs: Any, group: str) -> None:
    with refused("InvalidParameterException"):
        logs.put_retention_policy(logGroupName=group, retentionInDays=31)


def test_deleted_group_leaves_no_tags_and_no_filters(logs: Any, group: str) -> None:
    arn = described(logs, group)["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"a": "1"})
    logs.put_metric_filter(
        logGroupName=group,
        filterName="f",
        filterPattern="",
        metricTransformations=[{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}],
    )
    assert described(logs, group)["metricFilterCount"] == 1
    logs.delete_log_group(logGroupName=group)
    with refused("ResourceNotFoundException"):
        logs.list_tags_for_resource(resourceArn=arn)

    logs.create_log_group(logGroupName=group)

    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {}
    assert described(logs, group)["metricFilterCount"] == 0
