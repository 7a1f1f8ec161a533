"""Check: what is filled in, and in which words inputs are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import Checked
from aurora.embedded.provider.plan.names import NoName
from aurora.values import UNKNOWN

Checking = Callable[..., Checked]
Reasons = Callable[..., list[str]]
CLUSTER = {"engine": "aurora-mysql", "masterUsername": "u", "skipFinalSnapshot": True}


def test_region_and_all_tags_stand_in_the_inputs_and_are_no_defaults(checking: Checking) -> None:
    inputs = checking("topic", name="a", tags={"x": "1"}).inputs
    assert inputs["region"] == "us-east-1"
    assert inputs["tagsAll"] == {"x": "1"}
    assert inputs["__defaults"] == []


def test_default_tags_come_under_the_resources_own(checking: Checking) -> None:
    site = Configuration(
        default_tags={"x": "0", "team": "a", "skip-me": "1"}, ignore_prefixes=("skip-",)
    )
    inputs = checking("topic", site=site, name="a", tags={"x": "1"}).inputs
    assert inputs["tagsAll"] == {"x": "1", "team": "a"}
    assert checking("topic", site=site, name="a", tags={"x": UNKNOWN}).inputs["tagsAll"] is UNKNOWN
    assert checking("topic", name="a").inputs["tagsAll"] == {}


def test_global_services_have_no_region(checking: Checking) -> None:
    assert "region" not in checking("policy", policy="{}").inputs


def test_the_newer_framework_keeps_no_list_of_defaults(checking: Checking) -> None:
    inputs = checking("security-rule", securityGroupId="sg", ipProtocol="-1", cidrIpv4="0.0.0.0/0")
    assert inputs.inputs.keys() == {"securityGroupId", "ipProtocol", "cidrIpv4", "region"}


def test_true_defaults_are_filled_in_and_false_ones_left_to_the_provider(
    checking: Checking,
) -> None:
    inputs = checking("cluster", **CLUSTER).inputs
    assert inputs["engineMode"] == "provisioned"
    assert inputs["deleteAutomatedBackups"] is True
    assert "copyTagsToSnapshot" not in inputs
    assert inputs["__defaults"] == ["deleteAutomatedBackups", "engineMode"]


def test_defaults_of_nested_objects_are_listed_there(checking: Checking) -> None:
    rule = {"ruleName": "r", "targetVaultName": "vault", "startWindow": 30}
    (inside,) = checking("plan", rules=[rule]).inputs["rules"]
    assert inside == {
        **rule,
        "completionWindow": 180,
        "scheduleExpressionTimezone": "Etc/UTC",
        "__defaults": ["completionWindow", "scheduleExpressionTimezone"],
    }


def test_no_default_beside_what_excludes_it(checking: Checking) -> None:
    inputs = checking("group", namePrefix="a-").inputs
    assert "name" not in inputs
    assert inputs["__defaults"] == ["description"]


def test_an_old_default_stays_until_it_is_given(checking: Checking) -> None:
    old = checking("topic").inputs
    again = checking("topic", old=old, seed=b"other").inputs
    assert again == old
    given = checking("topic", old=old, name="own").inputs
    assert (given["name"], given["__defaults"]) == ("own", [])


@pytest.mark.parametrize(
    ("kind", "given", "name"),
    [
        ("topic", {}, r"res-[0-9a-f]{7}"),
        ("topic", {"fifoTopic": True}, r"res-[0-9a-f]{7}\.fifo"),
        ("alias", {"targetKeyId": "k"}, r"alias/res-[0-9a-f]{7}"),
    ],
)
def test_automatic_names(checking: Checking, kind: str, given: dict[str, Any], name: str) -> None:
    first = checking(kind, **given)
    assert not first.failures
    assert re.fullmatch(name, first.inputs["name"])
    assert first.inputs["__defaults"].count("name") == 1
    assert checking(kind, seed=b"other", **given).inputs["name"] != first.inputs["name"]


def test_clusters_get_no_name_before_they_exist(checking: Checking) -> None:
    assert "clusterIdentifier" not in checking("cluster", **CLUSTER).inputs


def test_a_name_that_grows_too_long_fails_the_check_itself(checking: Checking) -> None:
    words = (
        "could not make instance of 'aws:iam/role:Role': name '" + "n" * 60 + "-' plus 7 random "
        "chars is longer than maximum length 64"
    )
    with pytest.raises(NoName) as error:
        checking("role", urn_name="n" * 60, assumeRolePolicy="{}")
    assert str(error.value) == words


def test_naming_as_the_stack_configures_it(checking: Checking) -> None:
    assert (
        checking("topic", proposal=("propose", "a-b"), fifoTopic=True).inputs["name"] == "a-b.fifo"
    )
    assert checking("alias", proposal=("propose", "k"), targetKeyId="k").inputs["name"] == "alias/k"
    enforced = checking("alias", proposal=("enforce", "k"), targetKeyId="k")
    assert enforced.inputs["name"] == "k"
    with pytest.raises(
        NoName, match="automatic naming is disabled but no explicit name was provided"
    ):
        checking("topic", proposal=("disable", ""))
    assert checking("topic", proposal=("disable", ""), name="own").inputs["name"] == "own"
    with pytest.raises(NoName, match=r"calculated name 'x+' exceeds maximum length of 64"):
        checking("role", proposal=("propose", "x" * 65), assumeRolePolicy="{}")


def test_policy_objects_become_json_where_the_layer_takes_them(checking: Checking) -> None:
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*"}]}
    text = '{"Statement":[{"Action":"*","Effect":"Allow"}],"Version":"2012-10-17"}'
    assert checking("policy", policy=policy).inputs["policy"] == text
    assert checking("policy", policy={"Version": UNKNOWN}).inputs["policy"] is UNKNOWN
    assert checking("policy", policy=" as it is").inputs["policy"] == " as it is"


def test_a_policy_object_is_refused_where_texts_are_wanted(reasons: Reasons) -> None:
    assert reasons("key", policy={"a": "b"}) == [
        "Attribute must be a single value, not a map. Examine values at 'res.policy'."
    ]


def test_values_are_converted(checking: Checking) -> None:
    inputs = checking(
        "cluster", **{**CLUSTER, "port": "3307", "copyTagsToSnapshot": "true", "engineVersion": 17}
    ).inputs
    assert (inputs["port"], inputs["copyTagsToSnapshot"], inputs["engineVersion"]) == (
        3307,
        True,
        "17",
    )
    assert checking("topic", name="a", tags={"n": 1, "b": False}).inputs["tags"] == {
        "n": "1",
        "b": "false",
    }


def test_null_counts_as_absent(checking: Checking) -> None:
    assert "port" not in checking("cluster", **{**CLUSTER, "port": None}).inputs


def test_empty_inline_policies_are_left_out(checking: Checking) -> None:
    given = [{"name": "a", "policy": ""}, {"name": "b", "policy": "{}"}]
    inputs = checking("role", assumeRolePolicy="{}", inlinePolicies=given).inputs
    assert [entry["name"] for entry in inputs["inlinePolicies"]] == ["b"]
