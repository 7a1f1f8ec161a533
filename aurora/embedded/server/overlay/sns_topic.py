"""SNS topics and subscriptions: every attribute kept, confirmation by people pending."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores
from moto.sns.exceptions import SNSInvalidParameter, SNSNotFoundError
from moto.sns.models import SNSBackend, Subscription, Topic
from moto.sns.responses import SNSResponse

from .patching import replace

__all__ = ["install"]

_ARN_PARTS = 6
_get_topic = SNSBackend.get_topic

_subscribe = SNSBackend.subscribe
_set_subscription = SNSBackend.set_subscription_attributes
_list = SNSResponse.list_subscriptions
_list_by_topic = SNSResponse.list_subscriptions_by_topic
_subscribe_response = SNSResponse.subscribe
_FEEDBACK = ("Application", "Firehose", "HTTP", "Lambda", "SQS")
_FIFO_ONLY = ("ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope")
# API_SetTopicAttributes
_SETTABLE = frozenset(
    {
        "DeliveryPolicy",
        "DisplayName",
        "KmsMasterKeyId",
        "MaximumMessageSize",
        "Policy",
        "SignatureVersion",
        "TracingConfig",
        *_FIFO_ONLY,
        *(f"{name}SuccessFeedbackRoleArn" for name in _FEEDBACK),
        *(f"{name}FailureFeedbackRoleArn" for name in _FEEDBACK),
        *(f"{name}SuccessFeedbackSampleRate" for name in _FEEDBACK),
    }
)
_IN_MOTO = {
    "ContentBasedDeduplication": "content_based_deduplication",
    "DeliveryPolicy": "delivery_policy",
    "DisplayName": "display_name",
    "KmsMasterKeyId": "kms_master_key_id",
}
_RETRY = {
    "minDelayTarget": 20,
    "maxDelayTarget": 20,
    "numRetries": 3,
    "numMaxDelayRetries": 0,
    "numNoDelayRetries": 0,
    "numMinDelayRetries": 0,
    "backoffFunction": "linear",
}
_CONFIRMED_BY_PEOPLE = ("email", "email-json", "http", "https")


def _extra(topic: Topic) -> dict[str, str]:
    """Return the attributes that moto has no place for; CreateTopic leaves them by other names."""
    extra = vars(topic).setdefault("set_attributes", {})
    for name in _SETTABLE - {"Policy", *_IN_MOTO}:
        value = vars(topic).pop(camelcase_to_underscores(name), None)
        if value:
            extra[name] = value
    return extra


def _effective_policy(topic: Topic) -> str:
    http: dict[str, Any] = {
        "defaultHealthyRetryPolicy": _RETRY,
        "disableSubscriptionOverrides": False,
        "defaultRequestPolicy": {"headerContentType": "text/plain; charset=UTF-8"},
    }
    if topic.delivery_policy:
        http |= json.loads(topic.delivery_policy).get("http", {})
    return json.dumps({"http": http}, separators=(",", ":"))


def _counts(backend: SNSBackend, topic: Topic) -> dict[str, str]:
    subscriptions = [entry for entry in backend.subscriptions.values() if entry.topic is topic]
    pending = sum(1 for entry in subscriptions if not entry.confirmed)
    return {
        "SubscriptionsConfirmed": str(len(subscriptions) - pending),
        "SubscriptionsDeleted": str(topic.subscriptions_deleted),
        "SubscriptionsPending": str(pending),
    }


def _topic(self: SNSBackend, arn: str) -> Topic:
    parts = arn.count(":") + 1
    if parts < _ARN_PARTS:
        raise SNSInvalidParameter(
            "Invalid parameter: TopicArn Reason: An ARN must have at least "
            f"{_ARN_PARTS} elements, not {parts}"
        )
    return _get_topic(self, arn)


def _topic_attributes(self: SNSResponse) -> ActionResult:
    topic = self.backend.get_topic(self._get_param("TopicArn"))
    attributes: dict[str, Any] = {
        "DisplayName": topic.display_name,
        "EffectiveDeliveryPolicy": _effective_policy(topic),
        "Owner": topic.account_id,
        "Policy": topic.policy,
        "TopicArn": topic.arn,
        **_counts(self.backend, topic),
        **_extra(topic),
    }
    if topic.delivery_policy:
        attributes["DeliveryPolicy"] = topic.delivery_policy
    if topic.kms_master_key_id:
        attributes["KmsMasterKeyId"] = topic.kms_master_key_id
    if topic.fifo_topic:
        attributes["FifoTopic"] = "true"
        deduplicates = str(topic.content_based_deduplication).lower()
        attributes["ContentBasedDeduplication"] = deduplicates
        attributes.setdefault("FifoThroughputScope", "Topic")
        if "ArchivePolicy" in attributes:
            attributes.setdefault("BeginningArchiveTime", "2025-01-01T00:00:00.000Z")
    return ActionResult({"Attributes": attributes})


def _set_topic_attributes(self: SNSResponse) -> ActionResult:
    topic = self.backend.get_topic(self._get_param("TopicArn"))
    name, value = self._get_param("AttributeName"), self._get_param("AttributeValue") or ""
    if name not in _SETTABLE:
        raise SNSInvalidParameter("Invalid parameter: AttributeName")
    if name in _FIFO_ONLY and not topic.fifo_topic and value not in ("", "false"):
        raise SNSInvalidParameter(f"Invalid parameter: {name} is only valid for FIFO topics")
    if name in ("Policy", "DeliveryPolicy", "ArchivePolicy") and value:
        _check_json(name, value)
    if name == "Policy":
        topic.policy = value
    elif name == "ContentBasedDeduplication":
        topic.content_based_deduplication = value == "true"
    elif name in _IN_MOTO:
        setattr(topic, _IN_MOTO[name], value)
    elif value:
        _extra(topic)[name] = value
    else:
        _extra(topic).pop(name, None)
    return EmptyResult()


def _check_json(name: str, value: str) -> None:
    try:
        document = json.loads(value)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise SNSInvalidParameter(f"Invalid parameter: {name} Error: null")


def _subscribed(self: SNSBackend, topic_arn: str, endpoint: str, protocol: str) -> Subscription:
    subscription = _subscribe(self, topic_arn, endpoint, protocol)
    if "pending" not in vars(subscription):
        by_people = protocol in _CONFIRMED_BY_PEOPLE
        vars(subscription).update(pending=by_people)
        subscription.confirmed = not by_people
        subscription.attributes["PendingConfirmation"] = by_people
        subscription.attributes["ConfirmationWasAuthenticated"] = not by_people
    return subscription


def _subscription_changed(self: SNSBackend, arn: str, name: str, value: Any) -> None:
    subscription = self.subscriptions.get(arn)
    if subscription is None:
        raise SNSNotFoundError("Subscription does not exist")
    if name in ("ReplayPolicy", "SubscriptionRoleArn") or (name == "RedrivePolicy" and not value):
        if value:
            subscription.attributes[name] = value
        else:
            subscription.attributes.pop(name, None)
        return
    if name == "FilterPolicy" and value in ("", "{}"):  # how a filter is removed
        _set_subscription(self, arn, name, "")
        del subscription.attributes[name]
        return
    _set_subscription(self, arn, name, value)


def _unsubscribed(self: SNSBackend, subscription_arn: str) -> None:
    subscription = self.subscriptions.get(subscription_arn)
    if subscription is not None and not subscription.confirmed:
        raise SNSInvalidParameter(
            "Invalid parameter: SubscriptionArn Reason: Cannot unsubscribe a subscription that is "
            "pending confirmation"
        )
    if self.subscriptions.pop(subscription_arn, None) is not None and subscription is not None:
        subscription.topic.subscriptions_deleted += 1


def _listed(self: SNSBackend, topic_arn: str, next_token: str | None = None) -> Any:
    """Answer the subscriptions of a topic whose ARN is exactly this."""
    topic = self.get_topic(topic_arn)
    found = [(arn, entry) for arn, entry in self.subscriptions.items() if entry.topic is topic]
    return self._get_values_nexttoken(OrderedDict(found), next_token)


def _shown(answer: ActionResult) -> ActionResult:
    """Hide the ARNs of subscriptions that nobody has confirmed."""
    result: Any = answer.result
    result["Subscriptions"] = [
        {
            "Endpoint": entry.endpoint,
            "Owner": entry.owner,
            "Protocol": entry.protocol,
            "SubscriptionArn": entry.arn if entry.confirmed else "PendingConfirmation",
            "TopicArn": entry.topic_arn,
        }
        for entry in result["Subscriptions"]
    ]
    return answer


def _all_subscriptions(self: SNSResponse) -> ActionResult:
    return _shown(_list(self))


def _topic_subscriptions(self: SNSResponse) -> ActionResult:
    return _shown(_list_by_topic(self))


def _subscribe_answer(self: SNSResponse) -> ActionResult:
    answer = _subscribe_response(self)
    result: Any = answer.result
    subscription = self.backend.subscriptions[result["SubscriptionArn"]]
    if not subscription.confirmed and not self._get_bool_param("ReturnSubscriptionArn"):
        result["SubscriptionArn"] = "pending confirmation"
    return answer


def install() -> None:
    """Make topics and subscriptions answer as SNS does."""
    replace(
        SNSBackend,
        get_topic=_topic,
        set_subscription_attributes=_subscription_changed,
        subscribe=_subscribed,
        unsubscribe=_unsubscribed,
        list_subscriptions_by_topic=_listed,
    )
    replace(
        SNSResponse,
        get_topic_attributes=_topic_attributes,
        set_topic_attributes=_set_topic_attributes,
        list_subscriptions=_all_subscriptions,
        list_subscriptions_by_topic=_topic_subscriptions,
        subscribe=_subscribe_answer,
    )
