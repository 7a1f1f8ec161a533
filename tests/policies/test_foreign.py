"""Programs that are not ours: plain resources as a user writes them, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from aurora.planning.judging import judge_plan
from aurora.planning.recorder import record
from policies.environment import Environment
from policies.rule import Verdict
from policies.tokens import (
    CLUSTER,
    CLUSTER_SNAPSHOT,
    INSTANCE,
    KEY,
    LOG_GROUP,
    METRIC_ALARM,
    TOPIC,
)
from tests.policies.engine import judged, pack

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")


def found(
    program: Callable[[], object], environment: Environment = Environment.PRODUCTION
) -> dict[str, set[str]]:
    """Return the violated rules by the logical name of the resource."""
    report = judge_plan(record(program, stack="theirs", project="theirs"), environment)
    result: dict[str, set[str]] = {}
    for finding in report.findings:
        if finding.verdict is Verdict.VIOLATION:
            result.setdefault(report.names[finding.urn][0], set()).add(finding.rule)
    return result


def test_defaults_of_a_short_program_are_what_aws_would_do() -> None:
    def program() -> None:
        cluster = aws.rds.Cluster("orders", engine="aurora-mysql", master_username="admin")
        aws.rds.ClusterInstance(
            "orders-1",
            cluster_identifier=cluster.id,
            engine=aws.rds.EngineType.AURORA_MYSQL,
            instance_class="db.t3.medium",
        )

    violated = found(program)
    assert violated["orders"] >= {
        "aurora-cluster-storage-encrypted",
        "aurora-cluster-backup-retention",
        "aurora-cluster-deletion-protection",
        "aurora-cluster-final-snapshot",
        "aurora-cluster-custom-admin-username",
        "aurora-cluster-min-instances",
        "aurora-tls-required",
        "required-tags",
    }
    assert "aurora-instance-class-allowed" in violated["orders-1"]
    assert "aurora-instance-not-public" not in violated["orders-1"], "absent is not public"


def test_provider_default_tags_and_region_count() -> None:
    def program() -> None:
        provider = aws.Provider(
            "paris",
            region="eu-west-3",
            default_tags={"tags": {"Environment": "Production"}},
        )
        opts = pulumi.ResourceOptions(provider=provider)
        aws.rds.Cluster("tagged", engine="aurora-mysql", opts=opts)
        china = aws.Provider("china", region="cn-north-1")
        aws.rds.Cluster("far", engine="aurora-mysql", opts=pulumi.ResourceOptions(provider=china))
        aws.rds.Cluster("own", engine="aurora-mysql", region="eu-west-1", opts=opts)

    violated = found(program)
    assert "required-tags" not in violated["tagged"]
    assert "required-tags" in violated["far"]
    assert "allowed-regions" in violated["far"]
    assert "allowed-regions" not in violated["own"] | violated["tagged"]


def test_groups_written_inline_and_as_rules_are_one() -> None:
    def program() -> None:
        vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        inline = aws.ec2.SecurityGroup(
            "inline",
            vpc_id=vpc.id,
            ingress=[
                aws.ec2.SecurityGroupIngressArgs(
                    protocol="tcp", from_port=3306, to_port=3306, ipv6_cidr_blocks=["::/0"]
                )
            ],
        )
        apart = aws.ec2.SecurityGroup("apart", vpc_id=vpc.id, description="Orders")
        aws.ec2.SecurityGroupRule(
            "old",
            type="ingress",
            security_group_id=apart.id,
            protocol="-1",
            from_port=0,
            to_port=0,
            self=True,
        )
        listed = aws.ec2.ManagedPrefixList(
            "anyone",
            address_family="IPv4",
            max_entries=1,
            entries=[aws.ec2.ManagedPrefixListEntryArgs(cidr="0.0.0.0/0")],
        )
        aws.vpc.SecurityGroupIngressRule(
            "by-list",
            security_group_id=apart.id,
            prefix_list_id=listed.id,
            ip_protocol="tcp",
            from_port=3306,
            to_port=3306,
        )
        aws.rds.Cluster(
            "orders", engine="aurora-mysql", vpc_security_group_ids=[inline.id, apart.id]
        )

    violated = found(program)
    assert {"db-sg-no-public-ingress", "db-sg-described"} <= violated["inline"]
    assert "db-sg-source-restricted" in violated["old"], "every port is open"
    assert "db-sg-no-public-ingress" not in violated["old"]
    assert "db-sg-no-public-ingress" in violated["by-list"]


def test_a_main_route_table_makes_a_subnet_public() -> None:
    def program() -> None:
        vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        gateway = aws.ec2.InternetGateway("gateway", vpc_id=vpc.id)
        aws.ec2.DefaultRouteTable(
            "main",
            default_route_table_id=vpc.default_route_table_id,
            routes=[
                aws.ec2.DefaultRouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=gateway.id)
            ],
        )
        open_ = aws.ec2.Subnet("open", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
        closed = aws.ec2.Subnet("closed", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
        private = aws.ec2.RouteTable("private", vpc_id=vpc.id)
        aws.ec2.RouteTableAssociation("private", subnet_id=closed.id, route_table_id=private.id)
        aws.rds.SubnetGroup("public-group", subnet_ids=[open_.id])
        aws.rds.SubnetGroup("private-group", subnet_ids=[closed.id])

    violated = found(program)
    assert "aurora-subnet-group-private" in violated["public-group"]
    assert "aurora-subnet-group-private" not in violated["private-group"]


def test_a_policy_beside_its_key_is_the_keys() -> None:
    def program() -> None:
        for name, principal in (("named", "arn:aws:iam::123456789012:root"), ("open", "*")):
            statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "kms:*"}
            key = aws.kms.Key(name, enable_key_rotation=True)
            aws.kms.KeyPolicy(
                f"{name}-policy",
                key_id=key.id,
                policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
            )
        aws.kms.Key("bare", enable_key_rotation=True)

    violated = found(program)
    wrong = {name for name, ids in violated.items() if "kms-key-policy-no-wildcard" in ids}
    assert wrong == {"open-policy", "bare"}


def test_a_default_vpc_is_a_vpc() -> None:
    def program() -> None:
        vpc = aws.ec2.DefaultVpc("vpc")
        aws.vpc.SecurityGroupEgressRule(
            "rule", security_group_id=vpc.default_security_group_id, ip_protocol="-1"
        )

    assert found(program)["vpc"] >= {"vpc-default-sg-closed", "vpc-flow-logs"}


def test_a_group_named_by_a_literal_is_used() -> None:
    def program() -> None:
        for name in ("deep-inside", "by-name", "by-its-own-rule"):
            aws.ec2.SecurityGroup(name, name=name)
        aws.ec2.LaunchTemplate("deep", network_interfaces=[{"security_groups": ["deep-inside"]}])
        aws.ec2.Instance("server", instance_type="t3.nano", security_groups=["by-name"])
        aws.vpc.SecurityGroupIngressRule(
            "rule", security_group_id="by-its-own-rule", ip_protocol="tcp", cidr_ipv4="10.0.0.0/8"
        )

    unused = {name for name, ids in found(program).items() if "db-sg-attached" in ids}
    assert unused == {"by-its-own-rule"}


def test_a_subscription_is_off_and_a_rotation_needs_no_function() -> None:
    def program(enabled: bool) -> Callable[[], None]:
        def declare() -> None:
            aws.rds.Cluster("orders", engine="aurora-mysql")
            aws.rds.EventSubscription(
                "events", sns_topic="t", source_type="db-cluster", enabled=enabled
            )
            secret = aws.secretsmanager.Secret("secret")
            aws.secretsmanager.SecretRotation(
                "rotation",
                secret_id=secret.id,
                rotation_rules=aws.secretsmanager.SecretRotationRotationRulesArgs(
                    automatically_after_days=30
                ),
            )

        return declare

    assert "rds-events-cluster" in found(program(False))["orders"]
    assert "rds-events-cluster" not in found(program(True))["orders"]
    assert "secret-rotation" not in found(program(True))["secret"]


def test_a_secret_never_shows_in_a_message() -> None:
    def program() -> None:
        aws.rds.Cluster(
            "orders",
            engine="aurora-mysql",
            master_username=pulumi.Output.secret("administrator-of-orders"),
            cluster_identifier=pulumi.Output.secret("Orders_Secret"),
        )

    report = judge_plan(record(program, stack="theirs"), Environment.PRODUCTION)
    assert any(finding.rule == "resource-naming" for finding in report.findings)
    assert not any("Orders_Secret" in f"{finding}" for finding in report.findings)


LOGS = "/aws/rds/cluster/orders/audit"
WIRE: tuple[tuple[str, dict[str, Any], str, bool], ...] = (
    (CLUSTER, {"backupRetentionPeriod": 7.0}, "aurora-cluster-backup-retention", False),
    (CLUSTER, {"backupRetentionPeriod": "3"}, "aurora-cluster-backup-retention", True),
    (CLUSTER, {"backupRetentionPeriod": "30"}, "aurora-cluster-backup-retention", False),
    (CLUSTER, {"backupRetentionPeriod": 36}, "aurora-cluster-backup-retention", True),
    (CLUSTER, {"storageEncrypted": "true"}, "aurora-cluster-storage-encrypted", False),
    (CLUSTER, {"storageEncrypted": "false"}, "aurora-cluster-storage-encrypted", True),
    (CLUSTER, {"storageEncrypted": None}, "aurora-cluster-storage-encrypted", True),
    (CLUSTER, {"port": 3306.0}, "aurora-cluster-non-default-port", True),
    (CLUSTER, {"port": "5433"}, "aurora-cluster-non-default-port", False),
    (CLUSTER, {"engineVersion": "8.0"}, "aurora-cluster-engine-version-minimum", False),
    (CLUSTER, {"engineVersion": "5.7"}, "aurora-cluster-engine-version-minimum", True),
    (CLUSTER, {"preferredBackupWindow": "whenever"}, "aurora-cluster-backup-window", True),
    (CLUSTER, {}, "aurora-cluster-custom-admin-username", False),
    (CLUSTER, {"masterUsername": "ADMIN"}, "aurora-cluster-custom-admin-username", True),
    (INSTANCE, {"engineVersion": "5.7"}, "aurora-cluster-engine-version-minimum", True),
    (INSTANCE, {}, "aurora-cluster-engine-version-minimum", False),
    (INSTANCE, {"instanceClass": "db.r6g.large"}, "aurora-cluster-database-insights", True),
    (INSTANCE, {"instanceClass": "db.t3.medium"}, "aurora-cluster-database-insights", False),
    (INSTANCE, {"publiclyAccessible": "true"}, "aurora-instance-not-public", True),
    (INSTANCE, {"monitoringInterval": "15"}, "aurora-enhanced-monitoring", True),
    (KEY, {"rotationPeriodInDays": "730", "enableKeyRotation": True}, "kms-key-rotation", True),
    (KEY, {"policy": json.dumps({"Statement": []})}, "kms-key-policy-no-wildcard", False),
    (KEY, {"policy": '{"Statement": [],}'}, "kms-key-policy-no-wildcard", True),
    (TOPIC, {"policy": "everybody"}, "sns-topic-not-public", True),
    (CLUSTER_SNAPSHOT, {"storageEncrypted": False}, "cluster-snapshot-encrypted", True),
    (CLUSTER_SNAPSHOT, {"storageEncrypted": True}, "cluster-snapshot-encrypted", False),
    (METRIC_ALARM, {"alarmActions": [""]}, "alarm-actions-enabled", True),
    (LOG_GROUP, {"name": LOGS, "retentionInDays": 366}, "log-group-retention", True),
    (LOG_GROUP, {"name": LOGS, "retentionInDays": "400"}, "log-group-retention", False),
)


@pytest.mark.parametrize(("type_", "props", "rule", "wrong"), WIRE)
def test_values_as_the_wire_brings_them(
    type_: str, props: dict[str, Any], rule: str, wrong: bool
) -> None:
    given = Struct()
    given.update({"engine": "aurora-mysql", **props})
    urn = f"urn:pulumi:prod::theirs::{type_}::subject"
    subject = analyzer_pb2.AnalyzerResource(type=type_, name="subject", urn=urn, properties=given)
    with pack("prod") as stub:
        diagnostics = judged(stub, [subject])
    assert not any("the rule itself failed" in d.message for d in diagnostics)
    assert any(d.policyName == rule for d in diagnostics) is wrong
