from __future__ import annotations

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def sns(clients):
    return clients("sns")


def test_attributes_of_a_create_are_kept(sns):
    topic = sns.create_topic(
        Name="made-with.fifo", Attributes={"FifoTopic": "true", "FifoThroughputScope": "Topic"}
    )["TopicArn"]
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert attributes["FifoThroughputScope"] == "Topic"
    assert attributes["ContentBasedDeduplication"] == "false"


def test_an_unknown_attribute_is_refused(sns):
    topic = sns.create_topic(Name="unknown")["TopicArn"]
    with pytest.raises(ClientError, match="InvalidParameter"):
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Nonsense", AttributeValue="x")
    with pytest.raises(ClientError, match="InvalidParameter"):
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue="[")


def test_pending_subscriptions_are_counted_and_stay(sns):
    topic = sns.create_topic(Name="counted")["TopicArn"]
    answer = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="a@example.com")
    assert answer["SubscriptionArn"] == "pending confirmation"
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert attributes["SubscriptionsPending"] == "1"
    assert attributes["SubscriptionsConfirmed"] == "0"
    arn = sns.subscribe(
        TopicArn=topic, Protocol="email", Endpoint="a@example.com", ReturnSubscriptionArn=True
    )["SubscriptionArn"]
    with pytest.raises(ClientError, match="pending confirmation"):
        sns.unsubscribe(SubscriptionArn=arn)


def test_the_effective_delivery_policy_is_json(sns):
    topic = sns.create_topic(Name="effective")["TopicArn"]
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert attributes["EffectiveDeliveryPolicy"].startswith('{"http":{"defaultHealthyRetryPolicy"')
    assert "DeliveryPolicy" not in attributes


@pytest.mark.parametrize("empty", ["{}", ""])
def test_an_emptied_filter_is_gone_with_its_scope(sns, empty):
    topic = sns.create_topic(Name="filtered")["TopicArn"]
    arn = sns.subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint="arn:aws:sqs:us-east-1:123456789012:q"
    )["SubscriptionArn"]

    def change(**value):
        sns.set_subscription_attributes(SubscriptionArn=arn, **value)
        return sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]

    found = change(AttributeName="FilterPolicy", AttributeValue='{"a": ["b"]}')
    assert (found["FilterPolicy"], found["FilterPolicyScope"]) == (
        '{"a": ["b"]}',
        "MessageAttributes",
    )
    found = change(AttributeName="FilterPolicy", AttributeValue=empty)
    assert not {"FilterPolicy", "FilterPolicyScope"} & found.keys()
