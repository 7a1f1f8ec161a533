"""A security group whose members reach another one."""

from __future__ import annotations

import pytest

from aurora.planning.recorder import record
from tests.components.samples import security_group

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")


def test_a_target_has_a_rule_on_both_sides() -> None:
    recording = record(security_group)
    out = recording.named("it-egress-database")
    into = recording.named("it-target-ingress-database")
    group = recording.named("it-security-group")
    assert out.props["referencedSecurityGroupId"] == "sg-database"
    assert into.props["securityGroupId"] == "sg-database"
    assert into.property_dependencies["referencedSecurityGroupId"] == (group.urn,)
