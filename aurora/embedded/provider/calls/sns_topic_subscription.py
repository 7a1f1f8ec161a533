"""`aws:sns/topicSubscription:TopicSubscription`."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.policy_document import canonical
from aurora.embedded.provider.calls.waits import wait

__all__ = ["TopicSubscription"]

_GONE = "NotFound"
_ATTRIBUTES = {
    "deliveryPolicy": "DeliveryPolicy",
    "filterPolicy": "FilterPolicy",
    "filterPolicyScope": "FilterPolicyScope",
    "rawMessageDelivery": "RawMessageDelivery",
    "redrivePolicy": "RedrivePolicy",
    "replayPolicy": "ReplayPolicy",
    "subscriptionRoleArn": "SubscriptionRoleArn",
}
_JSON = frozenset({"deliveryPolicy", "filterPolicy", "redrivePolicy", "replayPolicy"})
_FLAGS = {
    "confirmationWasAuthenticated": "ConfirmationWasAuthenticated",
    "pendingConfirmation": "PendingConfirmation",
    "rawMessageDelivery": "RawMessageDelivery",
}
_DEFAULT_SCOPE, _BODY_SCOPE = "MessageAttributes", "MessageBody"


class TopicSubscription(Calls):
    """A subscription; what a person has to confirm is created as pending."""

    type = "aws:sns/topicSubscription:TopicSubscription"

    def create(self, call: Call) -> None:
        """Subscribe, then wait for the confirmation that no person has to give."""
        inputs = call.inputs
        attributes = {
            name: _sent(prop, inputs[prop])
            for prop, name in _ATTRIBUTES.items()
            if inputs.get(prop)
        }
        with doing(call, "creating SNS Topic Subscription"):
            answer = call.client("sns").subscribe(
                Attributes=attributes,
                Endpoint=inputs["endpoint"],
                Protocol=inputs["protocol"],
                ReturnSubscriptionArn=True,
                TopicArn=inputs["topic"],
            )
        call.id = answer["SubscriptionArn"]
        if _confirms_itself(inputs):
            wait(
                call,
                f"waiting for SNS Topic Subscription ({call.id}) confirmation",
                lambda: (self._attributes(call) or {}).get("PendingConfirmation", "false"),
                done=("false",),
                pending=("true",),
                minutes=_minutes(inputs),
            )

    def _attributes(self, call: Call) -> dict[str, str] | None:
        try:
            answer = call.client("sns").get_subscription_attributes(SubscriptionArn=call.id)
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading SNS Topic Subscription ({call.id})", error)
        return answer["Attributes"]

    def read(self, call: Call) -> Properties | None:
        """Return the subscription's attributes; what AWS does not answer is unset."""
        attributes = self._attributes(call)
        if attributes is None:
            return None
        found: Properties = {prop: attributes.get(name) for prop, name in _ATTRIBUTES.items()}
        for prop in _JSON:
            if found[prop]:
                found[prop] = canonical(found[prop])
        for prop, name in _FLAGS.items():
            found[prop] = attributes.get(name) == "true"
        return {
            **found,
            "arn": attributes["SubscriptionArn"],
            "endpoint": attributes["Endpoint"],
            "ownerId": attributes["Owner"],
            "protocol": attributes["Protocol"],
            "topic": attributes["TopicArn"],
        }

    def update(self, call: Call) -> None:
        """Set each attribute that changed; the wider scope first, the default scope last."""
        changed = [prop for prop in _ATTRIBUTES if prop in call.changed]
        scope = call.inputs.get("filterPolicyScope") or _DEFAULT_SCOPE
        if "filterPolicyScope" in changed:
            changed.remove("filterPolicyScope")
            changed.insert(0 if scope == _BODY_SCOPE else len(changed), "filterPolicyScope")
        for prop in changed:
            value = scope if prop == "filterPolicyScope" else call.inputs.get(prop)
            params = {"AttributeValue": _sent(prop, value)}
            if prop == "redrivePolicy" and not value:
                params = {}
            with doing(call, f"setting SNS Topic Subscription ({call.id}) {_ATTRIBUTES[prop]}"):
                call.client("sns").set_subscription_attributes(
                    SubscriptionArn=call.id, AttributeName=_ATTRIBUTES[prop], **params
                )

    def delete(self, call: Call) -> None:
        """Unsubscribe; a pending subscription cannot be and stays until its topic goes."""
        with (
            doing(call, f"deleting SNS Topic Subscription ({call.id})"),
            ignoring(_GONE),
            ignoring("InvalidParameter", text="pending confirmation"),
        ):
            call.client("sns").unsubscribe(SubscriptionArn=call.id)


def _sent(prop: str, value: Any) -> str:
    if prop == "rawMessageDelivery":
        return "true" if value else "false"
    if prop == "filterPolicy" and not value:
        return "{}"
    return canonical(value) if prop in _JSON and value else str(value or "")


def _confirms_itself(inputs: Properties) -> bool:
    protocol = inputs["protocol"]
    if "email" in protocol:
        return False
    return "http" not in protocol or bool(inputs.get("endpointAutoConfirms"))


def _minutes(inputs: Properties) -> float:
    if "http" in inputs["protocol"]:
        return float(inputs.get("confirmationTimeoutInMinutes") or 1)
    return 2
