"""The topic: encrypted, and ready before anybody uses it."""

from __future__ import annotations

from aurora.planning.recorder import record
from tests.components.samples import topic


def test_the_topic_is_encrypted_and_its_policy_comes_before_its_users() -> None:
    recording = record(topic)
    assert recording.named("it-topic").props["kmsMasterKeyId"]
    policy = recording.named("it-topic-policy")
    assert recording.named("it-topic").urn in policy.dependencies
    subscription = recording.named("it-subscription-dba@example.com").props
    assert (subscription["protocol"], subscription["endpoint"]) == ("email", "dba@example.com")
