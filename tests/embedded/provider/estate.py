"""One small resource of every type, in an order in which each finds what it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Made = Mapping[str, Mapping[str, Any]]
"""The states of the resources made so far, by name."""


@dataclass(frozen=True)
class Wanted:
    """A resource to make.

    Attributes:
        name: Its name.
        token: Its type.
        given: Its inputs, from the states of the resources before it.
        change: Inputs that an update in place changes; None where nothing can be.
        imported: Its import id, from its own id and state; None where it has none.
    """

    name: str
    token: str
    given: Callable[[Made], dict[str, Any]]
    change: Callable[[Made], dict[str, Any]] | None = None
    imported: Callable[[Mapping[str, Any]], str] | None = field(default=lambda state: state["id"])


TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "rds.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
ALLOW = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}],
}


def policy(resource: str, action: str) -> str:
    """A resource policy for the account itself."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "own",
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                    "Action": action,
                    "Resource": resource,
                }
            ],
        }
    )


def _network() -> list[Wanted]:
    return [
        Wanted(
            "vpc",
            "aws:ec2/vpc:Vpc",
            lambda made: {"cidrBlock": "10.9.0.0/16", "tags": {"Name": "n"}},
            lambda made: {"enableDnsHostnames": True, "tags": {"Name": "m", "a": "b"}},
        ),
        Wanted(
            "net-a",
            "aws:ec2/subnet:Subnet",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "cidrBlock": "10.9.0.0/24",
                "availabilityZone": "us-east-1a",
            },
            lambda made: {"mapPublicIpOnLaunch": True},
        ),
        Wanted(
            "net-b",
            "aws:ec2/subnet:Subnet",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "cidrBlock": "10.9.1.0/24",
                "availabilityZone": "us-east-1b",
            },
        ),
        Wanted(
            "igw",
            "aws:ec2/internetGateway:InternetGateway",
            lambda made: {"vpcId": made["vpc"]["id"]},
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "routes",
            "aws:ec2/routeTable:RouteTable",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": made["igw"]["id"]}],
            },
            lambda made: {"routes": []},
        ),
        Wanted(
            "association",
            "aws:ec2/routeTableAssociation:RouteTableAssociation",
            lambda made: {"subnetId": made["net-a"]["id"], "routeTableId": made["routes"]["id"]},
            imported=lambda state: f"{state['subnetId']}/{state['routeTableId']}",
        ),
        Wanted(
            "group",
            "aws:ec2/securityGroup:SecurityGroup",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "ingress": [
                    {
                        "protocol": "TCP",
                        "fromPort": 3306,
                        "toPort": 3306,
                        "cidrBlocks": ["10.9.0.0/16"],
                    }
                ],
            },
            lambda made: {"ingress": [], "tags": {"a": "b"}},
        ),
        Wanted(
            "open-group",
            "aws:ec2/securityGroup:SecurityGroup",
            lambda made: {"vpcId": made["vpc"]["id"], "namePrefix": "open-"},
        ),
        Wanted(
            "closed",
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            lambda made: {"vpcId": made["vpc"]["id"]},
        ),
        Wanted(
            "in",
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            lambda made: {
                "securityGroupId": made["open-group"]["id"],
                "ipProtocol": "tcp",
                "fromPort": 5432,
                "toPort": 5432,
                "cidrIpv4": "10.9.0.0/24",
            },
            lambda made: {"cidrIpv4": "10.9.1.0/24"},
        ),
        Wanted(
            "out",
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            lambda made: {
                "securityGroupId": made["open-group"]["id"],
                "ipProtocol": "-1",
                "cidrIpv4": "0.0.0.0/0",
            },
            lambda made: {"description": "all"},
        ),
        Wanted(
            "endpoint",
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "serviceName": "com.amazonaws.us-east-1.secretsmanager",
                "vpcEndpointType": "Interface",
                "subnetIds": [made["net-a"]["id"]],
                "securityGroupIds": [made["group"]["id"]],
            },
            lambda made: {"tags": {"a": "b"}},
        ),
    ]


