"""`aws:rds/eventSubscription:EventSubscription`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import added, given, removed
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["EventSubscription"]

_GONE = ("SubscriptionNotFound", "SubscriptionNotFoundFault")
_NOT_MODIFIED = frozenset({"tags", "tagsAll", "sourceIds"})


class EventSubscription(Calls):
    """A subscription of RDS events to a topic."""

    type = "aws:rds/eventSubscription:EventSubscription"

    def create(self, call: Call) -> None:
        """Create the subscription and wait until it is active."""
        inputs, name = call.inputs, given_or_unique(call)
        with doing(call, f"creating RDS Event Subscription ({name})"):
            answer = send(
                call,
                "CreateEventSubscription",
                {
                    "Enabled": inputs.get("enabled", True),
                    "SnsTopicArn": inputs["snsTopic"],
                    "SubscriptionName": name,
                    "Tags": pack("rds", inputs.get("tagsAll")) or None,
                    **given(
                        inputs,
                        {
                            "EventCategories": "eventCategories",
                            "SourceIds": "sourceIds",
                            "SourceType": "sourceType",
                        },
                    ),
                },
            )
        call.id = answer["EventSubscription"]["CustSubscriptionId"]
        _wait(call, "create", "creating")

    def read(self, call: Call) -> Properties | None:
        """Return the subscription; letter case counts in its name."""
        found = _described(call)
        if found is None:
            return None
        with doing(call, f"listing tags for RDS Event Subscription ({call.id})"):
            tags = read_tags(call, "rds", found["EventSubscriptionArn"])
        return {
            **name_and_prefix(found["CustSubscriptionId"]),
            "arn": found["EventSubscriptionArn"],
            "customerAwsId": found.get("CustomerAwsId", ""),
            "enabled": found.get("Enabled", False),
            "eventCategories": found.get("EventCategoriesList", []),
            "snsTopic": found.get("SnsTopicArn", ""),
            "sourceIds": found.get("SourceIdsList", []),
            "sourceType": found.get("SourceType", ""),
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Modify the subscription, then take off and put on its sources one by one."""
        inputs, changed = call.inputs, call.changed
        if changed - _NOT_MODIFIED:
            request: dict[str, Any] = {
                "Enabled": inputs.get("enabled", True),
                "SubscriptionName": call.id,
            }
            if "eventCategories" in changed:
                request["EventCategories"] = inputs.get("eventCategories") or []
            if changed & {"eventCategories", "sourceType"}:
                request["SourceType"] = inputs.get("sourceType") or ""
            if "snsTopic" in changed:
                request["SnsTopicArn"] = inputs["snsTopic"]
            with doing(call, f"updating RDS Event Subscription ({call.id})"):
                send(call, "ModifyEventSubscription", request)
            _wait(call, "update", "modifying")
        if "sourceIds" in changed:
            _change_sources(call, call.prior.get("sourceIds"), inputs.get("sourceIds"))
        sync_tags(call, "rds", call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the subscription and wait until it is gone."""
        with doing(call, f"deleting RDS Event Subscription ({call.id})"), ignoring(*_GONE):
            send(call, "DeleteEventSubscription", {"SubscriptionName": call.id})
        wait(
            call,
            f"waiting for RDS Event Subscription ({call.id}) delete",
            lambda: _status(call),
            GONE,
            ("deleting",),
        )


def _change_sources(call: Call, old: Any, new: Any) -> None:
    steps = (
        ("RemoveSourceIdentifierFromSubscription", "removing", removed(old, new)),
        ("AddSourceIdentifierToSubscription", "adding", added(old, new)),
    )
    for operation, doing_what, sources in steps:
        for source in sources:
            words = f"{doing_what} RDS Event Subscription ({call.id}) source ID ({source})"
            with doing(call, words):
                send(call, operation, {"SourceIdentifier": source, "SubscriptionName": call.id})


def _described(call: Call) -> Mapping[str, Any] | None:
    try:
        found = listed(
            call,
            "DescribeEventSubscriptions",
            "EventSubscriptionsList",
            {"SubscriptionName": call.id},
        )
    except ClientError as error:
        if is_error(error, *_GONE):
            return None
        call.fail(f"reading RDS Event Subscription ({call.id})", error)
    if len(found) != 1 or found[0]["CustSubscriptionId"] != call.id:
        return None
    return found[0]


def _status(call: Call) -> str | None:
    found = _described(call)
    return found["Status"] if found else None


def _wait(call: Call, doing_what: str, pending: str) -> None:
    wait(
        call,
        f"waiting for RDS Event Subscription ({call.id}) {doing_what}",
        lambda: _status(call),
        ("active",),
        (pending,),
    )
