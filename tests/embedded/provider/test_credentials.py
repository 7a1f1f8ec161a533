"""What the provider refuses in its own configuration."""

from __future__ import annotations

import pytest

from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.credentials import (
    account_refusal,
    credentials_refusal,
    key_refusals,
)
from aurora.values import UNKNOWN


@pytest.fixture
def site(endpoint: str) -> Configuration:
    return Configuration(endpoint=endpoint, access_key="test", secret_key="test")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def test_an_unknown_key_of_the_default_provider_names_the_nearest() -> None:
    assert list(key_refusals({"regoin": "x", "version": "7"}, "default_7_51_1")) == [
        "`aws:regoin` is not a valid configuration key for the aws provider. Did you mean "
        "`aws:region`? If the referenced key is not intended for the provider, please choose a "
        "different namespace from `aws:`."
    ]
    (words,) = key_refusals({"nothingLikeIt": "x"}, "default")
    assert "Did you mean" not in words


def test_an_unknown_key_of_an_own_provider() -> None:
    assert list(key_refusals({"foo": "x"}, "own")) == [
        "could not validate provider configuration: Invalid or unknown key. Examine values at "
        "'own.foo'."
    ]


def test_roles_are_a_list_under_the_new_name() -> None:
    assert list(key_refusals({"assumeRole": "{}", "assumeRoles": "{}"}, "own")) == [
        "invalid config key 'aws:assumeRole', should be 'aws:assumeRoles'",
        "expected aws:assumeRoles to be an array, got dict",
    ]
    assert list(key_refusals({"assumeRoles": "[]"}, "own")) == []


def test_account_lists_exclude_each_other() -> None:
    reasons = list(
        key_refusals({"allowedAccountIds": "[]", "forbiddenAccountIds": "[]"}, "default")
    )
    assert len(reasons) == 2
    assert "conflicts with forbidden_account_ids. Check `pulumi config get" in reasons[0]


def test_credentials_that_sts_takes(site: Configuration) -> None:
    assert credentials_refusal({"region": "us-east-1"}, site) is None


def test_a_missing_region_is_refused(site: Configuration) -> None:
    words = credentials_refusal({}, site)
    assert words is not None
    assert words.startswith("Missing region information\nMake sure you have set your AWS region")


def test_missing_credentials_are_refused(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    words = credentials_refusal({"region": "us-east-1"}, Configuration(endpoint=endpoint))
    assert words is not None
    assert words.startswith("No valid credential sources found.")


def test_a_missing_profile_is_refused() -> None:
    words = credentials_refusal({"region": "us-east-1"}, Configuration(profile="nobody"))
    assert words is not None
    assert words.startswith('The AWS profile "nobody" was not found.')


def test_an_aws_that_does_not_answer_is_refused() -> None:
    nowhere = Configuration(endpoint="http://127.0.0.1:9", access_key="a", secret_key="b")
    words = credentials_refusal({"region": "us-east-1"}, nowhere)
    assert words is not None
    assert words.startswith("unable to validate AWS credentials.\nDetails: ")


def test_credentials_are_not_looked_at_on_demand() -> None:
    nowhere = Configuration(profile="nobody")
    assert credentials_refusal({"skipCredentialsValidation": "true"}, nowhere) is None
    assert credentials_refusal({"region": UNKNOWN}, nowhere) is None


@pytest.mark.parametrize(
    ("allowed", "forbidden", "refused"),
    [
        ((), (), False),
        (("123456789012",), (), False),
        (("1",), (), True),
        ((), ("123456789012",), True),
    ],
)
def test_accounts(
    endpoint: str, allowed: tuple[str, ...], forbidden: tuple[str, ...], refused: bool
) -> None:
    site = Configuration(
        endpoint=endpoint,
        access_key="test",
        secret_key="test",
        allowed_accounts=allowed,
        forbidden_accounts=forbidden,
    )
    words = account_refusal(site, Clients(site))
    assert words == ("AWS account ID not allowed: 123456789012" if refused else None)


def test_roles_are_assumed_one_after_the_other(endpoint: str) -> None:
    site = Configuration(
        endpoint=endpoint,
        access_key="test",
        secret_key="test",
        roles=("arn:aws:iam::123456789012:role/one", "arn:aws:iam::123456789012:role/two"),
    )
    identity = Clients(site)("sts", "us-east-1").get_caller_identity()
    assert ":assumed-role/two/" in identity["Arn"]