def _access() -> list[Wanted]:
    return [
        Wanted(
            "key",
            "aws:kms/key:Key",
            lambda made: {"enableKeyRotation": True, "multiRegion": True, "description": "d"},
            lambda made: {"description": "e", "rotationPeriodInDays": 180},
        ),
        Wanted(
            "alias",
            "aws:kms/alias:Alias",
            lambda made: {"targetKeyId": made["key"]["arn"]},
        ),
        Wanted(
            "replica",
            "aws:kms/replicaKey:ReplicaKey",
            lambda made: {"primaryKeyArn": made["key"]["arn"], "region": "eu-west-1"},
            lambda made: {"description": "copy"},
            imported=lambda state: f"{state['id']}@eu-west-1",
        ),
        Wanted(
            "role",
            "aws:iam/role:Role",
            lambda made: {"assumeRolePolicy": TRUST, "tags": {"a": "b"}},
            lambda made: {"maxSessionDuration": 7200},
        ),
        Wanted(
            "inline",
            "aws:iam/rolePolicy:RolePolicy",
            lambda made: {"role": made["role"]["id"], "policy": ALLOW},
            lambda made: {"policy": {**ALLOW, "Id": "changed"}},
            imported=lambda state: f"{state['role']}:{state['name']}",
        ),
        Wanted(
            "managed",
            "aws:iam/policy:Policy",
            lambda made: {"policy": json.dumps(ALLOW)},
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "attached",
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            lambda made: {"role": made["role"]["name"], "policyArn": made["managed"]["arn"]},
            imported=lambda state: f"{state['role']}/{state['policyArn']}",
        ),
        Wanted(
            "secret",
            "aws:secretsmanager/secret:Secret",
            lambda made: {"recoveryWindowInDays": 0, "description": "s"},
            lambda made: {"description": "t"},
        ),
        Wanted(
            "version",
            "aws:secretsmanager/secretVersion:SecretVersion",
            lambda made: {
                "secretId": made["secret"]["id"],
                "secretString": json.dumps({"username": "u", "password": "p"}),
            },
        ),
        Wanted(
            "secret-policy",
            "aws:secretsmanager/secretPolicy:SecretPolicy",
            lambda made: {
                "secretArn": made["secret"]["arn"],
                "policy": policy("*", "secretsmanager:GetSecretValue"),
            },
            lambda made: {"policy": policy("*", "secretsmanager:DescribeSecret")},
        ),
        Wanted(
            "parameter",
            "aws:ssm/parameter:Parameter",
            lambda made: {"type": "SecureString", "value": "v"},
            lambda made: {"value": "w"},
            imported=lambda state: state["name"],
        ),
    ]


