"""`aws:sns/topic:Topic` and `aws:sns/topicPolicy:TopicPolicy`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.policy_document import canonical, kept
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["Topic", "TopicPolicy"]

_GONE = "NotFound"
_FIFO = ".fifo"
_FEEDBACK = {
    "application": "Application",
    "firehose": "Firehose",
    "http": "HTTP",
    "lambda": "Lambda",
    "sqs": "SQS",
}
_TEXTS = {
    **{
        f"{name}{outcome}FeedbackRoleArn": f"{aws}{outcome}FeedbackRoleArn"
        for name, aws in _FEEDBACK.items()
        for outcome in ("Failure", "Success")
    },
    "archivePolicy": "ArchivePolicy",
    "deliveryPolicy": "DeliveryPolicy",
    "displayName": "DisplayName",
    "fifoThroughputScope": "FifoThroughputScope",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "policy": "Policy",
    "tracingConfig": "TracingConfig",
}
_RATES = {
    f"{name}SuccessFeedbackSampleRate": f"{aws}SuccessFeedbackSampleRate"
    for name, aws in _FEEDBACK.items()
}
_COMPUTED_NUMBERS = {
    "maximumMessageSize": "MaximumMessageSize",
    "signatureVersion": "SignatureVersion",
}
_FLAGS = {"contentBasedDeduplication": "ContentBasedDeduplication"}
_ATTRIBUTES = {**_TEXTS, **_RATES, **_COMPUTED_NUMBERS, **_FLAGS}
_JSON = frozenset({"archivePolicy", "deliveryPolicy", "policy"})
_ACTIONS = (
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
    "Receive",
)


class Topic(Calls):
    """A topic: each attribute is a call of its own."""

    type = "aws:sns/topic:Topic"

    def create(self, call: Call) -> None:
        """Create the topic, unless its name is taken, then set its attributes."""
        inputs, client = call.inputs, call.client("sns")
        fifo = bool(inputs.get("fifoTopic"))
        name = given_or_unique(call, ending=_FIFO if fifo else "")
        self._refuse_existing(call, name)
        attributes = {"FifoTopic": "true"} if fifo else {}
        if fifo and inputs.get("fifoThroughputScope"):
            attributes["FifoThroughputScope"] = inputs["fifoThroughputScope"]
        tags = pack("sns", inputs.get("tagsAll"))
        with doing(call, f"creating SNS Topic ({name})"):
            answer = client.create_topic(
                Name=name,
                **({"Attributes": attributes} if attributes else {}),
                **({"Tags": tags} if tags else {}),
            )
        call.id = answer["TopicArn"]
        for prop, attribute in _ATTRIBUTES.items():
            value = inputs.get(prop)
            if prop in _RATES:
                value = value or 0
            elif not value or attribute in attributes:
                continue
            _set(call, attribute, _sent(prop, value))

    def _refuse_existing(self, call: Call, name: str) -> None:
        """Refuse a name that is taken: AWS would answer with the topic of another owner."""
        arn = f"arn:{call.partition}:sns:{call.region}:{call.account}:{name}"
        try:
            call.client("sns").get_topic_attributes(TopicArn=arn)
        except ClientError as error:
            if is_error(error, _GONE):
                return
            call.fail(f"creating SNS Topic ({name})", error)
        raise CallError(f"SNS Topic ({name}) already exists")

    def read(self, call: Call) -> Properties | None:
        """Return the topic's attributes; what AWS does not answer is unset."""
        attributes = _attributes(call)
        if attributes is None:
            return None
        found: Properties = {prop: attributes.get(name) for prop, name in _TEXTS.items()}
        for prop in _JSON:
            text = attributes.get(_TEXTS[prop])
            if text:
                known = call.inputs.get(prop) or call.prior.get(prop)
                found[prop] = kept(known, text) if prop == "policy" else canonical(text)
        for prop, name in {**_RATES, **_COMPUTED_NUMBERS}.items():
            found[prop] = int(attributes[name]) if attributes.get(name) else None
        for prop, name in {**_FLAGS, "fifoTopic": "FifoTopic"}.items():
            found[prop] = attributes.get(name) == "true"
        name = call.id.rsplit(":", 1)[1]
        ending = _FIFO if found["fifoTopic"] else ""
        return {
            **found,
            **name_and_prefix(name, ending=ending),
            "arn": attributes["TopicArn"],
            "beginningArchiveTime": attributes.get("BeginningArchiveTime"),
            "owner": attributes["Owner"],
            "tagsAll": read_tags(call, "sns", call.id),
        }

    def update(self, call: Call) -> None:
        """Set each attribute that changed; an emptied text goes out empty, but for the policy."""
        for prop, attribute in _ATTRIBUTES.items():
            if prop in call.changed:
                value = call.inputs.get(prop)
                if prop == "policy" and not value:
                    continue
                _set(call, attribute, _sent(prop, value))
        sync_tags(call, "sns", call.id)

    def delete(self, call: Call) -> None:
        """Delete the topic and with it its subscriptions."""
        with doing(call, f"deleting SNS Topic ({call.id})"), ignoring(_GONE):
            call.client("sns").delete_topic(TopicArn=call.id)


