"""The flow log of a VPC."""

from __future__ import annotations

import pytest

from aurora.planning.recorder import record
from tests.components.samples import flow_log


@pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")
def test_a_flow_log_is_encrypted_and_ends() -> None:
    recording = record(flow_log)
    group = recording.named("it-flow-log-group").props
    assert group["kmsKeyId"]
    assert group["retentionInDays"] == 365
    assert recording.named("it-flow-log").props["trafficType"] == "ALL"
