"""What stands around the databases: secrets, alarms, scaling, backups, names, rules."""

from __future__ import annotations

import json

from tests.embedded.server.estate.access import TAGS

_TARGET = {
    "ServiceNamespace": "rds",
    "ResourceId": "cluster:estate-pg",
    "ScalableDimension": "rds:cluster:ReadReplicaCount",
}


def around(clients, names) -> dict:
    """Make it."""
    secrets = clients("secretsmanager")
    secrets.create_secret(Name="estate", SecretString="{}", KmsKeyId=names["key_arn"], Tags=TAGS)
    policy = {
        "Effect": "Allow",
        "Principal": {"AWS": names["role"]},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    secrets.put_resource_policy(
        SecretId="estate",
        ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": [policy]}),
    )
    _alarms(clients("cloudwatch"), names)
    scaling = clients("application-autoscaling")
    scaling.register_scalable_target(MinCapacity=1, MaxCapacity=4, **_TARGET)
    clients("ssm").put_parameter(Name="/estate", Value="1", Type="String", Tags=TAGS)
    events = clients("events")
    pattern = json.dumps({"source": ["aws.rds"]})
    events.put_rule(Name="estate", EventPattern=pattern, Description="rds", Tags=TAGS)
    events.put_targets(Rule="estate", Targets=[{"Id": "topic", "Arn": names["topic"]}])
    return _backups(clients("backup"), names) | _zone(clients("route53"), names)


def _alarms(cloudwatch, names) -> None:
    cloudwatch.put_metric_alarm(
        AlarmName="estate",
        Namespace="AWS/RDS",
        MetricName="CPUUtilization",
        Dimensions=[{"Name": "DBClusterIdentifier", "Value": "estate-pg"}],
        Statistic="Average",
        Period=60,
        EvaluationPeriods=2,
        Threshold=80,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="missing",
        AlarmActions=[names["topic"]],
        Tags=TAGS,
    )
    cloudwatch.put_composite_alarm(
        AlarmName="estate-all", AlarmDescription="any", AlarmRule="ALARM(estate)"
    )


def _backups(backup, names) -> dict:
    backup.create_backup_vault(
        BackupVaultName="estate",
        EncryptionKeyArn=names["key_arn"],
        BackupVaultTags={"App": "shop"},
    )
    rule = {
        "RuleName": "daily",
        "TargetBackupVaultName": "estate",
        "ScheduleExpression": "cron(0 5 * * ? *)",
        "Lifecycle": {"DeleteAfterDays": 120, "MoveToColdStorageAfterDays": 30},
        "RecoveryPointTags": {"App": "shop"},
    }
    plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": "estate", "Rules": [rule]})
    return {
        "plan": plan["BackupPlanId"],
        "vault_arn": backup.describe_backup_vault(BackupVaultName="estate")["BackupVaultArn"],
    }


def _zone(route53, names) -> dict:
    zone = route53.create_hosted_zone(
        Name="estate.internal",
        CallerReference="estate",
        VPC={"VPCRegion": "us-east-1", "VPCId": names["vpc"]},
        HostedZoneConfig={"Comment": "databases", "PrivateZone": True},
    )["HostedZone"]["Id"].removeprefix("/hostedzone/")
    route53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=TAGS)
    return {"zone": zone}
