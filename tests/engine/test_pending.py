from __future__ import annotations

from typing import Any

from aurora.engine.pending import settle

PREFIX = "urn:pulumi:dev::aurora::"


def resource(type_: str, name: str, **inputs: Any) -> dict[str, Any]:
    return {"urn": f"{PREFIX}{type_}::{name}", "type": type_, "custom": True, "inputs": inputs}


def pending(kind: str, made: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "resource": made}


CLUSTER = resource("aws:rds/cluster:Cluster", "cluster", clusterIdentifier="shop", port=3307)
VPC = resource("aws:ec2/vpc:Vpc", "vpc", cidrBlock="10.0.0.0/16")


def test_what_can_be_looked_up_is_taken_in_with_its_id() -> None:
    found = settle({"resources": [], "pending_operations": [pending("creating", CLUSTER)]})
    assert found.deployment["resources"] == [{**CLUSTER, "id": "shop"}]
    assert found.deployment["pending_operations"] == []
    assert found.adopted == (CLUSTER["urn"],)
    assert found.unknown == ()


def test_what_cannot_be_looked_up_is_named() -> None:
    unnamed = resource("aws:rds/cluster:Cluster", "unnamed")
    operations = [pending("creating", VPC), pending("creating", unnamed)]
    found = settle({"resources": [], "pending_operations": operations})
    assert found.deployment["resources"] == []
    assert found.unknown == (VPC["urn"], unnamed["urn"])


def test_a_replacement_does_not_stand_twice_in_the_state() -> None:
    old = {**CLUSTER, "id": "shop-before"}
    found = settle({"resources": [old], "pending_operations": [pending("creating", CLUSTER)]})
    assert found.deployment["resources"] == [old]
    assert found.unknown == (CLUSTER["urn"],)


def test_updates_and_deletes_stay_as_they_are_and_are_no_longer_pending() -> None:
    there = {**CLUSTER, "id": "shop"}
    operations = [pending("updating", there), pending("deleting", there)]
    found = settle({"version": 1, "resources": [there], "pending_operations": operations})
    assert found.deployment == {"version": 1, "resources": [there], "pending_operations": []}
    assert found.adopted == found.unknown == ()


def test_a_component_is_nothing_in_aws() -> None:
    component = {"urn": f"{PREFIX}aurora:index:Cluster::dev", "type": "aurora:index:Cluster"}
    found = settle({"resources": [], "pending_operations": [pending("creating", component)]})
    assert found.unknown == ()
