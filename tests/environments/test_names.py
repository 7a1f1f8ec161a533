"""Names in AWS: whatever a stack is called, none is longer than AWS takes."""

from __future__ import annotations

import pytest

from tests.environments.plans import planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

LONGEST = {
    "aws:iam/role:Role": 64,
    "aws:iam/rolePolicy:RolePolicy": 128,
    "aws:backup/vault:Vault": 50,
    "aws:backup/plan:Plan": 50,
    "aws:backup/selection:Selection": 50,
    "aws:sns/topic:Topic": 256,
    "aws:rds/proxy:Proxy": 63,
}
"""Limits of AWS that are shorter than the 255 of most types."""

SUFFIX = len("-0123456")


@pytest.mark.parametrize("stack", ["p", "prod", "production-with-a-name", "x" * 32])
def test_no_name_is_too_long(stack: str) -> None:
    for resource in planned(settings("prod"), stack).resources:
        longest = LONGEST.get(resource.type, 255)
        given = resource.props.get("name")
        length = len(given) if given else len(resource.name) + SUFFIX
        assert length <= longest, resource.name


def test_short_names_stay_automatic_and_long_ones_differ() -> None:
    vault = "aws:backup/vault:Vault"
    (short,) = planned(settings("prod"), "prod").of_type(vault)
    assert "name" not in short.props
    (one,) = planned(settings("prod"), "x" * 40 + "a").of_type(vault)
    (other,) = planned(settings("prod"), "x" * 40 + "b").of_type(vault)
    assert one.props["name"] != other.props["name"]
