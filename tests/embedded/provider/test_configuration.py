"""The provider's configuration, from its inputs and the environment."""

from __future__ import annotations

import json
from typing import Any

from aurora.embedded.provider.configuration import Configuration, configure, partition
from aurora.values import UNKNOWN


def test_inputs_go_before_the_environment() -> None:
    env = {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}
    assert configure({"region": "us-east-2"}, env).region == "us-east-2"
    assert configure({}, env).region == "eu-west-1"
    assert configure({}, {"AWS_DEFAULT_REGION": "eu-west-2"}).region == "eu-west-2"


def test_values_that_are_no_texts_arrive_as_json() -> None:
    given: dict[str, Any] = {
        "defaultTags": json.dumps({"tags": {"a": "1"}}),
        "ignoreTags": json.dumps({"keys": ["k"], "keyPrefixes": ["p-"]}),
        "allowedAccountIds": json.dumps(["123456789012"]),
        "skipRequestingAccountId": "true",
        "assumeRoles": json.dumps([{"roleArn": "arn:aws:iam::1:role/a"}, {}]),
    }
    site = configure(given, {})
    assert site.default_tags == {"a": "1"}
    assert (site.ignore_keys, site.ignore_prefixes) == (frozenset({"k"}), ("p-",))
    assert site.allowed_accounts == ("123456789012",)
    assert site.roles == ("arn:aws:iam::1:role/a",)
    assert not site.account_asked


def test_tags_of_the_environment() -> None:
    env = {
        "TF_AWS_DEFAULT_TAGS_team": "a",
        "TF_AWS_DEFAULT_TAGS_site": "b",
        "TF_AWS_IGNORE_TAGS_KEYS": "x,y",
        "TF_AWS_IGNORE_TAGS_KEY_PREFIXES": "z-",
    }
    site = configure({"defaultTags": {"tags": {"team": "c"}}}, env)
    assert site.default_tags == {"team": "c", "site": "b"}
    assert all(map(site.ignored, ("x", "y", "z-1", "aws:made")))
    assert not site.ignored("w")


def test_endpoints_by_service_and_for_all() -> None:
    given = {"endpoints": [{"rds": "http://a", "cloudwatchlogs": "http://b", "sns": ""}]}
    site = configure(given, {"AWS_ENDPOINT_URL": "http://c"})
    assert [site.endpoint_of(name) for name in ("rds", "logs", "sns")] == [
        "http://a",
        "http://b",
        "http://c",
    ]
    assert configure({}, {}).endpoint_of("rds") is None


def test_odd_values_are_left_out() -> None:
    site = configure({"defaultTags": "[", "endpoints": "x", "assumeRoles": 1, "ignoreTags": []}, {})
    assert site == Configuration()


def test_all_tags_are_the_defaults_under_the_own_without_the_ignored() -> None:
    site = Configuration(default_tags={"a": "1", "b": "1"}, ignore_keys=frozenset({"c"}))
    assert site.all_tags({"b": "2", "c": "3"}) == {"a": "1", "b": "2"}
    assert site.all_tags(None) == {"a": "1", "b": "1"}
    assert site.all_tags(UNKNOWN) is UNKNOWN
    assert site.all_tags({"b": UNKNOWN}) is UNKNOWN


def test_own_tags_are_what_is_no_default_unless_given() -> None:
    site = Configuration(default_tags={"a": "1"})
    found = {"a": "1", "b": "2", "aws:x": "y"}
    assert site.own_tags(found, {}) == {"b": "2"}
    assert site.own_tags(found, {"a": "1"}) == {"a": "1", "b": "2"}


def test_secrets_are_not_shown() -> None:
    shown = repr(configure({"secretKey": "sekret", "token": "tokken"}, {}))
    assert "sekret" not in shown
    assert "tokken" not in shown


def test_partitions() -> None:
    regions = ("us-east-1", "us-moon-9", "cn-north-1", "us-gov-west-1", "nowhere", "")
    found = ["aws", "aws", "aws-cn", "aws-us-gov", "", ""]
    assert [partition(region) for region in regions] == found