def _messages() -> list[Wanted]:
    return [
        Wanted(
            "topic",
            "aws:sns/topic:Topic",
            lambda made: {"displayName": "d"},
            lambda made: {"displayName": "e"},
        ),
        Wanted(
            "topic-policy",
            "aws:sns/topicPolicy:TopicPolicy",
            lambda made: {
                "arn": made["topic"]["arn"],
                "policy": json.loads(policy(made["topic"]["arn"], "SNS:Publish")),
            },
            lambda made: {"policy": policy(made["topic"]["arn"], "SNS:Subscribe")},
        ),
        Wanted(
            "subscription",
            "aws:sns/topicSubscription:TopicSubscription",
            lambda made: {
                "topic": made["topic"]["arn"],
                "protocol": "sqs",
                "endpoint": "arn:aws:sqs:us-east-1:123456789012:q",
            },
            lambda made: {"rawMessageDelivery": True},
        ),
        Wanted(
            "logs",
            "aws:cloudwatch/logGroup:LogGroup",
            lambda made: {"retentionInDays": 7},
            lambda made: {"retentionInDays": 30},
        ),
        Wanted(
            "flow",
            "aws:ec2/flowLog:FlowLog",
            lambda made: {
                "vpcId": made["vpc"]["id"],
                "trafficType": "ALL",
                "logDestination": made["logs"]["arn"],
                "iamRoleArn": made["role"]["arn"],
            },
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "metric-filter",
            "aws:cloudwatch/logMetricFilter:LogMetricFilter",
            lambda made: {
                "logGroupName": made["logs"]["name"],
                "pattern": " ERROR ",
                "metricTransformation": {"name": "errors", "namespace": "own", "value": "1"},
            },
            lambda made: {"pattern": "WARN"},
            imported=lambda state: f"{state['logGroupName']}:{state['name']}",
        ),
        Wanted(
            "alarm",
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            lambda made: {
                "comparisonOperator": "GreaterThanThreshold",
                "evaluationPeriods": 2,
                "metricName": "CPUUtilization",
                "namespace": "AWS/RDS",
                "period": 300,
                "statistic": "Average",
                "threshold": 80,
                "alarmActions": [made["topic"]["arn"]],
                "dimensions": {"DBClusterIdentifier": "c"},
            },
            lambda made: {"threshold": 0},
        ),
        Wanted(
            "composite",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            lambda made: {
                "alarmName": "estate-composite",
                "alarmRule": f"ALARM({made['alarm']['name']})",
            },
            lambda made: {"alarmDescription": "d"},
        ),
        Wanted(
            "dashboard",
            "aws:cloudwatch/dashboard:Dashboard",
            lambda made: {"dashboardName": "estate", "dashboardBody": '{"widgets": [ ]}'},
            lambda made: {"dashboardBody": '{"widgets":[],"start":"-PT1H"}'},
        ),
        Wanted(
            "rule",
            "aws:cloudwatch/eventRule:EventRule",
            lambda made: {"eventPattern": json.dumps({"source": ["aws.rds"]})},
            lambda made: {"description": "d"},
        ),
        Wanted(
            "target",
            "aws:cloudwatch/eventTarget:EventTarget",
            lambda made: {"rule": made["rule"]["name"], "arn": made["topic"]["arn"]},
            lambda made: {"inputPath": "$.detail"},
            imported=lambda state: f"{state['rule']}/{state['targetId']}",
        ),
        Wanted(
            "zone",
            "aws:route53/zone:Zone",
            lambda made: {"name": "Example.com."},
            lambda made: {"comment": "c"},
        ),
        Wanted(
            "record",
            "aws:route53/record:Record",
            lambda made: {
                "zoneId": made["zone"]["id"],
                "name": "db.example.com",
                "type": "CNAME",
                "ttl": 60,
                "records": ["x.example.com"],
            },
            lambda made: {"ttl": 30},
            imported=lambda state: f"{state['zoneId']}_{state['name']}_{state['type']}",
        ),
    ]


