"""Keys, roles, policies, topics and log groups: what the others need."""

from __future__ import annotations

import json

TAGS = [{"Key": "App", "Value": "shop"}]
ALLOW = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}],
    }
)
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "monitoring.rds.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


def access(clients, names) -> dict:
    """Make them."""
    role = _role(clients("iam"))
    kms = clients("kms")
    key = kms.create_key(Description="data", Tags=[{"TagKey": "App", "TagValue": "shop"}])
    key = key["KeyMetadata"]
    kms.create_alias(AliasName="alias/estate", TargetKeyId=key["KeyId"])
    kms.enable_key_rotation(KeyId=key["KeyId"])
    sns = clients("sns")
    topic = sns.create_topic(
        Name="estate", Attributes={"KmsMasterKeyId": "alias/estate"}, Tags=TAGS
    )["TopicArn"]
    subscription = sns.subscribe(
        TopicArn=topic, Protocol="email", Endpoint="a@example.com", ReturnSubscriptionArn=True
    )["SubscriptionArn"]
    logs = clients("logs")
    logs.create_log_group(logGroupName="/estate", tags={"App": "shop"})
    logs.put_retention_policy(logGroupName="/estate", retentionInDays=30)
    logs.put_metric_filter(
        logGroupName="/estate",
        filterName="errors",
        filterPattern="ERROR",
        metricTransformations=[
            {
                "metricName": "errors",
                "metricNamespace": "estate",
                "metricValue": "1",
                "defaultValue": 0,
            }
        ],
    )
    logs.create_log_stream(logGroupName="/estate", logStreamName="one")
    return {
        "role": role,
        "policy": f"arn:aws:iam::{role.split(':')[4]}:policy/estate",
        "key": key["KeyId"],
        "key_arn": key["Arn"],
        "topic": topic,
        "subscription": subscription,
    }


def _role(iam) -> str:
    made = iam.create_role(
        RoleName="estate", AssumeRolePolicyDocument=TRUST, Description="monitoring", Tags=TAGS
    )["Role"]
    policy = iam.create_policy(PolicyName="estate", PolicyDocument=ALLOW, Description="reads")
    iam.attach_role_policy(RoleName="estate", PolicyArn=policy["Policy"]["Arn"])
    iam.put_role_policy(RoleName="estate", PolicyName="inline", PolicyDocument=ALLOW)
    iam.create_instance_profile(InstanceProfileName="estate")
    iam.add_role_to_instance_profile(InstanceProfileName="estate", RoleName="estate")
    return made["Arn"]
