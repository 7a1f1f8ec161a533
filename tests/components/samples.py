"""One way to build each component, with plain values where another resource would stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import components as c

REGION = "eu-central-1"
TAGS = {"Environment": "Test", "Owner": "team"}
KEY = f"arn:aws:kms:{REGION}:123456789012:key/0a1b2c3d"
ROLE = "arn:aws:iam::123456789012:role/monitoring"
TOPIC = f"arn:aws:sns:{REGION}:123456789012:topic"
ACCOUNT = "123456789012"
PASSWORD = "correct-horse-battery-staple"
MYSQL = {"engine": "aurora-mysql", "engine_version": "8.0.mysql_aurora.3.10.3"}

Args = Mapping[str, Any]


def common(changes: Args) -> dict[str, Any]:
    return {"region": REGION, "tags": TAGS, **changes}


def network(**changes: Any) -> c.Network:
    given = {
        "port": 3307,
        "cidr": "10.0.0.0/16",
        "allowed_cidrs": ("10.9.0.0/16",),
        "allowed_security_groups": {"app": "sg-app"},
    }
    return c.Network("it", c.NetworkArgs(**common(given | changes)))


def security_group(**changes: Any) -> c.SecurityGroup:
    given = {
        "vpc_id": "vpc-1",
        "port": 3307,
        "allowed_cidrs": ("10.9.0.0/16",),
        "targets": {"database": "sg-database"},
    }
    return c.SecurityGroup("it", c.SecurityGroupArgs(**common(given | changes)))


def flow_log(**changes: Any) -> c.FlowLog:
    given = {"vpc_id": "vpc-1", "key_arn": KEY}
    return c.FlowLog("it", c.FlowLogArgs(**common(given | changes)))


def encryption_key(**changes: Any) -> c.EncryptionKey:
    return c.EncryptionKey("it", c.EncryptionKeyArgs(**common({"account_id": ACCOUNT} | changes)))


def monitoring_role(**changes: Any) -> c.MonitoringRole:
    return c.MonitoringRole("it", c.MonitoringRoleArgs(**common(changes)))


def master_secret(**changes: Any) -> c.MasterSecret:
    given = {
        "username": "boss",
        "candidate": PASSWORD,
        "key_arn": KEY,
        "engine": "aurora-mysql",
        "database_name": "shop",
        "port": 3307,
        "replicas": {"eu-west-1": "arn:aws:kms:eu-west-1:123456789012:key/9f"},
        "rotation_lambda_arn": f"arn:aws:lambda:{REGION}:123456789012:function:rotate",
    }
    return c.MasterSecret("it", c.MasterSecretArgs(**common(given | changes)))


def parameter_group(**changes: Any) -> c.ParameterGroup:
    given = {**MYSQL, "log_exports": ("audit", "general", "slowquery")}
    return c.ParameterGroup("it", c.ParameterGroupArgs(**common(given | changes)))


def log_groups(**changes: Any) -> c.LogGroups:
    given = {"cluster_identifier": "shop-it", "exports": ("audit", "error"), "key_arn": KEY}
    return c.LogGroups("it", c.LogGroupsArgs(**common(given | changes)))


def shape() -> dict[str, Any]:
    return {
        **MYSQL,
        "database_name": "shop",
        "port": 3307,
        "logs": c.Logs(exports=("audit", "error")),
        "monitoring": c.Monitoring(
            interval=15, role_arn=ROLE, insights=c.Insights(mode="advanced", retention_days=465)
        ),
        "maintenance_window": "sun:04:00-sun:06:00",
    }


def place(region: str) -> dict[str, Any]:
    return {
        "subnet_group_name": f"subnets-{region}",
        "security_group_ids": [f"sg-{region}"],
        "key_arn": f"arn:aws:kms:{region}:123456789012:key/0a",
    }


def instances(count: int, class_: str = "db.r6g.large") -> dict[str, c.Instance]:
    return {
        str(number): c.Instance(class_=class_, promotion_tier=min(number - 1, 1))
        for number in range(1, count + 1)
    }


def cluster(**changes: Any) -> c.Cluster:
    given = {
        **shape(),
        **place(REGION),
        "identifier": "shop-it",
        "credentials": c.ManagedCredentials(username="boss", key_arn=KEY),
        "instances": instances(2),
    }
    return c.Cluster("it", c.ClusterArgs(**common(given | changes)))


def member(region: str, count: int) -> c.Member:
    return c.Member(identifier=f"shop-{region}", instances=instances(count), **place(region))


def global_database(**changes: Any) -> c.GlobalDatabase:
    given = {
        **shape(),
        "identifier": "shop",
        "credentials": c.OwnCredentials(username="boss", password=PASSWORD),
        "members": {
            REGION: member(REGION, 3),
            "eu-west-1": member("eu-west-1", 2),
            "us-east-1": member("us-east-1", 1),
        },
    }
    return c.GlobalDatabase("it", c.GlobalDatabaseArgs(**common(given | changes)))


def autoscaling(**changes: Any) -> c.Autoscaling:
    given = {
        "cluster_identifier": "shop-it",
        "min_readers": 2,
        "max_readers": 8,
        "connections": 500,
    }
    return c.Autoscaling("it", c.AutoscalingArgs(**common(given | changes)))


def proxy(**changes: Any) -> c.Proxy:
    given = {
        "identifier": "shop-it-proxy",
        "engine": "aurora-mysql",
        "cluster_identifier": "shop-it",
        "secret_arn": f"arn:aws:secretsmanager:{REGION}:123456789012:secret:it",
        "key_arn": KEY,
        "subnet_ids": ["subnet-1", "subnet-2"],
        "security_group_ids": ["sg-1"],
    }
    return c.Proxy("it", c.ProxyArgs(**common(given | changes)))


def topic(**changes: Any) -> c.Topic:
    given = {"key_arn": KEY, "account_id": ACCOUNT, "emails": ("dba@example.com",)}
    return c.Topic("it", c.TopicArgs(**common(given | changes)))


def alarms(**changes: Any) -> c.Alarms:
    given = {
        **MYSQL,
        "cluster_identifier": "shop-it",
        "instances": {
            "1": ("shop-it-instance-1", "db.r6g.large"),
            "2": ("shop-it-instance-2", "db.serverless"),
        },
        "max_acu": 16,
        "member": True,
        "topic_arn": TOPIC,
    }
    return c.Alarms("it", c.AlarmsArgs(**common(given | changes)))


def dashboard(**changes: Any) -> c.Dashboard:
    watched = c.Watched(
        cluster_identifier="shop-it", instances={"1": ("shop-it-instance-1", "db.r6g.large")}
    )
    given = {**MYSQL, "dashboard_name": "shop", "clusters": {REGION: watched}}
    return c.Dashboard("it", c.DashboardArgs(**common(given | changes)))


def event_subscriptions(**changes: Any) -> c.EventSubscriptions:
    given = {"topic_arn": TOPIC, "sources": {"db-cluster": ["shop-it"], "db-parameter-group": ()}}
    return c.EventSubscriptions("it", c.EventSubscriptionsArgs(**common(given | changes)))


def backup_plan(**changes: Any) -> c.BackupPlan:
    given = {
        "key_arn": KEY,
        "resource_arns": [f"arn:aws:rds:{REGION}:123456789012:cluster:shop-it"],
        "copy_to_vault_arn": "arn:aws:backup:eu-west-1:123456789012:backup-vault:copy",
    }
    return c.BackupPlan("it", c.BackupPlanArgs(**common(given | changes)))


SAMPLES: dict[type[c.Component], Callable[..., c.Component]] = {
    c.Alarms: alarms,
    c.Autoscaling: autoscaling,
    c.BackupPlan: backup_plan,
    c.Cluster: cluster,
    c.Dashboard: dashboard,
    c.EncryptionKey: encryption_key,
    c.EventSubscriptions: event_subscriptions,
    c.FlowLog: flow_log,
    c.GlobalDatabase: global_database,
    c.LogGroups: log_groups,
    c.MasterSecret: master_secret,
    c.MonitoringRole: monitoring_role,
    c.Network: network,
    c.ParameterGroup: parameter_group,
    c.Proxy: proxy,
    c.SecurityGroup: security_group,
    c.Topic: topic,
}
