from __future__ import annotations

import json

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.policy_document import canonical

TOPIC = "aws:sns/topic:Topic"
POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:queue"
DELIVERY = '{"http":{"disableSubscriptionOverrides":true}}'


def test_attributes_are_set_and_emptied(resource, clients):
    topic = resource(TOPIC)
    state = topic.up(
        name="attributes",
        displayName="x",
        kmsMasterKeyId="alias/aws/sns",
        signatureVersion=2,
        tracingConfig="Active",
        deliveryPolicy=DELIVERY,
        httpSuccessFeedbackSampleRate=10,
        httpFailureFeedbackRoleArn="arn:aws:iam::123456789012:role/r",
        tags={"a": "b"},
    )
    assert (state["signatureVersion"], state["tracingConfig"]) == (2, "Active")
    assert state["deliveryPolicy"] == DELIVERY
    assert state["httpSuccessFeedbackSampleRate"] == 10
    assert state["sqsSuccessFeedbackSampleRate"] == 0
    assert state["owner"] == "123456789012"
    assert json.loads(state["policy"])["Id"] == "__default_policy_ID"
    state = topic.up(name="attributes", signatureVersion=2, tracingConfig="PassThrough")
    assert "kmsMasterKeyId" not in state
    assert (state["displayName"], state["tracingConfig"]) == ("", "PassThrough")
    answer = clients("sns").get_topic_attributes(TopicArn=topic.id)["Attributes"]
    assert "DeliveryPolicy" not in answer
    topic.down()
    assert topic.refresh() is None


def test_a_taken_name_is_refused(resource):
    resource(TOPIC).up(name="taken")
    with pytest.raises(CallError, match=r"SNS Topic \(taken\) already exists"):
        resource(TOPIC).up(name="taken")


def test_fifo(resource):
    topic = resource(TOPIC)
    state = topic.up(
        namePrefix="f-",
        fifoTopic=True,
        contentBasedDeduplication=True,
        fifoThroughputScope="MessageGroup",
        archivePolicy='{"MessageRetentionPeriod": 30}',
    )
    assert state["name"].endswith(".fifo")
    assert (state["namePrefix"], state["fifoThroughputScope"]) == ("f-", "MessageGroup")
    assert state["contentBasedDeduplication"] is True
    assert state["archivePolicy"] == '{"MessageRetentionPeriod":30}'


def test_policy_goes_back_to_the_default(resource, clients):
    topic, attached = resource(TOPIC), resource(POLICY)
    topic.up(name="policy")
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": "SNS:Publish",
        "Resource": topic.id,
    }
    written = canonical(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    state = attached.up(arn=topic.id, policy=written)
    assert (state["policy"], state["owner"]) == (written, "123456789012")
    attached.down()
    answer = clients("sns").get_topic_attributes(TopicArn=topic.id)["Attributes"]
    assert json.loads(answer["Policy"])["Id"] == "__default_policy_ID"


def test_email_waits_for_a_person(resource, clients):
    topic, subscription = resource(TOPIC), resource(SUBSCRIPTION)
    topic.up(name="email")
    state = subscription.up(topic=topic.id, protocol="email", endpoint="a@example.com")
    assert state["pendingConfirmation"] is True
    listed = clients("sns").list_subscriptions_by_topic(TopicArn=topic.id)["Subscriptions"]
    assert listed[0]["SubscriptionArn"] == "PendingConfirmation"
    subscription.down()
    assert subscription.refresh() is not None
    topic.down()
    assert subscription.refresh() is None


def test_queue_subscription(resource, clients):
    clients("sqs").create_queue(QueueName="queue")
    topic, subscription = resource(TOPIC), resource(SUBSCRIPTION)
    topic.up(name="queue")
    given = {"topic": topic.id, "protocol": "sqs", "endpoint": QUEUE}
    redrive = json.dumps({"deadLetterTargetArn": QUEUE})
    state = subscription.up(
        **given, rawMessageDelivery=True, filterPolicy='{"a": ["b"]}', redrivePolicy=redrive
    )
    assert state["pendingConfirmation"] is False
    assert (state["rawMessageDelivery"], state["filterPolicyScope"]) == (True, "MessageAttributes")
    assert (state["filterPolicy"], state["redrivePolicy"]) == ('{"a":["b"]}', canonical(redrive))
    state = subscription.up(**given, filterPolicy='{"a": ["c"]}', filterPolicyScope="MessageBody")
    assert (state["rawMessageDelivery"], state["filterPolicyScope"]) == (False, "MessageBody")
    assert "redrivePolicy" not in state
    subscription.down()
    assert subscription.refresh() is None