class TopicPolicy(Calls):
    """The policy attribute of a topic; deleting it sets AWS's default again."""

    type = "aws:sns/topicPolicy:TopicPolicy"

    def create(self, call: Call) -> None:
        """Set the policy; the id is the topic's ARN."""
        arn = call.inputs["arn"]
        self._put(call, arn, canonical(call.inputs["policy"]))
        call.id = arn

    def _put(self, call: Call, arn: str, policy: str) -> None:
        client = call.client("sns")
        with doing(call, f"setting SNS Topic ({arn}) attribute (Policy)"):
            retrying(
                call,
                lambda error: is_error(error, "InvalidParameter"),
                lambda: client.set_topic_attributes(
                    TopicArn=arn, AttributeName="Policy", AttributeValue=policy
                ),
            )

    def read(self, call: Call) -> Properties | None:
        """Return the policy and the topic's owner."""
        attributes = _attributes(call)
        if not attributes or not attributes.get("Policy"):
            return None
        known = call.inputs.get("policy") or call.prior.get("policy")
        return {
            "arn": attributes["TopicArn"],
            "owner": attributes["Owner"],
            "policy": kept(known, attributes["Policy"]),
        }

    def update(self, call: Call) -> None:
        """Set the policy."""
        self._put(call, call.id, canonical(call.inputs["policy"]))

    def delete(self, call: Call) -> None:
        """Set the default policy of a topic of this owner."""
        policy = {
            "Version": "2008-10-17",
            "Id": "__default_policy_ID",
            "Statement": [
                {
                    "Sid": "__default_statement_ID",
                    "Effect": "Allow",
                    "Principal": {"AWS": "*"},
                    "Action": [f"SNS:{action}" for action in _ACTIONS],
                    "Resource": call.id,
                    "Condition": {
                        "StringEquals": {"AWS:SourceOwner": call.prior.get("owner", call.account)}
                    },
                }
            ],
        }
        with doing(call, f"deleting SNS Topic Policy ({call.id})"), ignoring(_GONE):
            call.client("sns").set_topic_attributes(
                TopicArn=call.id, AttributeName="Policy", AttributeValue=json.dumps(policy)
            )


def _attributes(call: Call) -> Mapping[str, str] | None:
    try:
        return call.client("sns").get_topic_attributes(TopicArn=call.id)["Attributes"]
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading SNS Topic ({call.id})", error)


def _sent(prop: str, value: Any) -> str:
    """Return a property as the text that SetTopicAttributes takes."""
    if prop in _FLAGS:
        return "true" if value else "false"
    if value is None:
        return "0" if prop in _RATES else ""
    return canonical(value) if prop in _JSON else str(value)


def _not_visible_yet(error: BaseException) -> bool:
    return is_error(error, "InvalidParameter") or any(
        is_error(error, "AuthorizationError", text=text)
        for text in ("no identity-based policy allows", "is not authorized to perform")
    )


def _set(call: Call, attribute: str, value: str) -> None:
    client = call.client("sns")
    with doing(call, f"setting SNS Topic ({call.id}) attribute ({attribute})"):
        retrying(
            call,
            _not_visible_yet,
            lambda: client.set_topic_attributes(
                TopicArn=call.id, AttributeName=attribute, AttributeValue=value
            ),
        )