def _databases() -> list[Wanted]:
    return [
        Wanted(
            "subnets",
            "aws:rds/subnetGroup:SubnetGroup",
            lambda made: {"subnetIds": [made["net-b"]["id"], made["net-a"]["id"]]},
            lambda made: {"description": "d"},
        ),
        Wanted(
            "cluster-parameters",
            "aws:rds/clusterParameterGroup:ClusterParameterGroup",
            lambda made: {
                "family": "aurora-mysql8.0",
                "parameters": [
                    {"name": "Time_Zone", "value": "UTC"},
                    {
                        "name": "binlog_format",
                        "value": "ROW",
                        "applyMethod": "pending-reboot",
                    },
                ],
            },
            lambda made: {"parameters": [{"name": "time_zone", "value": "UTC"}]},
        ),
        Wanted(
            "parameters",
            "aws:rds/parameterGroup:ParameterGroup",
            lambda made: {
                "family": "aurora-mysql8.0",
                "parameters": [{"name": "max_connections", "value": "100"}],
            },
            lambda made: {"parameters": [{"name": "max_connections", "value": "200"}]},
        ),
        Wanted(
            "global",
            "aws:rds/globalCluster:GlobalCluster",
            lambda made: {
                "globalClusterIdentifier": "estate-global",
                "engine": "aurora-mysql",
                "storageEncrypted": True,
            },
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "cluster",
            "aws:rds/cluster:Cluster",
            lambda made: {
                "clusterIdentifier": "estate-cluster",
                "engine": "aurora-mysql",
                "masterUsername": "u",
                "masterPassword": "not-a-secret-1",
                "dbSubnetGroupName": made["subnets"]["name"],
                "dbClusterParameterGroupName": made["cluster-parameters"]["name"],
                "vpcSecurityGroupIds": [made["group"]["id"]],
                "storageEncrypted": True,
                "kmsKeyId": made["key"]["arn"],
                "preferredMaintenanceWindow": "Sun:04:00-Sun:05:00",
                "enabledCloudwatchLogsExports": ["slowquery", "error"],
                "skipFinalSnapshot": True,
                "applyImmediately": True,
                "tags": {"a": "b"},
            },
            lambda made: {"backupRetentionPeriod": 7, "deletionProtection": False},
        ),
        Wanted(
            "writer",
            "aws:rds/clusterInstance:ClusterInstance",
            lambda made: {
                "identifier": "estate-writer",
                "clusterIdentifier": made["cluster"]["id"],
                "engine": "aurora-mysql",
                "instanceClass": "db.r6g.large",
                "applyImmediately": True,
                "promotionTier": 0,
            },
            lambda made: {"promotionTier": 3, "tags": {"a": "b"}},
        ),
        Wanted(
            "reader-endpoint",
            "aws:rds/clusterEndpoint:ClusterEndpoint",
            lambda made: {
                "clusterIdentifier": made["cluster"]["id"],
                "clusterEndpointIdentifier": "estate-readers",
                "customEndpointType": "READER",
            },
            lambda made: {"customEndpointType": "ANY"},
        ),
        Wanted(
            "snapshot",
            "aws:rds/clusterSnapshot:ClusterSnapshot",
            lambda made: {
                "dbClusterIdentifier": made["cluster"]["id"],
                "dbClusterSnapshotIdentifier": "estate-snapshot",
            },
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "snapshot-copy",
            "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
            lambda made: {
                "sourceDbClusterSnapshotIdentifier": made["snapshot"]["dbClusterSnapshotArn"],
                "targetDbClusterSnapshotIdentifier": "estate-copy",
                "kmsKeyId": made["key"]["arn"],
            },
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "role-of-cluster",
            "aws:rds/clusterRoleAssociation:ClusterRoleAssociation",
            lambda made: {
                "dbClusterIdentifier": made["cluster"]["id"],
                "roleArn": made["role"]["arn"],
            },
        ),
        Wanted(
            "stream",
            "aws:rds/clusterActivityStream:ClusterActivityStream",
            lambda made: {
                "resourceArn": made["cluster"]["arn"],
                "kmsKeyId": made["key"]["keyId"],
                "mode": "async",
            },
        ),
        Wanted(
            "events",
            "aws:rds/eventSubscription:EventSubscription",
            lambda made: {"snsTopic": made["topic"]["arn"], "enabled": False},
            lambda made: {"enabled": True, "sourceType": "db-cluster"},
        ),
        Wanted(
            "proxy",
            "aws:rds/proxy:Proxy",
            lambda made: {
                "engineFamily": "MYSQL",
                "roleArn": made["role"]["arn"],
                "vpcSubnetIds": [made["net-a"]["id"], made["net-b"]["id"]],
                "auths": [
                    {
                        "authScheme": "SECRETS",
                        "iamAuth": "DISABLED",
                        "secretArn": made["secret"]["arn"],
                    }
                ],
            },
            lambda made: {"requireTls": True},
        ),
        Wanted(
            "targets",
            "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
            lambda made: {
                "dbProxyName": made["proxy"]["name"],
                "connectionPoolConfig": {"maxConnectionsPercent": 80},
            },
            lambda made: {"connectionPoolConfig": {"maxConnectionsPercent": 70}},
        ),
        Wanted(
            "proxy-target",
            "aws:rds/proxyTarget:ProxyTarget",
            lambda made: {
                "dbProxyName": made["proxy"]["name"],
                "targetGroupName": made["targets"]["name"],
                "dbClusterIdentifier": made["cluster"]["id"],
            },
        ),
        Wanted(
            "proxy-endpoint",
            "aws:rds/proxyEndpoint:ProxyEndpoint",
            lambda made: {
                "dbProxyName": made["proxy"]["name"],
                "dbProxyEndpointName": "estate-readers",
                "vpcSubnetIds": [made["net-a"]["id"], made["net-b"]["id"]],
                "targetRole": "READ_ONLY",
            },
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "scaling",
            "aws:appautoscaling/target:Target",
            lambda made: {
                "minCapacity": 1,
                "maxCapacity": 3,
                "resourceId": f"cluster:{made['cluster']['id']}",
                "scalableDimension": "rds:cluster:ReadReplicaCount",
                "serviceNamespace": "rds",
            },
            lambda made: {"maxCapacity": 5},
            imported=lambda state: "/".join(
                (state["serviceNamespace"], state["resourceId"], state["scalableDimension"])
            ),
        ),
        Wanted(
            "scaling-policy",
            "aws:appautoscaling/policy:Policy",
            lambda made: {
                "policyType": "TargetTrackingScaling",
                "resourceId": made["scaling"]["resourceId"],
                "scalableDimension": made["scaling"]["scalableDimension"],
                "serviceNamespace": "rds",
                "targetTrackingScalingPolicyConfiguration": {
                    "targetValue": 60,
                    "predefinedMetricSpecification": {
                        "predefinedMetricType": "RDSReaderAverageCPUUtilization"
                    },
                },
            },
            lambda made: {
                "targetTrackingScalingPolicyConfiguration": {
                    "targetValue": 50.5,
                    "predefinedMetricSpecification": {
                        "predefinedMetricType": "RDSReaderAverageCPUUtilization"
                    },
                }
            },
            imported=lambda state: "/".join(
                state[name]
                for name in ("serviceNamespace", "resourceId", "scalableDimension", "name")
            ),
        ),
        Wanted(
            "scaling-action",
            "aws:appautoscaling/scheduledAction:ScheduledAction",
            lambda made: {
                "resourceId": made["scaling"]["resourceId"],
                "scalableDimension": made["scaling"]["scalableDimension"],
                "serviceNamespace": "rds",
                "schedule": "cron(0 8 * * ? *)",
                "scalableTargetAction": {"minCapacity": 0, "maxCapacity": 3},
            },
            lambda made: {"schedule": "cron(0 9 * * ? *)"},
            imported=None,
        ),
    ]


