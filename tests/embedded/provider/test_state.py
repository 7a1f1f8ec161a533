"""What a state holds after an operation."""

from __future__ import annotations

from typing import Any

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.schema import ResourceType, resource_type
from aurora.embedded.provider.state import (
    after_change,
    after_failed_create,
    after_failed_update,
    after_read,
)
from aurora.values import UNKNOWN

SITE = Configuration(default_tags={"team": "a"}, ignore_keys=frozenset({"skip"}))


def known(token: str) -> ResourceType:
    type_ = resource_type(token)
    assert type_ is not None
    return type_


CLUSTER = known("aws:rds/cluster:Cluster")
SECRET = known("aws:secretsmanager/secret:Secret")


def call_of(type_: ResourceType, **given: Any) -> Call:
    return Call(
        type=type_.token,
        name="res",
        region="us-east-1",
        account="123456789012",
        partition="aws",
        clients=Clients(SITE),
        inputs=given.pop("inputs", {}),
        id="the-id",
        **given,
    )


def test_planned_then_learnt_then_read() -> None:
    planned = {"engine": "e", "port": 1, "arn": UNKNOWN, "masterPasswordWo": "x", "domain": None}
    call = call_of(CLUSTER, state={"port": 2, "endpoint": "a"})
    state = after_change(CLUSTER, call, planned, {"endpoint": "b", "engine": None}, SITE)
    assert state == {
        "port": 2,
        "endpoint": "b",
        "region": "us-east-1",
        "tagsAll": {},
        "id": "the-id",
    }


def test_the_programs_spelling_stays_and_is_completed() -> None:
    planned = {"replicas": [{"region": "eu-west-1", "kmsKeyId": "k"}], "policy": '{"b":1,"a":[2]}'}
    found = {
        "replicas": [{"region": "eu-west-1", "kmsKeyId": "k", "status": "InSync"}],
        "policy": '{"a": [2], "b": 1}',
    }
    state = after_change(SECRET, call_of(SECRET), planned, found, SITE)
    assert state["policy"] == planned["policy"]
    assert state["replicas"] == found["replicas"]


def test_sets_keep_the_programs_order_and_show_what_came() -> None:
    known_ = {"vpcSecurityGroupIds": ["b", "a"]}
    call = call_of(CLUSTER, prior=known_)
    same = after_read(CLUSTER, call, {"vpcSecurityGroupIds": ["a", "b"]}, SITE)
    assert same["vpcSecurityGroupIds"] == ["b", "a"]
    more = after_read(CLUSTER, call, {"vpcSecurityGroupIds": ["a", "b", "c"]}, SITE)
    assert more["vpcSecurityGroupIds"] == ["a", "b", "c"]


def test_a_refresh_takes_defaults_and_ignored_tags_off() -> None:
    found = {"tagsAll": {"team": "a", "own": "1", "skip": "x", "aws:y": "z"}}
    call = call_of(CLUSTER, prior={"tags": {"own": "0"}})
    state = after_read(CLUSTER, call, found, SITE)
    assert state["tags"] == {"own": "1"}
    assert state["tagsAll"] == {"team": "a", "own": "1"}


def test_a_default_that_the_program_gives_stays() -> None:
    call = call_of(CLUSTER, prior={"tags": {"team": "a"}})
    assert after_read(CLUSTER, call, {"tagsAll": {"team": "a"}}, SITE)["tags"] == {"team": "a"}


def test_no_tags_appear_where_there_are_none() -> None:
    call = call_of(CLUSTER, prior={"engine": "e"})
    assert "tags" not in after_read(CLUSTER, call, {"tagsAll": {"team": "a"}}, SITE)


def test_a_failed_create_keeps_what_aws_says_and_forgets_the_secret() -> None:
    planned = {"engine": "e", "iamRoles": ["r"], "masterPassword": "p", "skipFinalSnapshot": True}
    state = after_failed_create(CLUSTER, call_of(CLUSTER), planned, {"iamRoles": []}, SITE)
    assert state["iamRoles"] == []
    assert state["skipFinalSnapshot"] is True
    assert "masterPassword" not in state


def test_a_secret_whose_change_replaces_is_not_forgotten() -> None:
    type_ = known("aws:secretsmanager/secretVersion:SecretVersion")
    planned = {"secretId": "s", "secretString": "x"}
    assert after_failed_create(type_, call_of(type_), planned, {}, SITE)["secretString"] == "x"


def test_a_failed_update_keeps_the_prior_state_and_what_aws_says() -> None:
    call = call_of(CLUSTER, prior={"port": 1, "skipFinalSnapshot": True})
    state = after_failed_update(CLUSTER, call, {"port": 2}, SITE)
    assert (state["port"], state["skipFinalSnapshot"]) == (2, True)
