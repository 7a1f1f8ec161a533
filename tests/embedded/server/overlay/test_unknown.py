"""What is not there is refused with AWS's code and status."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

NONE = "0123456789abcdef0"
KEY = str(uuid.UUID(int=1))
ACCOUNT = "arn:aws:{}:{}:123456789012:{}"
# service, operation, request, code, status
UNKNOWN = [
    ("rds", "describe_certificates", {"CertificateIdentifier": "x"}, "CertificateNotFound", 404),
    ("rds", "describe_option_groups", {"OptionGroupName": "x"}, "OptionGroupNotFoundFault", 404),
    ("ec2", "describe_vpcs", {"VpcIds": [f"vpc-{NONE}"]}, "InvalidVpcID.NotFound", 400),
    ("ec2", "describe_security_groups", {"GroupIds": [f"sg-{NONE}"]}, "InvalidGroup.NotFound", 400),
    (
        "ec2",
        "describe_network_acls",
        {"NetworkAclIds": [f"acl-{NONE}"]},
        "InvalidNetworkAclID.NotFound",
        400,
    ),
    (
        "ec2",
        "describe_dhcp_options",
        {"DhcpOptionsIds": [f"dopt-{NONE}"]},
        "InvalidDhcpOptionID.NotFound",
        400,
    ),
    (
        "ec2",
        "describe_availability_zones",
        {"ZoneNames": ["us-east-1z"]},
        "InvalidParameterValue",
        400,
    ),
    (
        "ec2",
        "describe_vpcs",
        {"Filters": [{"Name": "colour", "Values": ["red"]}]},
        "InvalidParameterValue",
        400,
    ),
    ("secretsmanager", "describe_secret", {"SecretId": "x"}, "ResourceNotFoundException", 400),
    ("secretsmanager", "get_secret_value", {"SecretId": "x"}, "ResourceNotFoundException", 400),
    ("ec2", "authorize_security_group_ingress", {}, "MissingParameter", 400),
    ("kms", "list_grants", {"KeyId": KEY}, "NotFoundException", 400),
    ("sns", "get_topic_attributes", {"TopicArn": "x"}, "InvalidParameter", 400),
    ("sns", "list_subscriptions_by_topic", {"TopicArn": "x"}, "InvalidParameter", 400),
    (
        "cloudwatch",
        "list_tags_for_resource",
        {"ResourceARN": ACCOUNT.format("cloudwatch", "us-east-1", "alarm:x")},
        "ResourceNotFoundException",
        404,
    ),
    (
        "iam",
        "list_entities_for_policy",
        {"PolicyArn": ACCOUNT.format("iam", "", "policy/x")},
        "NoSuchEntity",
        404,
    ),
    ("iam", "list_instance_profiles_for_role", {"RoleName": "x"}, "NoSuchEntity", 404),
    (
        "route53",
        "list_tags_for_resource",
        {"ResourceType": "hostedzone", "ResourceId": "Z0"},
        "NoSuchHostedZone",
        404,
    ),
    (
        "backup",
        "list_backup_plan_versions",
        {"BackupPlanId": KEY},
        "ResourceNotFoundException",
        400,
    ),
]


@pytest.mark.parametrize(("service", "operation", "request_", "code", "status"), UNKNOWN)
def test_refused(
    clients: Any, service: str, operation: str, request_: dict[str, Any], code: str, status: int
) -> None:
    with pytest.raises(ClientError) as refused:
        getattr(clients(service), operation)(**request_)

    answer = refused.value.response
    assert (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)


def test_names_are_told_as_they_were_given(clients: Any) -> None:
    with pytest.raises(ClientError, match=f"The vpc ID 'vpc-{NONE}' does not exist"):
        clients("ec2").describe_vpcs(VpcIds=[f"vpc-{NONE}"])
