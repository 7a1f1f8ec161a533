from __future__ import annotations

import json
import threading

import pytest

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.tagging import SERVICES, pack, read_tags, sync_tags

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
DOCUMENT = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}],
    }
)
EVENTS = json.dumps({"source": ["aws.rds"]})


def _call(clients, **given):
    return Call(
        type="aws:x/y:Z",
        name="x",
        region="us-east-1",
        account="123456789012",
        partition="aws",
        clients=clients,
        inputs=given.pop("inputs", {}),
        cancelled=threading.Event(),
        **given,
    )


def _targets(clients):
    """One tagged thing of each service, by its key in the table."""
    clients("iam").create_role(RoleName="tagged", AssumeRolePolicyDocument=TRUST)
    clients("ssm").put_parameter(Name="tagged", Value="x", Type="String")
    clients("events").put_rule(Name="tagged", EventPattern=EVENTS)
    clients("logs").create_log_group(logGroupName="tagged")
    clients("cloudwatch").put_metric_alarm(
        AlarmName="tagged",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        MetricName="m",
        Namespace="n",
        Period=60,
        Statistic="Sum",
        Threshold=1,
    )
    zone = clients("route53").create_hosted_zone(Name="tagged.example", CallerReference="t")
    group = clients("rds").create_db_cluster_parameter_group(
        DBClusterParameterGroupName="tagged",
        DBParameterGroupFamily="aurora-mysql8.0",
        Description="x",
    )
    arn = "arn:aws:{}:us-east-1:123456789012:{}"
    return {
        "backup": clients("backup").create_backup_vault(BackupVaultName="tagged")["BackupVaultArn"],
        "cloudwatch": arn.format("cloudwatch", "alarm:tagged"),
        "ec2": clients("ec2").create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"],
        "events": arn.format("events", "rule/tagged"),
        "iam.policy": clients("iam").create_policy(PolicyName="tagged", PolicyDocument=DOCUMENT)[
            "Policy"
        ]["Arn"],
        "iam.role": "tagged",
        "kms": clients("kms").create_key()["KeyMetadata"]["KeyId"],
        "logs": arn.format("logs", "log-group:tagged"),
        "rds": group["DBClusterParameterGroup"]["DBClusterParameterGroupArn"],
        "route53": zone["HostedZone"]["Id"].rpartition("/")[2],
        "secretsmanager": clients("secretsmanager").create_secret(Name="tagged")["ARN"],
        "sns": clients("sns").create_topic(Name="tagged")["TopicArn"],
        "ssm": "tagged",
    }


def test_each_service_adds_changes_and_removes_tags(clients):
    targets = _targets(clients)
    for service, target in targets.items():
        call = _call(clients, inputs={"tagsAll": {"a": "1", "b": "2"}})
        sync_tags(call, service, target)
        assert read_tags(call, service, target) == {"a": "1", "b": "2"}, service
        call = _call(
            clients,
            inputs={"tagsAll": {"b": "3", "c": "4"}},
            prior={"tagsAll": {"a": "1", "b": "2"}},
        )
        sync_tags(call, service, target)
        assert read_tags(call, service, target) == {"b": "3", "c": "4"}, service
    assert set(SERVICES) - set(targets) == {"application-autoscaling", "lambda"}


def test_tags_of_others_stay(clients):
    topic = clients("sns").create_topic(Name="shared-tags", Tags=[{"Key": "theirs", "Value": "x"}])
    call = _call(clients, inputs={"tagsAll": {"ours": "2"}}, prior={"tagsAll": {"ours": "1"}})
    sync_tags(call, "sns", topic["TopicArn"])
    assert read_tags(call, "sns", topic["TopicArn"]) == {"theirs": "x", "ours": "2"}


def test_tags_of_aws_are_neither_read_nor_written():
    assert pack("sns", {"aws:owner": "x", "b": "2", "a": "1"}) == [
        {"Key": "a", "Value": "1"},
        {"Key": "b", "Value": "2"},
    ]
    assert pack("kms", {"a": "1"}) == [{"TagKey": "a", "TagValue": "1"}]
    assert pack("backup", {"a": "1"}) == {"a": "1"}


def test_a_refusal_names_the_step(clients):
    call = _call(clients, inputs={"tagsAll": {"a": "1"}}, id="gone")
    with pytest.raises(CallError, match=r"updating tags for aws:x/y:Z \(gone\): tagging resource"):
        sync_tags(call, "sns", "arn:aws:sns:us-east-1:123456789012:gone")
