"""Inputs after a refresh and at an import."""

from __future__ import annotations

from typing import Any

from aurora.embedded.provider.plan.inputs import imported_inputs, refreshed_inputs
from aurora.embedded.provider.schema import ResourceType, resource_type


def known(token: str) -> ResourceType:
    type_ = resource_type(token)
    assert type_ is not None
    return type_


CLUSTER = known("aws:rds/cluster:Cluster")
GROUP = known("aws:ec2/securityGroup:SecurityGroup")
PLAN = known("aws:backup/plan:Plan")


def refreshed(type_: ResourceType, inputs: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    return refreshed_inputs(inputs, state, type_.properties)


def test_only_what_is_there_takes_the_states_value() -> None:
    inputs = {"engine": "aurora-mysql", "port": 3306}
    state = {"engine": "aurora-mysql", "port": 3307, "backupRetentionPeriod": 7}
    assert refreshed(CLUSTER, inputs, state) == {"engine": "aurora-mysql", "port": 3307}


def test_what_vanished_is_taken_away() -> None:
    inputs = {"engine": "e", "globalClusterIdentifier": "g"}
    assert refreshed(CLUSTER, inputs, {"engine": "e"}) == {"engine": "e"}


def test_another_spelling_stays() -> None:
    inputs = {"preferredMaintenanceWindow": "SUN:04:00-SUN:05:00", "copyTagsToSnapshot": False}
    state = {"preferredMaintenanceWindow": "sun:04:00-sun:05:00"}
    assert refreshed(CLUSTER, inputs, state) == inputs


def test_write_only_inputs_stay() -> None:
    inputs = {"engine": "e", "masterPasswordWo": "x", "masterPasswordWoVersion": 1}
    assert refreshed(CLUSTER, inputs, {"engine": "e", "masterPasswordWoVersion": 1}) == inputs


def test_a_moved_default_is_no_default_any_more() -> None:
    inputs = {"engineMode": "provisioned", "__defaults": ["deleteAutomatedBackups", "engineMode"]}
    state = {"engineMode": "serverless", "deleteAutomatedBackups": True}
    assert refreshed(CLUSTER, inputs, state) == {
        "engineMode": "serverless",
        "__defaults": ["deleteAutomatedBackups"],
    }


def test_items_of_a_set_are_found_by_what_they_say() -> None:
    def rule(port: int, **more: Any) -> dict[str, Any]:
        return {"protocol": "tcp", "fromPort": port, "toPort": port, **more}

    inputs = {"ingress": [rule(1, cidrBlocks=["10.0.0.0/8"]), rule(2), rule(3)]}
    state = {"ingress": [rule(9), rule(2, self=True), rule(1, cidrBlocks=["11.0.0.0/8"])]}
    assert refreshed(GROUP, inputs, state)["ingress"] == [
        rule(1, cidrBlocks=["11.0.0.0/8"]),
        rule(2),
        {"protocol": "tcp", "fromPort": 9, "toPort": 9},
    ]


def test_items_inside_keep_their_own_defaults() -> None:
    rule = {"ruleName": "r", "targetVaultName": "v", "startWindow": 60}
    inputs = {"rules": [{**rule, "__defaults": ["startWindow"]}]}
    moved = {"rules": [{**rule, "startWindow": 90, "completionWindow": 180}]}
    assert refreshed(PLAN, inputs, moved)["rules"] == [
        {**rule, "startWindow": 90, "__defaults": []}
    ]


def test_an_import_finds_what_is_neither_default_nor_zero() -> None:
    state = {
        "id": "c",
        "arn": "arn:x",
        "engine": "aurora-mysql",
        "engineMode": "provisioned",
        "copyTagsToSnapshot": False,
        "deletionProtection": True,
        "clusterIdentifier": "tf-1",
        "clusterIdentifierPrefix": "tf-",
        "tags": {"a": "b"},
        "tagsAll": {"a": "b"},
        "vpcSecurityGroupIds": [],
        "serverlessv2ScalingConfiguration": {"minCapacity": 0, "maxCapacity": 2},
    }
    assert imported_inputs(CLUSTER, state) == {
        "engine": "aurora-mysql",
        "deletionProtection": True,
        "clusterIdentifier": "tf-1",
        "tags": {"a": "b"},
        "serverlessv2ScalingConfiguration": {
            "minCapacity": 0,
            "maxCapacity": 2,
            "__defaults": [],
        },
        "__defaults": [],
    }


def test_an_import_leaves_out_what_the_provider_would_refuse() -> None:
    state = {"engine": "aurora-mysql", "networkType": "OTHER", "backtrackWindow": -1}
    assert imported_inputs(CLUSTER, state) == {
        "engine": "aurora-mysql",
        "backtrackWindow": -1,
        "__defaults": [],
    }


def test_the_newer_framework_marks_no_defaults() -> None:
    type_ = known("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    state = {"securityGroupId": "s", "ipProtocol": "tcp", "fromPort": 0, "cidrIpv4": "0.0.0.0/0"}
    assert imported_inputs(type_, state) == state