def _backups() -> list[Wanted]:
    return [
        Wanted(
            "vault",
            "aws:backup/vault:Vault",
            lambda made: {"forceDestroy": True},
            lambda made: {"tags": {"a": "b"}},
        ),
        Wanted(
            "vault-policy",
            "aws:backup/vaultPolicy:VaultPolicy",
            lambda made: {
                "backupVaultName": made["vault"]["name"],
                "policy": policy("*", "backup:DescribeBackupVault"),
            },
            lambda made: {"policy": policy("*", "backup:DeleteBackupVault")},
        ),
        Wanted(
            "vault-lock",
            "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
            lambda made: {"backupVaultName": made["vault"]["name"], "minRetentionDays": 7},
        ),
        Wanted(
            "plan",
            "aws:backup/plan:Plan",
            lambda made: {
                "rules": [
                    {
                        "ruleName": "daily",
                        "targetVaultName": made["vault"]["name"],
                        "schedule": "cron(0 5 ? * * *)",
                        "lifecycle": {"deleteAfter": 35},
                    }
                ]
            },
            lambda made: {
                "rules": [
                    {
                        "ruleName": "daily",
                        "targetVaultName": made["vault"]["name"],
                        "schedule": "cron(0 6 ? * * *)",
                        "lifecycle": {"deleteAfter": 35},
                    }
                ]
            },
        ),
        Wanted(
            "selection",
            "aws:backup/selection:Selection",
            lambda made: {
                "planId": made["plan"]["id"],
                "iamRoleArn": made["role"]["arn"],
                "resources": [made["cluster"]["arn"]],
            },
            imported=lambda state: f"{state['planId']}|{state['id']}",
        ),
    ]


ESTATE = (*_network(), *_access(), *_messages(), *_databases(), *_backups())
