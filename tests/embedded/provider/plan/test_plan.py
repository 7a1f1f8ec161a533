"""Plans: what is no change, what changes in place, what replaces, and in which order."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.plan import Plan, plan
from aurora.embedded.provider.schema import resource_type
from aurora.values import UNKNOWN

Planning = Callable[..., Plan]
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["a:B", "a:C"], "Resource": "*"},
        {"Effect": "Allow", "Action": "d:E", "Resource": ["x"]},
    ],
}
TURNED = {
    "Statement": [
        {"Resource": "x", "Action": ["d:E"], "Effect": "Allow"},
        {"Effect": "Allow", "Action": ["a:C", "a:B"], "Resource": ["*"]},
    ],
    "Version": "2012-10-17",
}
CLUSTER = {"engine": "aurora-mysql", "masterUsername": "u", "skipFinalSnapshot": True}
STATE = {
    **CLUSTER,
    "region": "us-east-1",
    "engineMode": "provisioned",
    "deleteAutomatedBackups": True,
    "tagsAll": {},
    "engineVersion": "8.0.mysql_aurora.3.08.0",
    "engineVersionActual": "8.0.mysql_aurora.3.08.0",
    "availabilityZones": ["us-east-1a", "us-east-1b"],
    "preferredMaintenanceWindow": "sun:04:00-sun:05:00",
    "port": 3306,
    "backupRetentionPeriod": 1,
    "vpcSecurityGroupIds": ["sg-1", "sg-2"],
}
SAME: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("cluster", STATE, CLUSTER),
    ("cluster", STATE, {**CLUSTER, "preferredMaintenanceWindow": "SUN:04:00-Sun:05:00"}),
    ("cluster", STATE, {**CLUSTER, "vpcSecurityGroupIds": ["sg-2", "sg-1"]}),
    ("cluster", STATE, {**CLUSTER, "engineVersion": ""}),
    ("cluster", STATE, {**CLUSTER, "engineVersion": "8.0.mysql_aurora.3.07.1"}),
    ("cluster", STATE, {**CLUSTER, "port": "3306", "copyTagsToSnapshot": False}),
    ("cluster", {**STATE, "storageType": ""}, {**CLUSTER, "storageType": "aurora"}),
    ("cluster", {**STATE, "snapshotIdentifier": "s"}, CLUSTER),
    (
        "cluster",
        {**STATE, "serverlessv2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 4}},
        CLUSTER,
    ),
    ("key", {"policy": json.dumps(POLICY), "region": "us-east-1", "isEnabled": True,
             "customerMasterKeySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT"},
     {"policy": json.dumps(TURNED)}),
    ("alias", {"name": "alias/a", "targetKeyId": "1-2", "region": "us-east-1"},
     {"name": "alias/a", "targetKeyId": "arn:aws:kms:us-east-1:123456789012:key/1-2"}),
    ("rule", {"name": "r", "region": "us-east-1", "eventBusName": "default", "state": "ENABLED",
              "isEnabled": True, "eventPattern": '{ "source": ["aws.rds"] }'},
     {"name": "r", "eventPattern": '{"source":["aws.rds"]}'}),
    ("parameters", {"name": "p", "family": "f", "description": "Managed by Pulumi",
                    "region": "us-east-1",
                    "parameters": [{"name": "b", "value": "2", "applyMethod": "pending-reboot"},
                                   {"name": "a", "value": "1", "applyMethod": "immediate"}]},
     {"name": "p", "family": "f",
      "parameters": [{"name": "A", "value": "1", "applyMethod": "pending-reboot"},
                     {"name": "b", "value": "2"}]}),
    ("group", {"name": "g", "description": "Managed by Pulumi", "region": "us-east-1",
               "ingress": [{"protocol": "tcp", "fromPort": 1, "toPort": 2, "self": False,
                            "cidrBlocks": ["10.1.0.0/16", "10.0.0.0/16"]}]},
     {"name": "g", "ingress": [{"protocol": "6", "fromPort": 1, "toPort": 2,
                                "cidrBlocks": ["10.0.0.0/16", "10.1.0.0/16"]}]}),
    ("group", {"name": "g", "description": "Managed by Pulumi", "region": "us-east-1",
               "ingress": [{"protocol": "tcp", "fromPort": 1, "toPort": 2}]}, {"name": "g"}),
    ("record", {"zoneId": "z", "name": "a.b", "type": "A",
                "aliases": [{"name": "x.y", "zoneId": "q", "evaluateTargetHealth": False}]},
     {"zoneId": "z", "name": "A.b.", "type": "A",
      "aliases": [{"name": "X.y.", "zoneId": "q", "evaluateTargetHealth": False}]}),
    ("role", {"name": "r", "path": "/", "maxSessionDuration": 3600,
              "assumeRolePolicy": json.dumps(POLICY),
              "inlinePolicies": [{"name": "i", "policy": json.dumps(TURNED)}]},
     {"name": "r", "assumeRolePolicy": TURNED,
      "inlinePolicies": [{"name": "i", "policy": json.dumps(POLICY)}]}),
    ("endpoint", {"vpcId": "v", "region": "us-east-1", "vpcEndpointType": "Gateway",
                  "ipAddressType": "ipv4", "dnsOptions": {"dnsRecordIpType": "ipv4"}},
     {"vpcId": "v", "ipAddressType": "ipv4"}),
    ("scheduled", {"name": "s", "region": "us-east-1", "resourceId": "r", "scalableDimension": "d",
                   "serviceNamespace": "n", "schedule": "x", "timezone": "UTC",
                   "startTime": "2026-01-01T00:00:00Z", "scalableTargetAction": {"minCapacity": 0}},
     {"name": "s", "resourceId": "r", "scalableDimension": "d", "serviceNamespace": "n",
      "schedule": "x", "startTime": "2026-01-01T01:00:00+01:00",
      "scalableTargetAction": {"minCapacity": 0}}),
    ("security-rule", {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0",
                       "region": "us-east-1", "tagsAll": {}},
     {"securityGroupId": "s", "ipProtocol": "ALL", "cidrIpv4": "0.0.0.0/0"}),
    ("secret", {"name": "s", "region": "us-east-1", "recoveryWindowInDays": 30,
                "replicas": [{"region": "eu-west-1", "kmsKeyId": "k", "status": "InSync"}]},
     {"name": "s", "replicas": [{"region": "eu-west-1"}]}),
    ("topic", {"name": "t"}, {"name": "t"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "prior", "given"), SAME)
def test_what_is_no_change(
    planning: Planning, kind: str, prior: dict[str, Any], given: dict[str, Any]
) -> None:
    planned = planning(kind, prior, **given)
    assert planned.changed == frozenset()
    assert planned.differences == ()


CHANGES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, str]]] = [
    ("cluster", STATE, {**CLUSTER, "backupRetentionPeriod": 7},
     {"backupRetentionPeriod": "UPDATE"}),
    ("cluster", STATE, {**CLUSTER, "backupRetentionPeriod": 0},
     {"backupRetentionPeriod": "UPDATE"}),
    ("cluster", {**STATE, "backtrackWindow": 10}, CLUSTER, {"backtrackWindow": "DELETE"}),
    ("cluster", STATE, {**CLUSTER, "skipFinalSnapshot": False}, {"skipFinalSnapshot": "UPDATE"}),
    ("cluster", STATE, {**CLUSTER, "deletionProtection": True}, {"deletionProtection": "ADD"}),
    ("cluster", STATE, {**CLUSTER, "engineVersion": "8.0.mysql_aurora.3.09.0"},
     {"engineVersion": "UPDATE"}),
    ("cluster", STATE, {**CLUSTER, "engine": "aurora-postgresql"}, {"engine": "UPDATE_REPLACE"}),
    ("cluster", STATE, {**CLUSTER, "region": "eu-west-1"}, {"region": "UPDATE_REPLACE"}),
    ("cluster", STATE, {**CLUSTER, "availabilityZones": ["us-east-1a"]},
     {"availabilityZones[1]": "DELETE_REPLACE"}),
    ("cluster", STATE, {**CLUSTER, "vpcSecurityGroupIds": ["sg-2", "sg-3"]},
     {"vpcSecurityGroupIds[0]": "DELETE", "vpcSecurityGroupIds[1]": "ADD"}),
    ("cluster", STATE, {**CLUSTER, "tags": {"a": "1", "b.c": "2"}},
     {"tags": "ADD", "tagsAll.a": "ADD", 'tagsAll["b.c"]': "ADD"}),
    ("cluster", {**STATE, "tags": {"a": "1"}, "tagsAll": {"a": "1"}},
     {**CLUSTER, "tags": {"a": "2", "b.c": "2"}},
     {"tags.a": "UPDATE", 'tags["b.c"]': "ADD", "tagsAll.a": "UPDATE", 'tagsAll["b.c"]': "ADD"}),
    ("cluster", {**STATE, "engine": "mysql", "storageType": "io1"},
     {**CLUSTER, "engine": "mysql", "storageType": "gp3"}, {"storageType": "UPDATE_REPLACE"}),
    ("cluster", {**STATE, "storageType": "aurora-iopt1"}, {**CLUSTER, "storageType": "aurora"},
     {"storageType": "UPDATE"}),
    ("cluster", STATE,
     {**CLUSTER, "restoreToPointInTime": {"useLatestRestorableTime": True,
                                          "sourceClusterIdentifier": "c"}},
     {"restoreToPointInTime": "ADD_REPLACE"}),
    ("cluster", {**STATE, "serverlessv2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 4}},
     {**CLUSTER, "serverlessv2ScalingConfiguration": {"minCapacity": 0, "maxCapacity": 4}},
     {"serverlessv2ScalingConfiguration.minCapacity": "UPDATE"}),
    ("parameters", {"name": "p", "family": "f", "description": "Managed by Pulumi",
                    "region": "us-east-1",
                    "parameters": [{"name": "a", "value": "1", "applyMethod": "immediate"}]},
     {"name": "p", "family": "f", "parameters": [{"name": "a", "value": "2"}]},
     {"parameters[0].value": "UPDATE"}),
    ("cluster-parameters", {"name": "p", "family": "f", "description": "Managed by Pulumi",
                            "region": "us-east-1",
                            "parameters": [{"name": "a", "value": "1",
                                            "applyMethod": "immediate"}]},
     {"name": "p", "family": "f",
      "parameters": [{"name": "a", "value": "1", "applyMethod": "pending-reboot"}]},
     {"parameters[0].applyMethod": "UPDATE"}),
    ("vpc", {"cidrBlock": "10.0.0.0/16", "region": "us-east-1", "instanceTenancy": "dedicated",
             "enableDnsSupport": True},
     {"cidrBlock": "10.0.0.0/16"}, {"instanceTenancy": "UPDATE"}),
    ("vpc", {"cidrBlock": "10.0.0.0/16", "region": "us-east-1", "instanceTenancy": "default",
             "enableDnsSupport": True},
     {"cidrBlock": "10.1.0.0/16", "instanceTenancy": "dedicated"},
     {"cidrBlock": "UPDATE_REPLACE", "instanceTenancy": "UPDATE_REPLACE"}),
    ("subnet", {"vpcId": "v", "region": "us-east-1", "ipv6CidrBlock": "2001:db8::/64",
                "assignIpv6AddressOnCreation": True},
     {"vpcId": "v", "ipv6CidrBlock": "2001:db8:0:1::/64", "assignIpv6AddressOnCreation": True},
     {"ipv6CidrBlock": "UPDATE_REPLACE"}),
    ("endpoint", {"vpcId": "v", "region": "us-east-1", "vpcEndpointType": "Gateway"},
     {"vpcId": "v", "privateDnsEnabled": True}, {"privateDnsEnabled": "ADD_REPLACE"}),
    ("security-rule", {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0",
                       "region": "us-east-1", "tagsAll": {}},
     {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": "10.0.0.0/8"},
     {"cidrIpv4": "UPDATE"}),
    ("security-rule", {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0",
                       "region": "us-east-1", "tagsAll": {}},
     {"securityGroupId": "s", "ipProtocol": "-1", "prefixListId": "pl-1"},
     {"cidrIpv4": "DELETE_REPLACE", "prefixListId": "ADD_REPLACE"}),
    ("security-rule", {"securityGroupId": "s", "ipProtocol": "tcp", "cidrIpv4": "0.0.0.0/0",
                       "region": "us-east-1", "tagsAll": {}},
     {"securityGroupId": "s", "ipProtocol": "tcp", "cidrIpv4": "0.0.0.0/0", "fromPort": 0},
     {"fromPort": "ADD"}),
    ("parameter", {"name": "p", "type": "String", "value": "v", "tier": "Advanced",
                   "region": "us-east-1"},
     {"name": "p", "type": "String", "value": "v", "tier": "Standard"}, {"tier": "UPDATE_REPLACE"}),
    ("rule", {"name": "r", "region": "us-east-1", "eventBusName": "default", "isEnabled": True,
              "scheduleExpression": "rate(1 day)"},
     {"name": "r", "isEnabled": False, "scheduleExpression": "rate(1 day)"},
     {"isEnabled": "UPDATE"}),
    ("scheduled", {"name": "s", "region": "us-east-1", "resourceId": "r", "scalableDimension": "d",
                   "serviceNamespace": "n", "schedule": "x", "timezone": "UTC",
                   "scalableTargetAction": {"minCapacity": 0, "maxCapacity": 1}},
     {"name": "s", "resourceId": "r", "scalableDimension": "d", "serviceNamespace": "n",
      "schedule": "x", "scalableTargetAction": {"maxCapacity": 1}},
     {"scalableTargetAction.minCapacity": "DELETE"}),
    ("subscription", {"topic": "arn:aws:sns:us-east-1:123456789012:t", "protocol": "sqs",
                      "endpoint": "e", "region": "us-east-1", "confirmationTimeoutInMinutes": 1,
                      "filterPolicy": "{}", "filterPolicyScope": "MessageBody"},
     {"topic": "arn:aws:sns:us-east-1:123456789012:t", "protocol": "sqs", "endpoint": "e",
      "filterPolicy": "{}"}, {"filterPolicyScope": "UPDATE"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "prior", "given", "wanted"), CHANGES)
def test_what_changes_and_where(
    planning: Planning,
    kind: str,
    prior: dict[str, Any],
    given: dict[str, Any],
    wanted: dict[str, str],
) -> None:
    planned = planning(kind, prior, **given)
    found = {
        item.path: f"{item.kind}_REPLACE" if item.force_new else item.kind
        for item in planned.differences
    }
    assert found == wanted
    top = {path.split(".")[0].split("[")[0] for path in wanted}
    assert planned.changed == top
    replaced = {path for path, kind_ in wanted.items() if kind_.endswith("_REPLACE")}
    assert planned.replaces == {path.split(".")[0].split("[")[0] for path in replaced}


def test_a_new_resource_shows_what_only_aws_knows_as_unknown(planning: Planning) -> None:
    planned = planning("cluster", {}, **CLUSTER, preferredMaintenanceWindow="SUN:04:00-SUN:05:00")
    assert planned.values["arn"] is UNKNOWN
    assert planned.values["clusterIdentifier"] is UNKNOWN
    assert planned.values["port"] is UNKNOWN
    assert planned.values["copyTagsToSnapshot"] is False
    assert planned.values["preferredMaintenanceWindow"] == "sun:04:00-sun:05:00"
    assert not planned.replaces


def test_an_update_keeps_what_aws_decided(planning: Planning) -> None:
    planned = planning("cluster", {**STATE, "arn": "arn:x"}, **CLUSTER, port=3307)
    assert (planned.values["arn"], planned.values["backupRetentionPeriod"]) == ("arn:x", 1)


def test_a_new_value_of_a_parameter_makes_its_version_unknown(planning: Planning) -> None:
    state = {"name": "p", "type": "String", "value": "v", "version": 3, "region": "us-east-1"}
    planned = planning("parameter", state, name="p", type="String", value="w")
    assert planned.values["version"] is UNKNOWN
    planned = planning("parameter", state, name="p", type="SecureString", value="v")
    assert planned.values["version"] == 3


def test_an_unknown_value_is_a_change_which_may_replace(planning: Planning) -> None:
    planned = planning("cluster", STATE, **{**CLUSTER, "kmsKeyId": UNKNOWN, "port": UNKNOWN})
    assert planned.changed == {"kmsKeyId", "port"}
    assert planned.replaces == {"kmsKeyId"}


def test_ignored_properties_keep_the_prior_value(planning: Planning) -> None:
    planned = planning(
        "cluster", STATE, ignored=frozenset({"engine"}), **{**CLUSTER, "engine": "mysql", "port": 1}
    )
    assert planned.changed == {"port"}
    assert planned.values["engine"] == "aurora-mysql"


def test_a_given_name_goes_before_its_replacement_an_automatic_one_does_not(
    planning: Planning, checking: Callable[..., Any]
) -> None:
    automatic = checking("topic")
    state = {**automatic.inputs, "fifoTopic": False}
    assert planning("topic", state, fifoTopic=True, old=automatic.inputs).replaces
    named = {"name": "a.fifo", "region": "us-east-1", "fifoTopic": False}
    type_ = resource_type("aws:sns/topic:Topic")
    assert type_ is not None
    site = Configuration()
    given = {"name": "a.fifo", "region": "us-east-1", "fifoTopic": True, "__defaults": []}
    assert plan(type_, given, named, site).delete_before_replace
    filled = {**given, "__defaults": ["name"]}
    assert not plan(type_, filled, named, site).delete_before_replace
    unmarked = {key: value for key, value in given.items() if key != "__defaults"}
    assert not plan(type_, unmarked, named, site).delete_before_replace
    same = {**given, "fifoTopic": False}
    assert not plan(type_, same, named, site).delete_before_replace


def test_types_whose_old_one_must_always_go_first(planning: Planning) -> None:
    state = {"role": "r", "policyArn": "arn:aws:iam::aws:policy/A"}
    planned = planning("attachment", state, role="r", policyArn="arn:aws:iam::aws:policy/B")
    assert planned.delete_before_replace
