"""The recorder keeps what a program registered, options included, and nothing of the last run."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest

from aurora.planning.recorder import record
from aurora.values import UNKNOWN, Secret


class Pair(pulumi.ComponentResource):
    def __init__(self, name: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("test:index:Pair", name, None, opts)
        topic = aws.sns.Topic(
            f"{name}-topic",
            region="eu-west-1",
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["displayName"]),
        )
        self.subscription = aws.sns.TopicSubscription(
            f"{name}-subscription",
            topic=topic.arn,
            protocol="email",
            endpoint=pulumi.Output.secret("a@example.com"),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[topic], protect=True),
        )
        self.register_outputs({})


def program() -> None:
    pair = Pair("one", pulumi.ResourceOptions(protect=True))
    pulumi.export("arn", pair.subscription.arn)
    pulumi.export("size", pulumi.Config().require_object("sizes")["small"])


def test_it_keeps_options_and_dependencies() -> None:
    recording = record(program, stack="s", config={"aurora:sizes": {"small": 1}})
    assert [r.type for r in recording.resources] == [
        "test:index:Pair",
        "aws:sns/topic:Topic",
        "aws:sns/topicSubscription:TopicSubscription",
    ]
    pair, topic, subscription = recording.resources
    assert topic.urn == "urn:pulumi:s::aurora::test:index:Pair$aws:sns/topic:Topic::one-topic"
    assert topic.parent == pair.urn
    assert topic.protect, "protect flows from the component to its children"
    assert topic.ignore_changes == ("displayName",)
    assert topic.props == {"region": "eu-west-1"}
    assert subscription.props["topic"] is UNKNOWN
    assert subscription.props["endpoint"] == Secret("a@example.com")
    assert subscription.dependencies == (topic.urn,)
    assert subscription.property_dependencies["topic"] == (topic.urn,)
    assert recording.outputs["arn"] is UNKNOWN
    assert recording.outputs["size"] == 1
    assert recording.closed == {pair.urn: {}}


def test_two_runs_share_nothing() -> None:
    first = record(lambda: Pair("a") and None, stack="one")
    second = record(lambda: Pair("b") and None, stack="two")
    assert [r.name for r in first.resources] == ["a", "a-topic", "a-subscription"]
    assert [r.name for r in second.resources] == ["b", "b-topic", "b-subscription"]


def test_the_programs_own_error_comes_through() -> None:
    def broken() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        record(broken)


def test_a_provider_function_is_refused_by_name() -> None:
    def asks() -> None:
        pulumi.export("zones", aws.get_availability_zones_output(region="eu-west-1").names)

    with pytest.raises(Exception, match="getAvailabilityZones"):
        record(asks)


def test_a_secret_and_an_unknown_never_show_or_decide() -> None:
    assert "hunter2" not in f"{Secret('hunter2')} {Secret('hunter2')!r}"
    with pytest.raises(TypeError):
        bool(UNKNOWN)
